package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func andOperands() *lint.Rule {
	return &lint.Rule{
		ID:       "E8004",
		Name:     "and-operands",
		Title:    "Fn::And takes other than 2 to 10 conditions",
		Severity: diag.Error,
		Why: `CloudFormation refuses Fn::And unless it has a list of 2 to 10 conditions: functions that compare or combine, or ` +
			`{Condition: Name}. The name of a condition alone is a text.`,
		Help: "write `!And [condition, condition]`, with `!Condition Name` for a condition that has a name",
		Bad: []lint.Example{{Name: "one, eleven, and names", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Test: !Equals [!Ref Stage, test]
  One: !And [!Condition Test] # want
  None: !And Test # want
  Names:
    Fn::And:
      - Test # want
      - !Ref Stage # want
  Eleven:
    Fn::And: [!Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test, !Condition Test] # want
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Good: []lint.Example{{Name: "two conditions", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Test: !Equals [!Ref Stage, test]
  Here: !And
    - !Condition Test
    - !Not [!Equals [!Ref AWS::Region, us-east-1]]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Here}
`}},
		Check: operands{template.FnAnd, 2, 10}.check,
	}
}
