package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func toJSONStringArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1031",
		Name:     "to-json-string-arguments",
		Title:    "Fn::ToJsonString takes something other than a list or a map",
		Severity: diag.Error,
		Why:      `Only the transform AWS::LanguageExtensions knows Fn::ToJsonString, and it writes a list or a map as text.`,
		Help:     "give it a list or a map",
		Bad: []lint.Example{
			{Name: "no transform", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName:
        Fn::ToJsonString: # want
          {a: b}
`},
			{Name: "a text", Template: `Transform: AWS::LanguageExtensions
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !ToJsonString orders # want
`},
		},
		Good: []lint.Example{
			{Name: "a map, a list and a function", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !ToJsonString {a: b}
      KmsMasterKeyId: !ToJsonString [a, !Ref AWS::Region]
      RedrivePolicy:
        Fn::ToJsonString: !Ref Names
`},
		},
		Check: checkArguments(template.FnToJSONString),
	}
}
