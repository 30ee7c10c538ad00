package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
)

func expressionLeftLiteral() *lint.Rule {
	return &lint.Rule{
		ID:       expand.LiteralID,
		Name:     expand.LiteralName,
		Title:    "A part of what looks like an expression stays text",
		Severity: diag.Warning,
		Why: `Text that begins like an expression and does not have the form of one is left as it is, and a bracket or a dotted name ` +
			`after a reference may be text too. The template deploys, with that text in the place of the value.`,
		Help: "correct the expression, or put the reference in braces and leave the text after it",
		Bad: []lint.Example{{Name: "a lookup in a mapping that is not declared", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "@Stage[name]" # want
`}},
		Good: []lint.Example{{Name: "braces say where the expression ends", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "@{Stage}[name]"
`}},
	}
}
