package rules

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func instanceRefreshCanShrink() *lint.Rule {
	return &lint.Rule{
		ID:       "H128",
		Name:     "instance-refresh-can-shrink",
		Title:    "An instance refresh may leave no instance in service",
		Severity: diag.Warning,
		Why: `MinHealthyPercentage is the share of the running instances that serve while a refresh replaces the others. With 0 ` +
			`all of them may go at once. With less than 100 a group of one instance has none in service until the new one works.`,
		Help: "set `MinHealthyPercentage` to 100 and `MaxHealthyPercentage` above it, so that new instances start first",
		Bad: []lint.Example{
			{Name: "nothing has to serve", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          MinHealthyPercentage: 0 # want
    Properties: {MinSize: 4, MaxSize: 8}
`},
			{Name: "one instance, and a part of it; by stage, and by default", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
Mappings:
  Stages:
    test: {Least: 1}
    prod: {Least: 4}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences:
          MinHealthyPercentage: 50 # want
    Properties: {MinSize: !FindInMap [Stages, !Ref Stage, Least], MaxSize: 8}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh: # want
        Strategy: ReplaceRootVolume
    Properties: {MinSize: "1", MaxSize: 8}
`},
		},
		Good: []lint.Example{
			{Name: "all of them serve", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling, Preferences: {MinHealthyPercentage: 100}}}
    Properties: {MinSize: 1, MaxSize: 8}
`},
			{Name: "the default of a rolling refresh", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties: {MinSize: 1, MaxSize: 8}
`},
			{Name: "a part of several, and what only the deployment knows", Template: `Parameters:
  Least: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling, Preferences: {MinHealthyPercentage: 50}}}
    Properties: {MinSize: 2, MaxSize: 8}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling, Preferences: {MinHealthyPercentage: !Ref Least}}}
    Properties: {MinSize: 1, MaxSize: 8}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling, Preferences: {MinHealthyPercentage: 50}}}
    Properties: {MinSize: !Ref Least, MaxSize: 8}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return refreshEmpties(g, c) }); v.Holds() {
					p.At(healthyAt(g, v.Case), "a refresh may leave no instance in service: %s", whyEmptied(healthyShare(g, v.Case))).Under(v)
				}
			}
		},
	}
}

// refreshEmpties says whether an instance refresh may end all instances before new ones serve.
func refreshEmpties(g *group.Group, c *template.Case) template.Answer {
	if g.Policy(c, group.Refresh) == nil || g.Replaces(c) == template.Yes {
		return template.No
	}
	share := healthyShare(g, c)
	few := g.Size(c, "MinSize").Below(template.Exactly(2))
	return share.Below(template.Exactly(1)).Or(share.Below(template.Exactly(100)).And(few))
}

// healthyShare is the percentage of the group that serves during a refresh. Where the policy does
// not say it, the strategy does.
func healthyShare(g *group.Group, c *template.Case) template.Int {
	policy := g.Policy(c, group.Refresh)
	written := c.Int(c.At(policy, "Preferences", minHealthy))
	strategy, _ := c.Text(policy.Get("Strategy"))
	switch {
	case !written.Absent():
		return written
	case strategy == "Rolling" || c.Lacks(policy, "Preferences", minHealthy) != template.Yes:
		return template.Exactly(100)
	case strategy == "ReplaceRootVolume":
		return template.Exactly(90)
	}
	return template.Int{}
}

func whyEmptied(share template.Int) string {
	if share.Is(0) {
		return "none of them has to be healthy"
	}
	return fmt.Sprintf("%s percent have to be healthy, and the group can have a single one", share)
}

// healthyAt is where the policy says what share of the group serves, or could.
func healthyAt(g *group.Group, c *template.Case) *syntax.Node {
	policy := g.Policy(c, group.Refresh)
	preferences := c.At(policy, "Preferences")
	if share := c.At(preferences, minHealthy); share != nil {
		return share
	}
	if preferences != nil {
		return policy.Key("Preferences")
	}
	return g.PolicyKey(c, group.Refresh)
}
