package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func outputAttributeType() *lint.Rule {
	return &lint.Rule{
		ID:       "E6003",
		Name:     "output-attribute-type",
		Title:    "An attribute of an output is of the wrong kind",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with an output that is no map, whose description or condition is no literal ` +
			`text, or whose export is no map with a name.`,
		Help: "write an output as a map with `Value`, an export as a map with `Name`, and texts as literals",
		Bad: []lint.Example{{Name: "a text for a map, and a function for a text", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic: !Ref Topic # want
  Name:
    Description: !Sub "Topic in ${AWS::Region}" # want
    Value: !GetAtt Topic.TopicName
    Export: news # want
`}},
		Good: []lint.Example{{Name: "maps and literals", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Description: Where the news are published
    Value: !GetAtt Topic.TopicName
    Export: {Name: !Sub "${AWS::StackName}-news"}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			takes := outputShape()
			for _, o := range p.Template.Outputs {
				takes.check(p, o.Key, o.Value, nil)
			}
		},
	}
}

// outputShape is what literals an output takes. Of its other attributes it says nothing.
func outputShape() *shape {
	export := &shape{expected: "a map", others: anyShape(), literal: true}
	return &shape{expected: "a map", literal: true, others: anyShape(), fields: []part{
		{"Description", literally(textShape()), false},
		{"Condition", literally(textShape()), false},
		{"Export", export, false},
	}}
}
