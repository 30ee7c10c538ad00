package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func orOperands() *lint.Rule {
	return &lint.Rule{
		ID:       "E8006",
		Name:     "or-operands",
		Title:    "Fn::Or takes other than 2 to 10 conditions",
		Severity: diag.Error,
		Why: `CloudFormation refuses Fn::Or unless it has a list of 2 to 10 conditions: functions that compare or combine, or ` +
			`{Condition: Name}. More than ten can be nested: a part of an Fn::Or may be another one.`,
		Help: "write `!Or [condition, condition]`, with `!Condition Name` for a condition that has a name",
		Bad: []lint.Example{{Name: "one, and values", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Test: !Equals [!Ref Stage, test]
  One: !Or [!Condition Test] # want
  Values:
    Fn::Or:
      - !Condition Test
      - true # want
      - Stage: test # want
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Good: []lint.Example{{Name: "two conditions", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Here: !Or [!Equals [!Ref Stage, test], !Equals [!Ref Stage, prod]]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Here}
`}},
		Check: operands{template.FnOr, 2, 10}.check,
	}
}
