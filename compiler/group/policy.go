package group

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// The update policies of a group.
const (
	Replacing = "AutoScalingReplacingUpdate"
	Rolling   = "AutoScalingRollingUpdate"
	Refresh   = "AutoScalingInstanceRefresh"
	Scheduled = "AutoScalingScheduledAction"
)

// Policy returns one of the update policies as it is in the case, or nil.
func (g *Group) Policy(c *template.Case, name string) *syntax.Node {
	return c.At(g.Body, "UpdatePolicy", name)
}

// PolicyKey returns the key of a policy that is there: the place to report what it lacks.
func (g *Group) PolicyKey(c *template.Case, name string) *syntax.Node {
	return c.At(g.Body, "UpdatePolicy").Key(name)
}

// Replaces says whether an update makes a new group beside the old one.
func (g *Group) Replaces(c *template.Case) template.Answer {
	return c.Bool(g.Policy(c, Replacing).Get("WillReplace"), false)
}

// Rolls returns the policy by which an update replaces instances in batches, or nil when another
// policy takes precedence, or may.
func (g *Group) Rolls(c *template.Case) *syntax.Node {
	if g.Replaces(c) != template.No || g.Policy(c, Refresh) != nil {
		return nil
	}
	return g.Policy(c, Rolling)
}

// KeepsSizes says whether updates leave sizes alone that were changed since the last one.
func (g *Group) KeepsSizes(c *template.Case) template.Answer {
	return c.Bool(g.Policy(c, Scheduled).Get("IgnoreUnmodifiedGroupSizeProperties"), false)
}

// Update is what is known of a rolling update in a case. CloudFormation's defaults count where
// the policy says nothing.
type Update struct {
	Policy    *syntax.Node
	Batch     template.Int // MaxBatchSize
	Floor     template.Int // MinInstancesInService
	Min, Max  template.Int // sizes of the group
	Desired   template.Int // absent where the group has none
	LiveFloor bool         // the floor follows the number of running instances
}

// Update reads the rolling update. ok is false where none runs.
func (g *Group) Update(c *template.Case) (u Update, ok bool) {
	policy := g.Rolls(c)
	if policy == nil {
		return Update{}, false
	}
	floor := policy.Get("MinInstancesInService")
	return Update{
		Policy:    policy,
		Batch:     numberOr(c, policy, "MaxBatchSize", 1),
		Floor:     numberOr(c, policy, "MinInstancesInService", 0),
		Min:       g.Size(c, "MinSize"),
		Max:       g.Size(c, "MaxSize"),
		Desired:   g.Size(c, "DesiredCapacity"),
		LiveFloor: g.IsLive(c, floor),
	}, true
}

// numberOr reads a number of a policy, or the one that counts where the policy has none. It is not
// known where a macro may bring one.
func numberOr(c *template.Case, policy *syntax.Node, key string, absent int) template.Int {
	n := c.Int(policy.Get(key))
	if n.Absent() && c.Lacks(policy, key) != template.Yes {
		return template.Unknown()
	}
	return n.Or(absent)
}

// WaitsForSignals says whether a rolling update waits until new instances report that they work.
func (g *Group) WaitsForSignals(c *template.Case) template.Answer {
	return c.Bool(g.Policy(c, Rolling).Get("WaitOnResourceSignals"), false)
}

// CreationSignal returns ResourceSignal of the creation policy, or nil.
func (g *Group) CreationSignal(c *template.Case) *syntax.Node {
	return c.At(g.Body, "CreationPolicy", "ResourceSignal")
}
