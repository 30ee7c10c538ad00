package lsp

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint/fix"
)

// named is a template that names things in every way.
const named = `Parameters:
  Env: {Type: String}
  Size: {Type: Number, Default: 1}
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Parameters: [Env, Size]
    ParameterLabels:
      Env: {default: Environment}
Mappings:
  Amis: {dev: {Id: ami-1}}
Conditions:
  Prod: !Equals [!Ref Env, prod]
  Other: !Not [!Condition Prod]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Condition: Prod
    CreationPolicy: {ResourceSignal: {Count: 1}}
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/hooks.d/a.conf:
              content: !Sub |
                [a]
                triggers=post.update
                path=Resources.Web.Metadata.AWS::CloudFormation::Init
                action=cfn-init -s ${AWS::StackName} -r Web --region ${AWS::Region}
    Properties:
      MinSize: '@Size'
      MaxSize: !If [Prod, !Ref Size, 2]
      DesiredCapacity: '@Web.DesiredCapacity'
      LaunchConfigurationName: !Ref Config
      Tags:
        - {Key: a, Value: 'é😀 @{Size} and @Amis[dev, Id]', PropagateAtLaunch: true}
        - {Key: b, Value: !FindInMap [Amis, dev, Id], PropagateAtLaunch: true}
  Config:
    Type: AWS::AutoScaling::LaunchConfiguration
    DependsOn: [Topic]
    Properties:
      ImageId: ami-1
      InstanceType: t3.micro
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-init -v --stack ${AWS::StackName} --resource Web --region ${AWS::Region}
          cfn-signal -e $? --stack ${AWS::StackName} --resource=Web --region ${AWS::Region}
          echo ${Topic.TopicName} ${Topic} ${Size}
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  O: {Condition: Prod, Value: !GetAtt Topic.TopicName}
  P: {Value: {Fn::GetAtt: [Topic, TopicArn]}}
`

// cursorIn returns a text with the cursor before a word of a line.
func cursorIn(text, line, word string) string {
	at := strings.Index(text, line)
	at += strings.Index(line, word)
	return text[:at] + "|>" + text[at:]
}

func shownLocations(c *client, list []location) string {
	var lines []string
	for _, l := range list {
		name, _ := filepath.Rel(c.folder, pathOf(l.URI))
		lines = append(lines, fmt.Sprintf("%s:%d:%d", name, l.Range.Start.Line+1, l.Range.Start.Character+1))
	}
	return strings.Join(lines, " ")
}

