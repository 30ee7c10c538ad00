package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func blankInDynamicReference() *lint.Rule {
	return &lint.Rule{
		ID:       "W1053",
		Name:     "blank-in-dynamic-reference",
		Title:    "A dynamic reference has blanks in it",
		Severity: diag.Warning,
		Why: `CloudFormation takes braces with a blank between them and the parts of a dynamic reference for plain text, and the ` +
			`resource is made with that text in place of the value.`,
		Help: "write it without blanks, as in `{{resolve:ssm:name:1}}`",
		Bad: []lint.Example{{Name: "blanks inside the braces, and after a colon", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "{{ resolve:ssm:name:1 }}" # want
      DisplayName: "{{resolve:ssm: name}}" # want
`}},
		Good: []lint.Example{{Name: "no blanks, and another language", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "{{resolve:ssm:name:1}} and more"
      DisplayName: "{{ name }}"
`}},
		Check: func(p *lint.Pass) {
			eachDynamic(p, func(p *lint.Pass, d dynamic) {
				if d.Spaced {
					d.at(p, d.From, d.To, "the dynamic reference has blanks in it, so it is plain text")
				}
			})
		},
	}
}
