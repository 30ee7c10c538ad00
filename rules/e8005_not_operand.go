package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func notOperand() *lint.Rule {
	return &lint.Rule{
		ID:       "E8005",
		Name:     "not-operand",
		Title:    "Fn::Not takes other than one condition in a list",
		Severity: diag.Error,
		Why: `CloudFormation refuses Fn::Not unless it has a list with one condition: a function that compares or combines, or ` +
			`{Condition: Name}. The list is needed, though it has one item only.`,
		Help: "write `!Not [condition]`, with `!Condition Name` for a condition that has a name",
		Bad: []lint.Example{{Name: "no list, a name, and two", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Test: !Equals [!Ref Stage, test]
  Alone:
    Fn::Not: !Condition Test # want
  Name: !Not [Test] # want
  Two:
    Fn::Not:
      - !Condition Test # want
      - !Condition Test
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Good: []lint.Example{{Name: "one condition in a list", Template: `Parameters:
  Stage: {Type: String}
  Zones: {Type: "List<AWS::EC2::AvailabilityZone::Name>"}
Conditions:
  Other: !Not [!Equals [!Ref Stage, test]]
  Here: !Not
    - Condition: Other
Rules:
  Zones:
    Assertions:
      - Assert: !Not [{"Fn::Contains": [!Ref Zones, us-east-1a]}]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Here}
`}},
		Check: operands{template.FnNot, 1, 1}.check,
	}
}
