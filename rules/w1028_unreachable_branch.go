package rules

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unreachableBranch() *lint.Rule {
	return &lint.Rule{
		ID:       "W1028",
		Name:     "unreachable-branch",
		Title:    "A branch of Fn::If is never taken",
		Severity: diag.Warning,
		Why: `The condition of the resource, or a Fn::If around this one, has already decided. What stands in the other branch never ` +
			`comes into a stack, so it was meant to be somewhere else, or one of the conditions was meant to be another.`,
		Help: "replace the function by the other branch, or correct the condition",
		Bad: []lint.Example{
			{Name: "the condition of the resource", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Condition: Production
    Properties:
      DelaySeconds: !If [Production, 60, 0] # want
`},
			{Name: "conditions that exclude each other", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [dev, test, prod]}
Conditions:
  Development: !Equals [!Ref Stage, dev]
  Test: !Equals [!Ref Stage, test]
  Production: !Equals [!Ref Stage, prod]
  Wrong: !Equals [!Ref Stage, production]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !If
        - Development
        - !If
          - Production
          - 60 # want
          - 30
        - !If
          - Test
          - 20
          - !If [Production, 10, 0] # want
      QueueName: !If [Wrong, a, b] # want
`},
		},
		Good: []lint.Example{
			{Name: "both can be", Template: `Parameters:
  Stage: {Type: String}
  Region: {Type: String}
Conditions:
  Development: !Equals [!Ref Stage, dev]
  Production: !Equals [!Ref Stage, prod]
  Here: !Equals [!Ref Region, !Ref AWS::Region]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Condition: Here
    Properties:
      DelaySeconds: !If [Development, 60, !If [Production, 30, 0]]
`},
			{Name: "an unknown macro, and a condition that is not declared", Template: `Transform: Ours
Conditions:
  Never: !Equals [a, b]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !If [Never, 60, !If [Nowhere, 30, !If [Nowhere, 20, 10]]]
`},
		},
		Check: func(p *lint.Pass) {
			t := p.Template.General() // a branch that values of this run exclude may be taken in another
			for site := range t.Calls(template.FnIf) {
				name, literal := site.If().Condition.Str()
				if literal && resolves(site.Owner) && t.Possible(site.When) != template.No {
					checkBranch(p, t, site, name, true)
					checkBranch(p, t, site, name, false)
				}
			}
		},
	}
}

func checkBranch(p *lint.Pass, t *template.Template, site *template.Site, condition string, holds bool) {
	branch := site.If().Else
	if holds {
		branch = site.If().Then
	}
	if branch != nil && t.Possible(site.When.With(condition, holds)) == template.No {
		p.At(branch, "this branch is never taken: %s", reason(t, site.When, condition, !holds)).
			Note(site.If().Condition, "the condition that decides")
	}
}

// reason says why a condition is always true, or false, in a scenario.
func reason(t *template.Template, s *template.Scenario, condition string, holds bool) string {
	if t.Possible((*template.Scenario)(nil).With(condition, !holds)) == template.No {
		return fmt.Sprintf("`%s` is always %v", condition, holds)
	}
	for ; s != nil; s = s.Within {
		alone := (*template.Scenario)(nil).With(s.Condition, s.Holds)
		if s.Condition == condition {
			return fmt.Sprintf("`%s` is %v already", condition, holds)
		}
		if t.Possible(alone.With(condition, !holds)) == template.No {
			return fmt.Sprintf("`%s` is %v here, so `%s` is %v", s.Condition, s.Holds, condition, holds)
		}
	}
	return fmt.Sprintf("with the conditions around it, `%s` is %v", condition, holds)
}
