package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unusedSubVariable() *lint.Rule {
	return &lint.Rule{
		ID:       "W1019",
		Name:     "unused-sub-variable",
		Title:    "A variable of Fn::Sub is not in its text",
		Severity: diag.Warning,
		Why: `The value is worked out and thrown away. Most often the text has the name in another spelling, or lost it when it ` +
			`was changed.`,
		Help: "write `${Name}` in the text, or remove the variable",
		Bad: []lint.Example{{Name: "another name in the text", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub
        - news-${AWS::Region}
        - Stage: prod # want
      DisplayName: !Sub ["${Name}", {Name: a, Nmae: b}] # want
`}},
		Good: []lint.Example{{Name: "variables that are used", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub ["news-${Stage}-${A.B}", {Stage: prod, A.B: c}]
`}},
		Check: func(p *lint.Pass) {
			for call := range p.Template.Calls(template.FnSub) {
				if s := call.Sub(); s.Variables.Len() > 0 && resolves(call.Owner) && call.Loop == nil && s.Text.Is(syntax.String) && !macro(s.Variables) {
					checkVariables(p, s)
				}
			}
		},
	}
}

func checkVariables(p *lint.Pass, s template.Sub) {
	parts, _ := s.Parts()
	used := make(map[*syntax.Node]bool, s.Variables.Len())
	for _, part := range parts {
		used[s.Variable(part)] = true
	}
	for key, value := range s.Variables.Pairs() {
		if !used[value] && value != nil {
			p.At(key, "the variable `%s` is not in the text of `Fn::Sub`", key.Text())
		}
	}
}
