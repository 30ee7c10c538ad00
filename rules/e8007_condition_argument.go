package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func conditionArgument() *lint.Rule {
	return &lint.Rule{
		ID:       "E8007",
		Name:     "condition-argument",
		Title:    "Condition in a condition takes other than a name",
		Severity: diag.Error,
		Why: `In a condition, {Condition: Name} stands for another condition. It takes a name and no function, and it must not lead ` +
			`back to the condition that it stands in: CloudFormation refuses both.`,
		Help: "write `!Condition Name` with the name of a condition that does not depend on this one",
		Bad: []lint.Example{
			{Name: "a formula", Template: `Conditions:
  Here: !Not
    - Condition: !Equals [!Ref AWS::Region, us-east-1] # want
  There: !Not [{Condition: [Here]}] # want
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Here}
`},
			{Name: "conditions in a circle", Template: `Conditions:
  One: !Not [!Condition Two]
  Two: !And
    - !Equals [!Ref AWS::Region, us-east-1]
    - !Condition Three
  Three: !Or
    - !Condition One # want
    - !Condition Three # want
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: One}
`},
		},
		Good: []lint.Example{{Name: "names of other conditions", Template: `Conditions:
  One: !Not [!Condition Two]
  Two: !And [!Condition Three, !Condition Four]
  Three: !Not [!Condition Four]
  Four: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: One}
`}},
		Check: func(p *lint.Pass) {
			c := circles{p, map[string][]*template.Site{}, map[string]bool{}, nil}
			for site := range p.Template.Calls(template.FnCondition) {
				checkNameForm(p, site.Argument, "`Condition`")
				if site.Owner.Section == "Conditions" && site.Loop == nil {
					c.sites[site.Owner.Name] = append(c.sites[site.Owner.Name], site)
				}
			}
			for _, condition := range p.Template.Conditions {
				c.visit(condition.Name)
			}
		},
	}
}

// circles looks for conditions that lead back to themselves.
type circles struct {
	*lint.Pass
	sites map[string][]*template.Site // by the condition that they stand in
	done  map[string]bool
	way   []string
}

func (c *circles) visit(name string) {
	if c.done[name] {
		return
	}
	c.way = append(c.way, name)
	for _, site := range c.sites[name] {
		to := site.Argument.Text()
		if i := slices.Index(c.way, to); i >= 0 {
			c.At(site.Argument, "`%s` depends on itself: `%s` → `%s`", to, strings.Join(c.way[i:], "` → `"), to)
		} else {
			c.visit(to)
		}
	}
	c.way = c.way[:len(c.way)-1]
	c.done[name] = true
}
