package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func literalIntrinsic() *lint.Rule {
	return &lint.Rule{
		ID:       "H505",
		Name:     "literal-intrinsic-in-text",
		Title:    "A function stands in a text, where nothing calls it",
		Severity: diag.Error,
		Why: `Inside a text !Ref and its like are letters as all others. The script gets "!Ref AWS::StackName" for an argument, and ` +
			`cfn-signal looks for a stack of that name. Even a page of AWS's own guide has this slip.`,
		Help: "write `${Name}`, with `Fn::Sub` around the text",
		Bad: []lint.Example{
			{Name: "in a text of Fn::Sub", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cfn-signal -e $? --stack !Ref 'AWS::StackName' --resource Web --region ${AWS::Region} # want
          echo !GetAtt Web.PrivateIp # want
`},
			{Name: "in a file, a command and a piece of Fn::Join", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/stage: {content: "stage={\"Ref\": \"Stage\"}"} # want
          commands:
            a: {command: "echo !Ref Stage"} # want
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join:
            - ""
            - - "#!/bin/bash\n"
              - "echo !Sub '${Stage}'\n" # want
              - !Ref Stage
`},
		},
		Good: []lint.Example{
			{Name: "functions that are called", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Join ["", ["#!/bin/bash\necho ", !Ref Stage, !Sub "${AWS::Region}"]]
`},
			{Name: "names of nothing, and a comment", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          echo !Ref Something
          # the stack is !Ref AWS::StackName
          git log main!Reference
`},
			{Name: "a template in a text", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /opt/stack.yaml:
              content: |
                Resources:
                  Topic:
                    Type: AWS::SNS::Topic
                    Properties: {TopicName: !Ref Stage}
`},
		},
		Check: func(p *lint.Pass) {
			c := intrinsics{p, subTexts(p.Template)}
			var list []flaw
			eachWrittenText(p, func(r *template.Resource, x template.Text) {
				if !holdsTemplate(x.String()) {
					list = append(list, c.in(r, x)...)
				}
			})
			reportFlaws(p, list)
		},
	}
}

// eachWrittenText calls visit for every text that instances run or write: user data, commands
// and the contents of files.
func eachWrittenText(p *lint.Pass, visit func(*template.Resource, template.Text)) {
	for _, u := range p.Unit.Boot().UserData() {
		for _, x := range u.Texts {
			visit(u.Resource, x.Text)
		}
	}
	for _, program := range p.Unit.Boot().Programs() {
		if program.Command != nil {
			visit(program.Resource, program.Text)
		}
	}
	eachInitFile(p, func(f *boot.File) {
		for _, x := range f.Content.Texts {
			visit(f.Config.Init.Resource, x)
		}
	})
}

// subTexts returns the texts of Fn::Sub.
func subTexts(t *template.Template) map[*syntax.Node]bool {
	texts := map[*syntax.Node]bool{}
	for call := range t.Calls(template.FnSub) {
		texts[call.Sub().Text] = true
	}
	return texts
}

// holdsTemplate reports whether a text is a template itself, in which functions are right.
func holdsTemplate(text string) bool {
	return strings.Contains(text, "Resources") && strings.Contains(text, "AWS::") && strings.Contains(text, "Type")
}

// intrinsics looks for functions in texts.
type intrinsics struct {
	*lint.Pass
	subs map[*syntax.Node]bool
}

var (
	literalRef    = lazy.Regexp(`!Ref[ \t]+["']?([A-Za-z0-9]+(?:::[A-Za-z]+)?)["']?`)
	literalGetAtt = lazy.Regexp(`!GetAtt[ \t]+["']?([A-Za-z0-9]+)\.([A-Za-z0-9.]+)["']?`)
	literalSub    = lazy.Regexp(`!Sub[ \t]+(?:["'][^"'\n]*["']|\S+)`)
	literalLong   = lazy.Regexp(`\{\s*"Ref"\s*:\s*"([A-Za-z0-9]+(?:::[A-Za-z]+)?)"\s*\}|\{\s*"Fn::GetAtt"\s*:\s*\[\s*"([A-Za-z0-9]+)"\s*,\s*"([A-Za-z0-9.]+)"\s*\]\s*\}`)
)

// in finds the functions in a text that name something of the template.
func (c intrinsics) in(r *template.Resource, x template.Text) (list []flaw) {
	text := x.String()
	add := func(at []int, name, attribute string) {
		if c.declared(name) && !commentedOut(text, at[0]) {
			list = append(list, c.flaw(r, x, at, strings.Trim(name+"."+attribute, ".")))
		}
	}
	for _, at := range literalRef().FindAllStringSubmatchIndex(text, -1) {
		add(at, text[at[2]:at[3]], "")
	}
	for _, at := range literalGetAtt().FindAllStringSubmatchIndex(text, -1) {
		add(at, text[at[2]:at[3]], text[at[4]:at[5]])
	}
	for _, at := range literalLong().FindAllStringSubmatchIndex(text, -1) {
		if at[2] >= 0 {
			add(at, text[at[2]:at[3]], "")
		} else {
			add(at, text[at[4]:at[5]], text[at[6]:at[7]])
		}
	}
	for _, at := range literalSub().FindAllStringIndex(text, -1) {
		if c.substitutes(x.Part(at[0], at[1])) && !commentedOut(text, at[0]) {
			list = append(list, c.flaw(r, x, at, ""))
		}
	}
	return list
}

func (c intrinsics) declared(name string) bool {
	return c.Template.Resource(name) != nil || c.Template.Parameter(name) != nil || template.IsPseudoParameter(name)
}

// substitutes reports whether a text has a variable of the template, be it replaced or not.
func (c intrinsics) substitutes(x template.Text) bool {
	for range x.Holes() {
		return true
	}
	for _, found := range subVariable().FindAllStringSubmatch(x.String(), -1) {
		if c.declared(found[1]) {
			return true
		}
	}
	return false
}

var subVariable = lazy.Regexp(`\$\{([A-Za-z0-9:]+)`)

// commentedOut reports whether the line of a place is a comment.
func commentedOut(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	return strings.HasPrefix(strings.TrimSpace(line), "#")
}

// flaw is that of a function at a place. Inside of Fn::Sub there is another way to write it.
func (c intrinsics) flaw(r *template.Resource, x template.Text, at []int, variable string) flaw {
	m := remark{message: "`" + withoutHoles(x, at) + "` is text here, and nothing calls the function"}
	m.at.From, m.at.To = at[0], at[1]
	f := inText(r, x, m)
	first, last := x.Node(at[0]), x.Node(at[1]-1)
	if variable != "" && first == last && c.subs[first] {
		f.dress = func(found *lint.Finding) {
			found.Fix("write it for `Fn::Sub`", true, diag.Edit{Span: f.at, Text: "${" + variable + "}"})
		}
	}
	return f
}

// withoutHoles is the text at a place, as messages quote it.
func withoutHoles(x template.Text, at []int) string {
	return strings.Map(func(r rune) rune {
		if template.IsHole(r) {
			return '…'
		}
		return r
	}, x.String()[at[0]:at[1]])
}
