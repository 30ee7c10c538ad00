package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func conditionStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E8001",
		Name:     "condition-structure",
		Title:    "A condition has a wrong name, or is none",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a condition that is other than Fn::And, Fn::Equals, Fn::Not, Fn::Or or the name ` +
			`of another condition, or whose name has other characters than letters and digits.`,
		Help: "write a condition function, as `!Equals [!Ref Stage, prod]`",
		Bad: []lint.Example{{Name: "literals, functions that give a text, and two functions", Template: `Parameters:
  Stage: {Type: String}
  Stages: {Type: CommaDelimitedList}
Conditions:
  Always: true # want
  Production: !Ref Stage # want
  Both: # want
    Fn::Equals: [!Ref Stage, prod]
    Fn::Not: [!Equals [!Ref Stage, test]]
  Listed: !Select [0, !Ref Stages] # want
  is-test: !Equals [!Ref Stage, test] # want
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Always}
`}},
		Good: []lint.Example{
			{Name: "functions", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
  Busy: !And [!Condition Production, !Not [!Equals [!Ref AWS::Region, eu-west-1]]]
  Same: !Condition Production
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Busy}
`},
			{Name: "a macro", Template: `Conditions:
  Production:
    Fn::Transform: {Name: OurStages}
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Production}
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, c := range p.Template.Conditions {
				if c.Loop == nil && !isAlphanumeric(c.Name, "") {
					p.At(c.Key, "`%s` cannot name a condition, which takes letters and digits only", c.Name).
						Help("rename it, here and where it is used")
				}
				checkDeclared(p, c)
			}
		},
	}
}

func checkDeclared(p *lint.Pass, c *template.Condition) {
	if c.Value.Is(syntax.None) || macro(c.Value) || isCondition(c.Value) {
		return
	}
	at := c.Value
	if at.Is(syntax.Null) || at.Is(syntax.Map) && at.Len() != 1 {
		at = c.Key
	}
	p.At(at, "`%s` is %s, expected one of `Fn::And`, `Fn::Equals`, `Fn::Not`, `Fn::Or` and `Condition`", c.Name, conditionKind(c.Value))
}

// isCondition reports whether a node is a function that is true or false.
func isCondition(n *syntax.Node) bool {
	call := template.ConditionOf(n)
	return call.Function != "" && call.Function != template.FnIf && call.Signature().Gives.Has(template.Truth)
}

func conditionKind(n *syntax.Node) string {
	if call := template.CallOf(n); call.Function != "" {
		return "`" + string(call.Function) + "`"
	}
	return kindOf(n)
}
