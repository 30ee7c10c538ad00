package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func subWithoutVariable() *lint.Rule {
	return &lint.Rule{
		ID:       "W1020",
		Name:     "sub-without-variable",
		Title:    "The text of Fn::Sub has nothing to replace",
		Severity: diag.Warning,
		Why: `Without a ${Name} in its text Fn::Sub gives the text as it is. Often a variable was meant to be there, and was ` +
			`written without the dollar or the braces.`,
		Help: "remove `Fn::Sub`, or write `${Name}` where a value belongs",
		Bad: []lint.Example{{Name: "plain texts", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub news # want
      DisplayName:
        Fn::Sub: "$Stage" # want
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: {"Fn::Sub": orders} # want
      KmsMasterKeyId: !Sub 123 # want
      Tags: !Sub | # want
        text
`}},
		Good: []lint.Example{{Name: "a variable, and one that is given in vain", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub news-${AWS::Region}
      DisplayName: !Sub ["Stage", {Stage: prod}]
`}},
		Check: func(p *lint.Pass) {
			for call := range p.Template.Calls(template.FnSub) {
				if s := call.Sub(); resolves(call.Owner) && isWritten(call.Call) && plain(s, call.Loop) {
					finding := p.At(call.Key, "the text of `Fn::Sub` has no `${Name}` to replace")
					fixSub(p, finding, call.Call)
				}
			}
		},
	}
}

// plain reports whether nothing in the text of Fn::Sub is replaced. Variables that are given in
// vain, and wrong names, are other rules' matter.
func plain(s template.Sub, loop *template.Loop) bool {
	text, isString := s.Text.Str()
	kept := strings.Count(text, "${!")
	return isString && s.Variables == nil && strings.Count(text, "${") == kept && (loop == nil || !strings.Contains(text, "&{"))
}

// fixSub leaves only the text, as it was written, where it still reads as the same text.
func fixSub(p *lint.Pass, finding *lint.Finding, call template.Call) {
	text := call.Argument
	written := text.Span().Text()
	if !text.Is(syntax.String) || strings.Contains(text.Text(), "${") || !replaceable(p.Unit, call.Node) || !reads(written, text.Text()) {
		return
	}
	finding.Fix("remove `Fn::Sub`", true, diag.Edit{Span: call.Node.Span(), Text: written})
}

// reads reports whether a text of one line is read as a string with a value.
func reads(written, value string) bool {
	doc, problems := syntax.ParseYAML(source.NewFile("", "", written))
	read, isString := doc.Root.Str()
	return isString && read == value && len(problems) == 0 && !strings.Contains(written, "\n")
}
