package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func parameterLookedUpTooEarly() *lint.Rule {
	return &lint.Rule{
		ID:       "E1052",
		Name:     "parameter-looked-up-too-early",
		Title:    "A parameter of Systems Manager is looked up too early",
		Severity: diag.Error,
		Why: `CloudFormation evaluates conditions, rules and the attributes of resources such as DeletionPolicy before it looks up ` +
			`dynamic references. There the text stays as it is, so that a comparison with it is always false.`,
		Help: "declare a parameter of the type `AWS::SSM::Parameter::Value<String>` and refer to it with `Ref`",
		Bad: []lint.Example{{Name: "a condition and an attribute", Template: `Conditions:
  Large: !Equals ["{{resolve:ssm:/size}}", large] # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: "{{resolve:ssm:/policy:1}}" # want
`}},
		Good: []lint.Example{{Name: "a property, metadata and an output", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata:
      Version: "{{resolve:ssm:/version:1}}"
    Properties:
      TopicName: "{{resolve:ssm:/name:1}}"
Outputs:
  Name:
    Value: "{{resolve:ssm:/name}}"
`}},
		Check: func(p *lint.Pass) {
			eachDynamic(p, func(p *lint.Pass, d dynamic) {
				if d.Service.Text == "ssm" && d.early() {
					d.at(p, d.From, d.To, "this is evaluated before CloudFormation looks up parameters")
				}
			})
		},
	}
}