func TestDefinition(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"Ref":         {cursorIn(named, "!Ref Size, 2", "ize"), "a.yaml:3:3"},
		"expression":  {cursorIn(named, "'@Size'", "Size"), "a.yaml:3:3"},
		"braces":      {cursorIn(named, "@{Size}", "ze"), "a.yaml:3:3"},
		"lookup":      {cursorIn(named, "@Amis[dev", "is"), "a.yaml:11:3"},
		"GetAtt":      {cursorIn(named, "!GetAtt Topic.TopicName", "opic.T"), "a.yaml:50:3"},
		"GetAtt list": {cursorIn(named, "[Topic, TopicArn]", "opic,"), "a.yaml:50:3"},
		"Sub":         {cursorIn(named, "${Topic.TopicName}", "pic"), "a.yaml:50:3"},
		"DependsOn":   {cursorIn(named, "[Topic]", "pic"), "a.yaml:50:3"},
		"condition":   {cursorIn(named, "Condition: Prod\n    Cr", "Prod"), "a.yaml:13:3"},
		"If":          {cursorIn(named, "!If [Prod", "Prod"), "a.yaml:13:3"},
		"!Condition":  {cursorIn(named, "!Condition Prod", "Prod"), "a.yaml:13:3"},
		"mapping":     {cursorIn(named, "!FindInMap [Amis", "mis"), "a.yaml:11:3"},
		"cfn-signal":  {cursorIn(named, "--resource=Web", "Web"), "a.yaml:16:3"},
		"hook":        {cursorIn(named, "Resources.Web.", "Web"), "a.yaml:16:3"},
		"live":        {cursorIn(named, "'@Web.Des", "Web"), "a.yaml:16:3"},
		"include":     {"Resources:\n  A: !Include |>part.yaml\n", "part.yaml:1:1"},
		"alias":       {"Resources:\n  A: &x {Type: AWS::SNS::Topic}\n  B: *|>x\n", "a.yaml:2:9"},
		"nothing":     {cursorIn(named, "ami-1", "ami"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, map[string]string{"part.yaml": "Type: AWS::SNS::Topic\n"}, "")
			params, _ := c.at("a.yaml", test.text)
			if got := shownLocations(c, parse[[]location](t, c.result("textDocument/definition", params+"}"))); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestReferences(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"parameter": {cursorIn(named, "'@Size'", "Size"), "a.yaml:3:3 a.yaml:7:27 a.yaml:31:18 a.yaml:32:32 a.yaml:36:34 a.yaml:49:46"},
		"resource":  {cursorIn(named, "  Web:", "Web"), "a.yaml:16:3 a.yaml:28:32 a.yaml:29:57 a.yaml:33:26 a.yaml:47:60 a.yaml:48:65"},
		"condition": {cursorIn(named, "  Prod:", "Prod"), "a.yaml:13:3 a.yaml:14:27 a.yaml:18:16 a.yaml:32:21 a.yaml:53:18"},
		"mapping":   {cursorIn(named, "  Amis:", "Amis"), "a.yaml:11:3 a.yaml:36:45 a.yaml:37:39"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, nil, "")
			params, _ := c.at("a.yaml", test.text)
			raw := c.result("textDocument/references", params+`, "context": {"includeDeclaration": true}}`)
			if got := shownLocations(c, parse[[]location](t, raw)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// edited makes the edits of a workspace in the texts of its files.
func (c *client) edited(raw json.RawMessage, texts map[string]string) map[string]string {
	made := map[string]string{}
	for uri, edits := range parse[workspaceEdit](c.t, raw).Changes {
		name, _ := filepath.Rel(c.folder, pathOf(uri))
		f := source.NewFile(name, name, texts[name])
		var list []diag.Edit
		for _, e := range edits {
			start := f.Offset(e.Range.Start.Line, e.Range.Start.Character, source.UTF16)
			list = append(list, diag.Edit{Span: f.Span(start, f.Offset(e.Range.End.Line, e.Range.End.Character, source.UTF16)), Text: e.NewText})
		}
		made[name] = fix.Apply([]fix.Choice{{Edits: list}})[name]
	}
	return made
}

func TestRename(t *testing.T) {
	for name, test := range map[string]struct {
		text, old, new string
		times          int
	}{
		"parameter": {cursorIn(named, "'@Size'", "Size"), "Size", "Count", 6},
		"resource":  {cursorIn(named, "--resource=Web", "Web"), "Web", "App", 6},
		"condition": {cursorIn(named, "  Prod:", "Prod"), "Prod", "Live", 5},
		"mapping":   {cursorIn(named, "  Amis:", "Amis"), "Amis", "Images", 3},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, nil, "")
			params, clean := c.at("a.yaml", test.text)
			got := c.edited(c.result("textDocument/rename", params+`, "newName": `+quoted(test.new)+`}`), map[string]string{"a.yaml": clean})["a.yaml"]
			if n := strings.Count(got, test.new) - strings.Count(clean, test.new); n != test.times {
				t.Errorf("%d places have the new name, want %d:\n%s", n, test.times, got)
			}
			// What is left of the old one is another word.
			want := strings.NewReplacer("DesiredCapacity", "\x00", "MinSize", "\x01", "MaxSize", "\x02").Replace(clean)
			want = strings.NewReplacer("\x00", "DesiredCapacity", "\x01", "MinSize", "\x02", "MaxSize").Replace(strings.ReplaceAll(want, test.old, test.new))
			if got != want {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// In an included file the name changes, too.
func TestRenameAcrossFiles(t *testing.T) {
	c := newClient(t, map[string]string{"part.yaml": "Type: AWS::SNS::Topic\nProperties: {TopicName: '@Env'}\n"}, "")
	text := "Parameters:\n  |>Env: {Type: String}\nResources:\n  A: !Include part.yaml\n"
	params, clean := c.at("a.yaml", text)
	texts := c.edited(c.result("textDocument/rename", params+`, "newName": "Stage"}`), map[string]string{
		"a.yaml": clean, "part.yaml": "Type: AWS::SNS::Topic\nProperties: {TopicName: '@Env'}\n"})
	if !strings.Contains(texts["part.yaml"], "'@Stage'") || !strings.Contains(texts["a.yaml"], "  Stage:") {
		t.Errorf("got %q", texts)
	}
	if err := os.WriteFile(filepath.Join(c.folder, "b.yaml"), []byte("Parameters:\n  Env: {Type: String}\nResources:\n  B: !Include part.yaml\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if m := c.request("textDocument/rename", params+`, "newName": "Stage"}`); m.Error == nil || !strings.Contains(m.Error.Message, "is included by") {
		t.Errorf("with another template: %v %s", m.Error, m.Result)
	}
}

func TestRenameRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, new, want string }{
		"no name":            {cursorIn(named, "ami-1", "ami"), "X", "there is no name"},
		"taken":              {cursorIn(named, "  Size:", "Size"), "Topic", "`Topic` is declared already"},
		"no word":            {cursorIn(named, "  Size:", "Size"), "A-B", "`A-B` is no name"},
		"a number":           {cursorIn(named, "  Size:", "Size"), "12", "YAML does not take `12` for a text"},
		"a macro":            {"Transform: Ours\nParameters:\n  |>P: {Type: String}\nResources: {}\n", "Q", "a macro or a part"},
		"the same map":       {"Parameters:\n  |>Env: {Type: String}\nMappings:\n  EnvMap: {a: {b: c}}\nResources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: '@Env[b]'}}\n", "Stage", "would have a new problem"},
		"of that map":        {"Parameters:\n  Env: {Type: String}\nMappings:\n  |>EnvMap: {a: {b: c}}\nResources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: '@Env[b]'}}\n", "Stage", "which cannot be renamed"},
		"in a script":        {strings.Replace(cursorIn(named, "  Web:", "Web"), "echo ", "echo Web ", 1), "App", "also stands in a script"},
		"broken":             {"Parameters:\n  |>P: {Type: String}\nResources:\n  A: !Include none.yaml\n", "Q", "may use `P`"},
		"a text becomes one": {"Parameters:\n  |>P: {Type: String}\nResources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: '@Q2 @P'}}\n", "Q2", "references would be found"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, nil, "")
			params, _ := c.at("a.yaml", test.text)
			if m := c.request("textDocument/rename", params+`, "newName": `+quoted(test.new)+`}`); m.Error == nil || !strings.Contains(m.Error.Message, test.want) {
				t.Errorf("got %v %s, want %s", m.Error, m.Result, test.want)
			}
		})
	}
}

func TestPrepareRename(t *testing.T) {
	c := newClient(t, nil, "")
	params, _ := c.at("a.yaml", cursorIn(named, "@{Size}", "Size"))
	if got := parse[prepared](t, c.result("textDocument/prepareRename", params+"}")); got.Placeholder != "Size" || got.Range.Start.Character != 33 {
		t.Errorf("got %+v", got)
	}
}

func TestHover(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"type":       {cursorIn(named, "Type: AWS::SNS::Topic", "AWS"), []string{"`AWS::SNS::Topic`", "aws-resource-sns-topic.html"}},
		"required":   {cursorIn(named, "AWS::AutoScaling::AutoScalingGroup", "AWS"), []string{"required: `MinSize`, `MaxSize`"}},
		"property":   {cursorIn(named, "MinSize: '", "Min"), []string{"**MinSize**: string, required"}},
		"replaces":   {cursorIn(named, "ImageId", "Image"), []string{"a change replaces the resource"}},
		"enum":       {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        |>Status: Enabled\n", []string{"one of `Enabled`, `Suspended`"}},
		"parameter":  {cursorIn(named, "!Ref Size, 2", "Size"), []string{"**Size**: parameter of type `Number`", "Default: `1`"}},
		"expression": {cursorIn(named, "'@Size'", "Size"), []string{"**Size**: parameter", "compiles to", `"Ref": "Size"`}},
		"lookup":     {cursorIn(named, "@Amis[dev", "Amis"), []string{"**Amis**: mapping", "Fn::FindInMap"}},
		"attribute":  {cursorIn(named, "!GetAtt Topic.TopicName", "opic.T"), []string{"**Topic**: resource", "`TopicName`: string"}},
		"condition":  {cursorIn(named, "!Condition Prod", "Prod"), []string{"**Prod**: condition", "!Equals [!Ref Env, prod]"}},
		"finding":    {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      |>Nope: 1\n", []string{"**E3002**"}},
		"undeclared": {"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Ref |>Nope\n", []string{"**E1020**"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, nil, "")
			params, _ := c.at("a.yaml", test.text)
			got := parse[hover](t, c.result("textDocument/hover", params+"}")).Contents.Value
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("got\n%s\nwant %s", got, want)
				}
			}
		})
	}
}

func TestTokens(t *testing.T) {
	c := newClient(t, nil, "")
	params, clean := c.at("a.yaml", "# 😀\n"+cursorIn(named, "Env:", "Env"))
	data := parse[semanticTokens](t, c.result("textDocument/semanticTokens/full", params+"}")).Data
	var words []string
	f := source.NewFile("a", "a", clean)
	line, column := 0, 0
	for token := range slices.Chunk(data, 5) {
		if token[0] > 0 {
			column = 0
		}
		line, column = line+token[0], column+token[1]
		from := f.Offset(line, column, source.UTF16)
		words = append(words, f.Span(from, f.Offset(line, column+token[2], source.UTF16)).Text()+"="+tokenTypes()[token[3]])
	}
	got := strings.Join(words, " ")
	for _, want := range []string{"Size=parameter Web=variable", "Amis=struct", "Topic=variable TopicName=property Topic=variable", "Prod=enumMember"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}
