package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unusedCondition() *lint.Rule {
	return &lint.Rule{
		ID:       "W8001",
		Name:     "unused-condition",
		Title:    "A condition is declared and never used",
		Severity: diag.Warning,
		Why: `Nothing in the stack depends on the condition. What it was meant to guard is made in every case, production ` +
			`included.`,
		Help: "remove the condition, or name it in `Condition` of a resource or in `Fn::If`",
		Bad: []lint.Example{{Name: "a condition that guards nothing", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod] # want
  Test: !Equals [!Ref Stage, test]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Test
`}},
		Good: []lint.Example{
			{Name: "uses of every kind", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
  Test: !Not [!Condition Production]
  Named: !Equals [!Ref Stage, named]
  Shown: !Equals [!Ref Stage, shown]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Test
    Properties:
      TopicName: !If [Named, news, !Ref AWS::NoValue]
Outputs:
  Stage:
    Condition: Shown
    Value: !Ref Stage
`},
			{Name: "a condition of a loop", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Stage: {Type: String}
Conditions:
  Fn::ForEach::Stages:
    - Name
    - [prod, test]
    - Is${Name}: !Equals [!Ref Stage, !Ref Name]
Resources:
  Fn::ForEach::Topics:
    - Name
    - [prod, test]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Condition: Is${Name}
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.MayUseMore() {
				return
			}
			for _, condition := range p.Template.Conditions {
				if !usedCondition(p.Template, condition) {
					p.At(condition.Key, "the condition `%s` is never used", condition.Name)
				}
			}
		},
	}
}

// usedCondition reports whether one of the conditions that an entry declares may be used.
func usedCondition(t *template.Template, c *template.Condition) bool {
	names, known := c.Loop.Expand(c.Name)
	for _, name := range names {
		if t.Used(name, template.ByCondition) {
			return true
		}
	}
	return !known
}
