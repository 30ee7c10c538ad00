package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func joinArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1022",
		Name:     "join-arguments",
		Title:    "Fn::Join takes other than a delimiter and a list",
		Severity: diag.Error,
		Why:      `CloudFormation refuses Fn::Join unless it has a literal delimiter and a list of texts, or a function that gives one. A mistake in a function inside the list counts here, because nothing can be joined then.`,
		Help:     "write `!Join [delimiter, [value, value]]`",
		Bad: []lint.Example{
			{Name: "texts in place of a list", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Join ["-", a, b] # want
      KmsMasterKeyId: !Join ["-", a] # want
      Tags: !Join a # want
`},
			{Name: "a delimiter that is no literal, and a list in the list", Template: `Parameters:
  Mark: {Type: String}
  Names: {Type: CommaDelimitedList}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Join [!Ref Mark, [a, b]] # want
      KmsMasterKeyId: !Join ["-", [a, !Ref Names]] # want
      Tags: !Join ["-", [a, [b]]] # want
`},
			{Name: "a mistake in the list", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName:
        Fn::Join:
          - ""
          - - a
            - Fn::Select: [b, [c, d]] # want
            - {Key: value} # want
`},
		},
		Good: []lint.Example{
			{Name: "literals, functions, and functions that give a list", Template: `Parameters:
  Names: {Type: CommaDelimitedList}
  Name: {Type: String}
Conditions:
  Here: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Join ["-", [a, 1, !Ref Name, !If [Here, b, !Ref AWS::NoValue]]]
      KmsMasterKeyId: !Join [",", !Ref Names]
Outputs:
  One:
    Value: !Join [",", !GetAZs ""]
  Two:
    Value: !Join [",", !If [Here, [a, b], !Ref Names]]
`},
		},
		Check: checkArguments(template.FnJoin),
	}
}
