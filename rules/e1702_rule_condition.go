package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func ruleCondition() *lint.Rule {
	return &lint.Rule{
		ID:       "E1702",
		Name:     "rule-condition",
		Title:    "The condition of a rule is no condition",
		Severity: diag.Error,
		Why: `RuleCondition says when the assertions of a rule count. It has to be a function that gives true or false; ` +
			`CloudFormation refuses a template with anything else, the name of a condition too.`,
		Help: "write a function like `Fn::Equals`",
		Bad: []lint.Example{{Name: "a name, and a function that gives a text", Template: `Parameters:
  Stage: {Type: String}
Rules:
  Staged:
    RuleCondition: IsProd # want
    Assertions: [Assert: !Equals [!Ref Stage, prod]]
  Again:
    RuleCondition: !If [IsProd, a, b] # want
    Assertions: [Assert: !Equals [!Ref Stage, prod]]
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: IsProd}
`}},
		Good: []lint.Example{{Name: "a comparison", Template: `Parameters:
  Stage: {Type: String}
Rules:
  Staged:
    RuleCondition: !Not [!Equals [!Ref Stage, prod]]
    Assertions: [Assert: !Equals [!Ref Stage, test]]
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Rules {
				wantCondition(p, r.Value.Get("RuleCondition"), "`RuleCondition`")
			}
		},
	}
}
