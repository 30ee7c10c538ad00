package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func descriptionNotText() *lint.Rule {
	return &lint.Rule{
		ID:       "E1004",
		Name:     "description-not-text",
		Title:    "The description of a template is no plain string",
		Severity: diag.Error,
		Why:      "CloudFormation takes the description of a template as a literal string and refuses everything else, functions too.",
		Help:     "write the description as a string, in quotes where it looks like something else",
		Bad: []lint.Example{
			{Name: "a function", Template: `Description: !Sub "Queue in ${AWS::Region}" # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
			{Name: "a colon makes a map of it", Template: `Description:
  Queue: and its alarms # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`},
		},
		Good: []lint.Example{{Name: "a string with a colon", Template: `Description: "Queue: and its alarms"
Resources:
  Queue:
    Type: AWS::SQS::Queue
`}},
		Check: func(p *lint.Pass) {
			if d := p.Template.Root.Get("Description"); !d.Is(syntax.String, syntax.Null, syntax.None) {
				p.At(d, "the description is %s, expected a string", kindOf(d))
			}
		},
	}
}
