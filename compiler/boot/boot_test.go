package boot_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
)

func compile(t *testing.T, text string) *compiler.Unit {
	t.Helper()
	unit, found := compiler.Compile(source.NewFile("t.yml", "t.yml", text), compiler.Options{})
	for _, d := range found {
		t.Fatalf("%d: %s", d.Span.File.Position(d.Span.Start).Line, d.Message)
	}
	return unit
}

// show writes a text with the names of what stands at its holes.
func show(x template.Text) string {
	var b strings.Builder
	for _, r := range x.String() {
		if h, ok := x.Hole(r); ok {
			fmt.Fprintf(&b, "<%s>", h.Name)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// place says where bytes of a text were written.
func place(x template.Text, from, to int) string {
	span := x.Span(from, to)
	at := span.File.Position(span.Start)
	return fmt.Sprintf("%d:%d %s", at.Line, at.Column, span.Text())
}

func under(when *template.Scenario) (text string) {
	for ; when != nil; when = when.Within {
		text = fmt.Sprintf("%s=%t", when.Condition, when.Holds) + strings.Repeat(" ", min(1, len(text))) + text
	}
	return text
}

func TestUserData(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte("#!/bin/bash\necho setup\n"))
	unit := compile(t, `
Conditions:
  C: !Equals [!Ref AWS::Region, eu-west-1]
Parameters:
  P: {Type: String}
Resources:
  A:
    Type: AWS::EC2::Instance
    Condition: C
    Properties:
      UserData: !Base64 {"Fn::Sub": "${P}!"}
  B:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData: !If
        - C
        - UserData: `+encoded+`
        - UserData: !If [C, !Ref P, !Ref P]
  D:
    Type: AWS::EC2::SpotFleet
    Properties:
      SpotFleetRequestConfigData:
        LaunchSpecifications:
          - UserData: !If [C, {"Fn::Base64": x}, !Ref AWS::NoValue]
          - {}
  E:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData: {"Fn::ImportValue": x}
`)
	var got []string
	for _, u := range unit.Boot().UserData() {
		for _, x := range u.Texts {
			got = append(got, fmt.Sprintf("%s [%s] %d %s %q", u.Resource.ID, under(x.When), x.Encoding, show(x.Text), x.Raw()))
		}
	}
	want := []string{
		`A [C=true] 1 <P>! "\ue000!"`,
		`B [C=true] 2 ` + encoded + ` "#!/bin/bash\necho setup\n"`,
		`B [C=false C=false] 3 <P> "\ue000"`,
		`D [C=true] 1 x "x"`,
		`E [] 3 <> "\ue000"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const initTemplate = `
Conditions:
  C: !Equals [!Ref AWS::Region, eu-west-1]
Parameters:
  P: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        configSets:
          default: [install, !If [C, hup, !Ref AWS::NoValue], {ConfigSet: more}]
          more:
            - !If [C, run, {ConfigSet: other}]
          other: stop
          open: [!Ref P]
          round: [{ConfigSet: round}]
        install:
          packages:
            yum: {httpd: [], php: ["1", "2"]}
            rpm: {epel: "https://example.com/epel.rpm"}
          groups: {web: {gid: "30"}}
          users: {joe: {uid: 50, homeDir: /home/joe, groups: [web, wheel]}}
          sources: {/var/www: !Sub "https://example.com/${P}.zip"}
          file: {}
        hup:
          files:
            /etc/a.conf:
              content: !Sub |
                stack=${AWS::StackId}
              mode: !If [C, "000400", "000644"]
              owner: root
            /etc/b.json: {content: {a: 1}, source: !Ref AWS::NoValue}
            /etc/c: !If [C, {source: x}, !Ref AWS::NoValue]
        run:
          commands:
            b: {command: [echo, !Ref P], env: {A: "1"}, test: "true", cwd: /, ignoreErrors: "true", waitAfterCompletion: 1}
            a: {command: start, ignoreErrors: !If [C, true, "true"]}
          services:
            systemd:
              cfn-hup:
                enabled: "true"
                ensureRunning: true
                files: [/etc/a.conf, !If [C, /etc/b, !Ref AWS::NoValue]]
                packages: {yum: [httpd]}
                commands: !Ref P
        stop:
          Fn::Transform: {Name: X}
`

func TestInit(t *testing.T) {
	unit := compile(t, initTemplate)
	web := unit.Template.Resource("Web")
	inits := unit.Boot().InitsOf(web)
	if len(inits) != 1 || len(unit.Boot().InitsOf(nil)) != 0 || inits[0].Open {
		t.Fatalf("%d inits", len(inits))
	}
	in := inits[0]
	install, hup, run := in.Config("install")[0], in.Config("hup")[0], in.Config("run")[0]
	httpd, php := install.Packages[0], install.Packages[1]
	joe := install.Users[0]
	hupService := run.Services[0]
	fileHas, _ := hupService.Files.Has("/etc/a.conf")
	_, mayB := hupService.Files.Has("/etc/b")
	_, mayD := hupService.Sources.Has("/etc/d")
	for what, holds := range map[string]bool{
		"packages":       httpd.Name == "httpd" && httpd.Manager == "yum" && len(httpd.Versions.Items) == 0 && len(php.Versions.Items) == 2 && len(install.Packages) == 3,
		"one version":    len(install.Packages[2].Versions.Items) == 1,
		"groups":         install.Groups[0].Name == "web" && install.Groups[0].GID.Is("30"),
		"users":          joe.UID.Is("50") && joe.HomeDir.Is("/home/joe") && len(joe.Groups.Items) == 2,
		"sources":        show(install.Sources[0].URL.Texts[0]) == "https://example.com/<P>.zip",
		"unknown":        len(install.Unknown) == 1 && install.Unknown[0].Text() == "file",
		"files":          len(hup.Files) == 3 && hup.Files[0].Owner.Is("root") && show(hup.Files[0].Content.Texts[0]) == "stack=<AWS::StackId>\n",
		"mode":           len(hup.Files[0].Mode.Texts) == 2 && !hup.Files[0].Mode.Is("000400"),
		"object":         hup.Files[1].Content.Structured && hup.Files[1].Content.There() && !hup.Files[1].Source.There(),
		"file in branch": under(hup.Files[2].When) == "C=true" && hup.Files[2].Source.Is("x"),
		"order":          run.Commands[0].Name == "a" && run.Commands[0].Line.Is("start") && run.Commands[0].IgnoreErrors.Is("true"),
		"list command":   len(run.Commands[1].Args) == 1 && len(run.Commands[1].Args[0].Items) == 2 && run.Commands[1].Env[0].Name == "A" && run.Commands[1].Cwd.Is("/") && run.Commands[1].Test.Is("true"),
		"open files":     !hup.Files[0].Open && !hup.Files[1].Open,
		"service":        hupService.Kind == "systemd" && hupService.KindKey.Text() == "systemd" && hupService.Name == "cfn-hup" && hupService.Enabled.Is("true") && hupService.EnsureRunning.Is("true"),
		"lists":          fileHas && mayB && !mayD && hupService.Commands.Open && hupService.Packages[0].Manager == "yum" && hupService.PackagesKey != nil,
		"macro":          in.Config("stop")[0].Open && !run.Open,
	} {
		if !holds {
			t.Errorf("%s: it is not read as it should be", what)
		}
	}
}

func TestRuns(t *testing.T) {
	in := compile(t, initTemplate).Boot().Inits()[0]
	for _, test := range []struct{ sets, want string }{
		{"", "install []; hup [C=true]; run [C=true]; stop [C=false] true"},
		{"more", "run [C=true]; stop [C=false] true"},
		{"other,more", "stop []; run [C=true]; stop [C=false] true"},
		{"open", " false"},
		{"round", " false"},
		{"missing", " true"},
	} {
		var names []string
		if test.sets != "" {
			names = strings.Split(test.sets, ",")
		}
		runs, known := in.Runs(names...)
		var got []string
		for _, r := range runs {
			got = append(got, fmt.Sprintf("%s [%s]", r.Config.Name, under(r.When)))
		}
		if got := fmt.Sprintf("%s %t", strings.Join(got, "; "), known); got != test.want {
			t.Errorf("%s runs %s, want %s", test.sets, got, test.want)
		}
	}
	plain := compile(t, "Resources:\n  R:\n    Type: AWS::EC2::Instance\n    Metadata: {\"AWS::CloudFormation::Init\": {config: {}}}\n").Boot().Inits()[0]
	if runs, known := plain.Runs(); len(runs) != 1 || !known || runs[0].Config.Name != "config" {
		t.Errorf("without sets %v runs, %t", runs, known)
	}
	step := in.Set("more")[0].Steps[1]
	if at := step.Node().Span(); step.Set != "other" || at.File.Position(at.Start).Line != 14 {
		t.Errorf("%s stands at %s", step.Set, at.Text())
	}
}

func TestMetadataInBranches(t *testing.T) {
	boots := compile(t, `
Conditions:
  C: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  R:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init: !If [C, {config: {}}, {config: {}, more: {}}]
  Fn::ForEach::L:
    - X
    - [a]
    - S${X}:
        Type: AWS::EC2::Instance
        Metadata: {"AWS::CloudFormation::Init": {"${X}": {}, config: {files: {a: {content: "${X}"}}}}}
Transform: AWS::LanguageExtensions
`).Boot().Inits()
	if len(boots) != 3 || under(boots[0].When) != "C=true" || under(boots[1].When) != "C=false" || len(boots[1].Configs) != 2 {
		t.Fatalf("%d inits", len(boots))
	}
	looped := boots[2]
	if content := looped.Config("config")[0].Files[0].Content; !looped.Open || show(content.Texts[0]) != "<>" {
		t.Errorf("in a loop: open %t, content %q", looped.Open, show(content.Texts[0]))
	}
}

func TestCorpus(t *testing.T) {
	corpus := os.Getenv("CFNC_CORPUS")
	if corpus == "" {
		t.Skip("CFNC_CORPUS is not set")
	}
	var inits, files, texts int
	hup := map[boot.HupKind]int{}
	calls := map[boot.Tool]int{}
	var malformed, programs, own int
	var other []string
	err := filepath.WalkDir(corpus, func(path string, d os.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".json" && ext != ".yaml" && ext != ".yml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		unit, _ := compiler.Compile(source.NewFile(path, path, string(text)), compiler.Options{})
		inits += len(unit.Boot().Inits())
		for _, u := range unit.Boot().UserData() {
			texts += len(u.Texts)
		}
		for _, in := range unit.Boot().Inits() {
			for _, c := range in.Configs {
				files += len(c.Files)
			}
		}
		for _, h := range unit.Boot().Hup() {
			hup[h.Path.Kind]++
			if h.Malformed() {
				malformed++
			}
		}
		programs += len(unit.Boot().Programs())
		for _, c := range unit.Boot().Calls() {
			calls[c.Tool]++
			if c.OwnStack() == template.Yes {
				own++
			}
			if _, ok := c.Resource().Literal(); !ok {
				other = append(other, place(c.Program.Text, c.Command.Span.From, c.Command.Span.To))
			}
		}
		return nil
	})
	t.Logf("%d programs, calls: %v, %d of the stack itself, without the name of a resource: %d", programs, calls, own, len(other))
	t.Logf("%d inits with %d files, %d texts of user data; files for cfn-hup by kind: %v, malformed: %d", inits, files, texts, hup, malformed)
	if err != nil || inits < 50 || texts < 100 {
		t.Errorf("too little was found: %v", err)
	}
}

// What a file has cannot be seen behind a key that cfn-init does not know, and where it is no map.
func TestOpenFiles(t *testing.T) {
	for value, want := range map[string]bool{
		"{content: a, mode: '000644'}": false,
		"{}":                           false,
		"{contents: a}":                true,
		"a":                            true,
		"{Fn::Transform: {Name: M}}":   true,
		"{Fn::GetAtt: A.B}":            true,
	} {
		unit := compile(t, "Resources:\n  R:\n    Type: AWS::EC2::Instance\n    Metadata: {\"AWS::CloudFormation::Init\": {config: {files: {/a: "+value+"}}}}\n")
		if f := unit.Boot().Inits()[0].Configs[0].Files[0]; f.Open != want {
			t.Errorf("%s: open is %t", value, f.Open)
		}
	}
}
