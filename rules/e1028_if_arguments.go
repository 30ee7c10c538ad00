package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func ifArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1028",
		Name:     "if-arguments",
		Title:    "Fn::If takes other than a condition and two values",
		Severity: diag.Error,
		Why:      `CloudFormation refuses Fn::If unless it has the name of a condition, the value for true and the value for false. A property that is to be left out has the value AWS::NoValue.`,
		Help:     "write `!If [Condition, value, value]`, with `!Ref AWS::NoValue` for nothing",
		Bad: []lint.Example{
			{Name: "no value for false, and a condition in place of its name", Template: `Conditions:
  Here: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !If [Here, orders] # want
      KmsMasterKeyId: !If [!Equals [a, b], c, d] # want
      Tags: !If Here # want
      DelaySeconds:
        Fn::If:
          - Here
          - 1
          - # want
`},
		},
		Good: []lint.Example{
			{Name: "values, and nothing", Template: `Conditions:
  Here: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !If [Here, orders, !Ref AWS::NoValue]
      Tags:
        Fn::If:
          - Here
          - [{Key: a, Value: b}]
          - !If [Here, [], !Ref AWS::NoValue]
`},
		},
		Check: checkArguments(template.FnIf),
	}
}
