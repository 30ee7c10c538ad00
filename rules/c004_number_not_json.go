package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
)

func numberNotJSON() *lint.Rule {
	return &lint.Rule{
		ID:       expand.NumberID,
		Name:     expand.NumberName,
		Title:    "A number that JSON does not know stays a string",
		Severity: diag.Warning,
		Why: `YAML takes .5, +5 and 0x1F for numbers and JSON does not. cfnc keeps them as strings, as they are written. Where ` +
			`CloudFormation wants a number it refuses such a string.`,
		Help: "write the number as JSON does, or in quotes if it is text",
		Bad: []lint.Example{{Name: "other spellings of numbers", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: +5 # want
      MaximumMessageSize: 0x800 # want
`}},
		Good: []lint.Example{{Name: "numbers as JSON has them, and text", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 5
      MaximumMessageSize: 2048
      QueueName: "0x800"
`}},
	}
}
