package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func outputCondition() *lint.Rule {
	return &lint.Rule{
		ID:       "E6005",
		Name:     "output-condition",
		Title:    "Condition of an output names no condition",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template in which Condition of an output is not the name of a condition in the section ` +
			`Conditions.`,
		Help: "name a condition of this template, or declare it in `Conditions`",
		Bad: []lint.Example{{Name: "a typing error, and a list", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Condition: production # want
    Value: !GetAtt Topic.TopicName
  Arn:
    Condition: [Production] # want
    Value: !Ref Topic
`}},
		Good: []lint.Example{{Name: "the name of a condition", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Condition: Production
    Value: !GetAtt Topic.TopicName
`}},
		Check: func(p *lint.Pass) {
			for _, o := range p.Template.Outputs {
				if value := o.Value.Get("Condition"); value != nil {
					checkConditionName(p, value, o.Loop, "`Condition` of an output")
				}
			}
		},
	}
}
