package group

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// The types of resources that act on groups.
const (
	scheduledAction  = "AWS::AutoScaling::ScheduledAction"
	scalingPolicy    = "AWS::AutoScaling::ScalingPolicy"
	scalingPlan      = "AWS::AutoScalingPlans::ScalingPlan"
	capacityProvider = "AWS::ECS::CapacityProvider"
	lifecycleHook    = "AWS::AutoScaling::LifecycleHook"
	deploymentGroup  = "AWS::CodeDeploy::DeploymentGroup"
)

// claim is the value by which a resource names the groups that it acts on.
func claim(r *template.Resource) *syntax.Node {
	switch r.Type {
	case capacityProvider:
		return r.Property("AutoScalingGroupProvider", "AutoScalingGroupArn")
	case deploymentGroup:
		return r.Property("AutoScalingGroups")
	}
	return r.Property("AutoScalingGroupName")
}

// Acts reports whether one of the resources that name the group exists in a case, and acts on
// this group then.
func (g *Group) Acts(c *template.Case, r *template.Resource) bool {
	if !c.Exists(r) || r.Type != scalingPlan && !g.namedIn(c, claim(r)) {
		return false
	}
	switch r.Type {
	case capacityProvider:
		status, known := c.Text(c.At(r.Property(), "AutoScalingGroupProvider", "ManagedScaling", "Status"))
		return c.At(r.Property(), "AutoScalingGroupProvider", "ManagedScaling") != nil && !(known && status == "DISABLED")
	case scalingPolicy:
		return !forecastsOnly(c, r)
	}
	return true
}

func (g *Group) namedIn(c *template.Case, n *syntax.Node) bool {
	items, _ := c.Items(n)
	for _, item := range items {
		if c.Target(item) == g.Resource || c.Same(item, g.Property("AutoScalingGroupName")) {
			return true
		}
	}
	return false
}

// forecastsOnly reports whether a predictive policy tells what it would do, and does nothing. It
// is that unless it says otherwise.
func forecastsOnly(c *template.Case, r *template.Resource) bool {
	kind, _ := c.Text(r.Property("PolicyType"))
	mode := c.At(r.Property(), "PredictiveScalingConfiguration", "Mode")
	text, _ := c.Text(mode)
	return kind == "PredictiveScaling" && (mode == nil || text == "ForecastOnly")
}

// Scaler returns the first of the resources that change the group's size in the case, or nil.
func (g *Group) Scaler(c *template.Case) *template.Resource { return g.first(c, g.Scalers) }

// Schedule returns the first scheduled action of the group in the case, or nil.
func (g *Group) Schedule(c *template.Case) *template.Resource { return g.first(c, g.Schedules) }

func (g *Group) first(c *template.Case, list []*template.Resource) *template.Resource {
	for _, r := range list {
		if g.Acts(c, r) {
			return r
		}
	}
	return nil
}
