// Package group is the model of an Auto Scaling group: its sizes and policies, and all that
// acts on it, wherever that stands in the template: what it launches, what scales it, load
// balancers, lifecycle hooks, deployments. It says what there is in a case of the deployment;
// what is wrong with that is for the rules to say.
package group

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Type is the resource type of a group.
const Type = "AWS::AutoScaling::AutoScalingGroup"

// Group is one Auto Scaling group. The lists hold resources of the template that name it, in the
// order of the source; some may exist under conditions only.
type Group struct {
	*template.Resource
	Template    *template.Template
	Scalers     []*template.Resource // what changes its size while it runs, schedules included
	Schedules   []*template.Resource // AWS::AutoScaling::ScheduledAction
	Hooks       []*template.Resource // AWS::AutoScaling::LifecycleHook
	Deployments []*template.Resource // AWS::CodeDeploy::DeploymentGroup
}

// All returns the groups of a template. Those that a loop makes are not among them.
func All(t *template.Template) []*Group {
	var list []*Group
	for _, r := range t.OfType(Type) {
		if r.Loop == nil && r.Body.Is(syntax.Map) {
			list = append(list, &Group{Resource: r, Template: t})
		}
	}
	for _, g := range list {
		g.gather()
	}
	return list
}

func (g *Group) gather() {
	for _, r := range g.Template.Resources {
		switch r.Type {
		case scheduledAction:
			g.Schedules = g.add(g.Schedules, r)
			g.Scalers = g.add(g.Scalers, r)
		case scalingPolicy:
			g.Scalers = g.add(g.Scalers, r)
		case capacityProvider:
			if r.Property("AutoScalingGroupProvider", "ManagedScaling") != nil {
				g.Scalers = g.add(g.Scalers, r)
			}
		case lifecycleHook:
			g.Hooks = g.add(g.Hooks, r)
		case deploymentGroup:
			g.Deployments = g.add(g.Deployments, r)
		}
	}
	g.plans()
}

// add appends a resource that names the group, alone or in a list.
func (g *Group) add(list []*template.Resource, r *template.Resource) []*template.Resource {
	if g.namedBy(claim(r)) {
		return append(list, r)
	}
	return list
}

// namedBy reports whether a value names the group in some branch: by its logical ID, or by the
// name that the group is given.
func (g *Group) namedBy(n *syntax.Node) bool {
	if n.Is(syntax.List) {
		return slices.ContainsFunc(n.Kids(), g.namedBy)
	}
	for _, branch := range g.Template.Branches(n, nil) {
		if branch.Is(syntax.List) && g.namedBy(branch) {
			return true
		}
		for _, own := range g.Template.Branches(g.Property("AutoScalingGroupName"), nil) {
			if g.Template.Target(branch) == g.Resource || template.Same(branch, own) {
				return true
			}
		}
	}
	return false
}

// plans adds the scaling plans. They name the group inside a text.
func (g *Group) plans() {
	for use := range g.Template.UsesOf(g.ID) {
		r := use.Owner.Resource
		if r != nil && r.Type == scalingPlan && !slices.Contains(g.Scalers, r) {
			g.Scalers = append(g.Scalers, r)
		}
	}
}

// Judge asks a question in all cases in which the group exists.
func (g *Group) Judge(question func(*template.Case) template.Answer) template.Verdict {
	return g.Template.Judge(g.When(), question)
}

// Size reads MinSize, MaxSize or DesiredCapacity.
func (g *Group) Size(c *template.Case, property string) template.Int {
	return c.Int(g.Property().Get(property))
}

// IsLive reports whether a value stands for a number that the group has when it is updated.
func (g *Group) IsLive(c *template.Case, n *syntax.Node) bool {
	return c.Parameter(n).Live()
}

// Balanced says whether a load balancer sends requests to the group.
func (g *Group) Balanced(c *template.Case) template.Answer {
	balanced := template.No
	for _, property := range []string{"TargetGroupARNs", "LoadBalancerNames", "TrafficSources"} {
		items, all := c.Items(g.Property(property))
		switch {
		case len(items) > 1 || len(items) == 1 && !g.mayBeEmpty(items[0]):
			return template.Yes
		case !all || len(items) > 0:
			balanced = template.Undecided
		}
	}
	return balanced
}

// mayBeEmpty reports whether a value is a parameter that is left empty by default.
func (g *Group) mayBeEmpty(n *syntax.Node) bool {
	p := g.Template.Parameter(template.CallTo(template.FnRef, n).Argument.Text())
	return p != nil && p.Default() != nil && p.Default().Text() == ""
}
