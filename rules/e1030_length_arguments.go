package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func lengthArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1030",
		Name:     "length-arguments",
		Title:    "Fn::Length takes something other than a list",
		Severity: diag.Error,
		Why:      `Only the transform AWS::LanguageExtensions knows Fn::Length, and it counts the items of a list or of a function that gives one.`,
		Help:     "give it a list",
		Bad: []lint.Example{
			{Name: "no transform", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Length [a, b] # want
`},
			{Name: "a text", Template: `Transform: AWS::LanguageExtensions
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Length orders # want
      QueueName: !Length [a]
      KmsMasterKeyId:
        Fn::Length: !Sub "a,b" # want
`},
		},
		Good: []lint.Example{
			{Name: "lists", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Length [a, b]
      QueueName:
        Fn::Length: !Ref Names
      KmsMasterKeyId:
        Fn::Length: !Split [",", "a,b"]
`},
		},
		Check: checkArguments(template.FnLength),
	}
}
