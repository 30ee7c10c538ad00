package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func exportNameNotText() *lint.Rule {
	return &lint.Rule{
		ID:       "E6102",
		Name:     "export-name-not-text",
		Title:    "The name of an export gives no text",
		Severity: diag.Error,
		Why:      "An export is found by its name, a text. CloudFormation refuses a list or a map, and a function that gives one.",
		Help:     "give a text, as in `!Sub ${AWS::StackName}-name`",
		Bad: []lint.Example{{Name: "a list, and a parameter that is one", Template: `Parameters:
  Names:
    Type: CommaDelimitedList
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export: {Name: !Ref Names} # want
  Name:
    Value: !GetAtt Topic.TopicName
    Export:
      Name: [news] # want
`}},
		Good: []lint.Example{{Name: "texts", Template: `Parameters:
  Names:
    Type: CommaDelimitedList
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export: {Name: !Select [0, !Ref Names]}
  Name:
    Value: !GetAtt Topic.TopicName
    Export: {Name: news}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, o := range p.Template.Outputs {
				wantText(p, o.When(), o.Value.At("Export", "Name"), "the name of an export")
			}
		},
	}
}
