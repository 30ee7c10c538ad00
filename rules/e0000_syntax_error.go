package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func syntaxError() *lint.Rule {
	return &lint.Rule{
		ID:       syntax.SyntaxID,
		Name:     syntax.SyntaxName,
		Title:    "The file is no valid YAML or JSON",
		Severity: diag.Error,
		Why: `A file that cannot be read has no meaning to check. cfnc reads on after an error, so one run shows several, and what ` +
			`other rules say of the rest still holds. It cannot be suppressed.`,
		Help: "correct the text at the place that the message names",
		Bad: []lint.Example{
			{Name: "a key that stands twice", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Topic: # want
    Type: AWS::SQS::Queue
`},
			{Name: "a comma that is missing", Template: `{
  "Resources": {
    "Topic": {
      "Type": "AWS::SNS::Topic" // want
      "DependsOn": ["Queue"]
    }
  }
}
`},
		},
		Good: []lint.Example{{Name: "every key once", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Queue:
    Type: AWS::SQS::Queue
`}},
	}
}
