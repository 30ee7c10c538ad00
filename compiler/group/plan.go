package group

import (
	"strconv"
	"time"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Conflict is what CloudFormation says of a group with both policies, when it is updated.
const Conflict = "AutoScalingInstanceRefresh and AutoScalingRollingUpdate cannot be used together"

// Plan reads what an update of the group does in a case. Unknown names what it depends on and
// only the deployment knows; the plan is of use only when there is nothing.
func (g *Group) Plan(c *template.Case, b *boot.Boot) (p rollout.Plan, unknown []string) {
	r := &planner{group: g, c: c}
	r.plan.Policy = r.policy()
	r.sizes()
	switch r.plan.Policy {
	case rollout.RollingUpdate:
		r.rolling(g.Policy(c, Rolling))
	case rollout.ReplacingUpdate:
		r.replacing()
	case rollout.InstanceRefresh:
		r.refresh(g.Policy(c, Refresh))
	}
	r.plan.Drain, r.plan.Hup = g.drain(c), g.reloads(c, b)
	return r.plan, r.unknown
}

// planner reads a plan.
type planner struct {
	group   *Group
	c       *template.Case
	plan    rollout.Plan
	unknown []string
}

func (r *planner) policy() rollout.Policy {
	g, c := r.group, r.c
	refresh, rolling := g.Policy(c, Refresh), g.Policy(c, Rolling)
	switch replaces := g.Replaces(c); {
	case replaces == template.Undecided:
		r.unknown = append(r.unknown, "WillReplace")
	case replaces == template.Yes:
		return rollout.ReplacingUpdate
	case refresh != nil && rolling != nil:
		r.plan.Conflict = Conflict
		return rollout.InstanceRefresh
	case refresh != nil:
		return rollout.InstanceRefresh
	case rolling != nil:
		return rollout.RollingUpdate
	}
	return rollout.Stay
}

// number reads a number that a plan needs.
func (r *planner) number(name string, n *syntax.Node, absent int) int {
	value, known := r.c.Int(n).Or(absent).Known()
	if !known {
		r.unknown = append(r.unknown, name)
	}
	return value
}

func (r *planner) sizes() {
	properties := r.group.Property()
	r.plan.MinSize = r.number("MinSize", properties.Get("MinSize"), 0)
	r.plan.MaxSize = r.number("MaxSize", properties.Get("MaxSize"), 0)
	desired := properties.Get("DesiredCapacity")
	r.plan.Desired = rollout.NoDesired
	if r.plan.DesiredFollows = r.group.IsLive(r.c, desired); !r.plan.DesiredFollows {
		r.plan.Desired = r.number("DesiredCapacity", desired, rollout.NoDesired)
	}
	r.plan.KeepsSizes = r.group.KeepsSizes(r.c) == template.Yes
}

// rolling reads AutoScalingRollingUpdate. PauseTime is PT5M where it is left out and signals are
// waited for, else nothing.
func (r *planner) rolling(policy *syntax.Node) {
	floor := policy.Get("MinInstancesInService")
	r.plan.MaxBatchSize = r.number("MaxBatchSize", policy.Get("MaxBatchSize"), 1)
	if r.plan.FloorFollows = r.group.IsLive(r.c, floor); !r.plan.FloorFollows {
		r.plan.MinInService = r.number("MinInstancesInService", floor, 0)
	}
	r.plan.Waits = r.group.WaitsForSignals(r.c) == template.Yes
	r.plan.SuccessPercent = r.percent(policy.Get("MinSuccessfulInstancesPercent"))
	absent := time.Duration(0)
	if r.plan.Waits {
		absent = defaultWait
	}
	r.plan.Pause = r.duration(policy.Get("PauseTime"), absent)
}

// defaultWait is how long CloudFormation waits for signals unless the template says otherwise.
const defaultWait = 5 * time.Minute

func (r *planner) percent(n *syntax.Node) float64 {
	text, ok := r.c.Text(n)
	percent, err := strconv.ParseFloat(text, 64)
	if !ok || err != nil || percent < 0 || percent > 100 {
		return 100
	}
	return percent
}

// duration reads a duration. One that is not known counts as left out: it decides how long an
// update takes, not what it does.
func (r *planner) duration(n *syntax.Node, absent time.Duration) time.Duration {
	text, _ := r.c.Text(n)
	if d, ok := rollout.ParseDuration(text); ok {
		return d
	}
	return absent
}

func (r *planner) replacing() {
	signal := r.group.CreationSignal(r.c)
	if signal != nil {
		count, known := r.c.Int(signal.Get("Count")).Or(1).Known()
		if !known {
			count = 1
		}
		r.plan.Signals, r.plan.Pause = count, r.duration(signal.Get("Timeout"), defaultWait)
	}
}

// refresh reads AutoScalingInstanceRefresh with the percentages that it has by default, by its
// strategy.
func (r *planner) refresh(policy *syntax.Node) {
	least, most := 100, 110
	if strategy, _ := r.c.Text(policy.Get("Strategy")); strategy == "ReplaceRootVolume" {
		least, most = 90, 100
	}
	preferences := r.c.At(policy, "Preferences")
	r.plan.MinHealthy = r.number("MinHealthyPercentage", preferences.Get("MinHealthyPercentage"), least)
	r.plan.MaxHealthy = r.number("MaxHealthyPercentage", preferences.Get("MaxHealthyPercentage"), most)
}

// defaultDrain is how long a target group lets requests end before an instance is let go.
const defaultDrain = 300 * time.Second

// drain is how long a load balancer may take to let go of an instance: the longest of the target
// groups, or what they have by default where they are not in the template.
func (g *Group) drain(c *template.Case) time.Duration {
	if g.Balanced(c) != template.Yes {
		return 0
	}
	longest := time.Duration(0)
	targets, _ := c.Items(g.Property("TargetGroupARNs"))
	for _, target := range targets {
		longest = max(longest, drainOf(c, c.Target(target)))
	}
	if len(targets) == 0 {
		return defaultDrain
	}
	return longest
}

func drainOf(c *template.Case, r *template.Resource) time.Duration {
	attributes, _ := c.Items(r.Property("TargetGroupAttributes"))
	for _, a := range attributes {
		if key, _ := c.Text(a.Get("Key")); key == "deregistration_delay.timeout_seconds" {
			if seconds, known := c.Int(a.Get("Value")).Known(); known {
				return time.Duration(seconds) * time.Second
			}
		}
	}
	return defaultDrain
}

// reloads reports whether cfn-hup on the group's instances looks for changes of metadata.
func (g *Group) reloads(c *template.Case, b *boot.Boot) bool {
	for _, launch := range g.Launches(c) {
		for _, file := range b.Hup() {
			if file.File.Config.Init.Resource == launch.Resource && len(file.Hooks) > 0 {
				return true
			}
		}
	}
	return false
}

// Plausible returns the bounds of the number of instances that may be running: the desired
// capacity of a group that nothing scales, else what MinSize and MaxSize allow.
func (g *Group) Plausible(c *template.Case, p rollout.Plan) (least, most int) {
	if p.Desired != rollout.NoDesired && len(g.Scalers) == 0 {
		return p.Desired, p.Desired
	}
	return max(p.MinSize, min(1, p.MaxSize)), max(p.MinSize, p.MaxSize)
}
