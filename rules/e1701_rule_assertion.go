package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func ruleAssertion() *lint.Rule {
	return &lint.Rule{
		ID:       "E1701",
		Name:     "rule-assertion",
		Title:    "An assertion of a rule is no condition",
		Severity: diag.Error,
		Why: `An assertion has to be a function that gives true or false, or one of these two. CloudFormation refuses a template ` +
			`with anything else.`,
		Help: "write a function like `Fn::Contains` or `Fn::Equals`",
		Bad: []lint.Example{{Name: "a text, and functions that give one", Template: `Parameters:
  Stage: {Type: String}
Rules:
  Staged:
    Assertions:
      - Assert: prod # want
      - Assert: !Ref Stage # want
      - Assert: !Join ["", [!Ref Stage]] # want
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Good: []lint.Example{{Name: "conditions", Template: `Parameters:
  Stage: {Type: String}
  Zone: {Type: AWS::EC2::AvailabilityZone::Name}
Rules:
  Staged:
    Assertions:
      - Assert: !Or [!Equals [!Ref Stage, test], {Fn::Contains: [[a, b], !Ref Stage]}]
      - Assert: {Fn::EachMemberIn: [{Fn::RefAll: AWS::EC2::AvailabilityZone::Name}, [eu-west-1a]]}
      - Assert: true
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Rules {
				for _, assertion := range r.Value.Get("Assertions").Items() {
					wantCondition(p, assertion.Get("Assert"), "an assertion")
				}
			}
		},
	}
}

// wantCondition reports what is no function that the section Rules evaluates, nor a boolean.
func wantCondition(p *lint.Pass, n *syntax.Node, what string) {
	evaluated := []template.Function{template.FnAnd, template.FnContains, template.FnEachMemberEquals,
		template.FnEachMemberIn, template.FnEquals, template.FnNot, template.FnOr, template.FnCondition}
	call := template.ConditionOf(n)
	if !n.Is(syntax.None, syntax.Null) && !macro(n) && !boolShape().scalar(n) && !slices.Contains(evaluated, call.Function) {
		p.At(n, "%s is %s, expected a function that gives true or false", what, shown(n))
	}
}

// shown quotes a literal, or says what a node is.
func shown(n *syntax.Node) string {
	if n.IsScalar() {
		return "`" + n.Text() + "`"
	}
	return kindOf(n)
}
