package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

const autoScalingGroup = "AWS::AutoScaling::AutoScalingGroup"

// group is an Auto Scaling group as its rules see it.
type group struct {
	*template.Resource
	template *template.Template
}

func groups(t *template.Template) iter.Seq[group] {
	return func(yield func(group) bool) {
		for _, r := range t.OfType(autoScalingGroup) {
			if !yield(group{r, t}) {
				return
			}
		}
	}
}

func (g group) policy(name string) *syntax.Node { return g.At("UpdatePolicy", name) }

// size evaluates MinSize, MaxSize or DesiredCapacity.
func (g group) size(property string) template.Value[int] {
	return g.template.IntOf(g.Property(property))
}

// replaces says whether an update makes a new group beside the old one.
func (g group) replaces() template.Value[bool] {
	return g.template.BoolOr(g.policy("AutoScalingReplacingUpdate").Get("WillReplace"), false)
}

// rolling returns the policy by which an update replaces instances in batches, or nil when
// another policy takes precedence, or may.
func (g group) rolling() *syntax.Node {
	if !g.replaces().Is(false) || g.policy("AutoScalingInstanceRefresh") != nil {
		return nil
	}
	return g.policy("AutoScalingRollingUpdate")
}

// scaler returns the first resource of the template that changes the number of the group's
// instances while it runs, or nil.
func (g group) scaler() *template.Resource {
	for use := range g.template.UsesOf(g.ID) {
		if r := use.Owner.Resource; r != nil && scales(r) {
			return r
		}
	}
	return nil
}

func scales(r *template.Resource) bool {
	switch r.Type {
	case "AWS::AutoScaling::ScalingPolicy", "AWS::AutoScaling::ScheduledAction", "AWS::AutoScalingPlans::ScalingPlan":
		return true
	case "AWS::ECS::CapacityProvider":
		managed := r.Property("AutoScalingGroupProvider", "ManagedScaling")
		return managed != nil && managed.Get("Status").Text() != "DISABLED"
	}
	return false
}
