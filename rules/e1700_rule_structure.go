package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func ruleStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E1700",
		Name:     "rule-structure",
		Title:    "A rule of the template is malformed",
		Severity: diag.Error,
		Why: `CloudFormation holds the parameters against the section Rules before it creates anything. It refuses a template ` +
			`with a rule that has no assertions, and does not read attributes that it does not know.`,
		Help: "give the rule `Assertions`, a list of maps with `Assert`",
		Bad: []lint.Example{{Name: "no assertions, and a map of them", Template: `Parameters:
  Stage: {Type: String}
Rules:
  Nothing: # want
    RuleCondition: !Equals [!Ref Stage, prod]
  Map:
    Assertions:
      Assert: !Equals [!Ref Stage, prod] # want
  Words:
    Assertions:
      - Assert: !Equals [!Ref Stage, prod]
        AssertDescription: !Ref Stage # want
        Assertion: none # want
      - AssertDescription: none # want
  not-a-name: # want
    Assertions: [Assert: !Equals [!Ref Stage, prod]]
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Good: []lint.Example{{Name: "a condition and assertions", Template: `Parameters:
  Stage: {Type: String}
  Size: {Type: String}
Rules:
  ProdIsLarge:
    RuleCondition: !Equals [!Ref Stage, prod]
    Assertions:
      - Assert: {Fn::Contains: [[large, huge], !Ref Size]}
        AssertDescription: In production we want it large
Resources:
  Topic: {Type: AWS::SNS::Topic}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			takes := ruleShape()
			for _, r := range p.Template.Rules {
				if !isAlphanumeric(r.Name, "") {
					p.At(r.Key, "`%s` cannot name a rule, which takes letters and digits only", r.Name).Help("rename it")
				}
				takes.check(p, r.Key, r.Value, nil)
				checkIgnoredInRule(p, r)
			}
		},
	}
}

// ruleShape is that of
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
// but for the conditions, which have rules of their own.
func ruleShape() *shape {
	assertion := recordShape(part{"Assert", anyShape(), true}, part{"AssertDescription", textShape(), false})
	assertion.others = anyShape()
	rule := recordShape(part{"RuleCondition", anyShape(), false}, part{"Assertions", listShape(assertion), true})
	rule.others = anyShape()
	return literally(rule)
}

// checkIgnoredInRule warns of what CloudFormation does not read: AWS's own samples have it.
func checkIgnoredInRule(p *lint.Pass, r *template.Rule) {
	unread(p, r.Value, "RuleCondition", "Assertions")
	for _, assertion := range r.Value.Get("Assertions").Items() {
		unread(p, assertion, "Assert", "AssertDescription")
	}
}

func unread(p *lint.Pass, n *syntax.Node, known ...string) {
	for key := range members(n) {
		if !slices.Contains(known, key.Text()) {
			p.At(key, "`%s` is nothing that a rule of the template takes%s", key.Text(), didYouMean(key.Text(), known)).
				Severity(diag.Warning).Help("correct the name, or remove it")
		}
	}
}
