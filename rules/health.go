package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

const (
	healthType = "HealthCheckType"
	grace      = "HealthCheckGracePeriod"
)

// asksBalancer says whether a group replaces instances that its load balancer finds unhealthy.
func asksBalancer(g *group.Group, c *template.Case) template.Answer {
	text, known := c.Text(g.Property(healthType))
	switch text = strings.ToUpper(text); {
	case known:
		return template.Whether(strings.Contains(text, "ELB") || strings.Contains(text, "VPC_LATTICE"))
	case c.At(g.Property(healthType)) != nil:
		return template.Undecided
	}
	return c.Lacks(g.Property(), healthType).Not()
}

// holdsLaunches says whether a hook holds new instances back until they are ready. They are in
// service, and the grace period begins, only then.
func holdsLaunches(g *group.Group, c *template.Case) template.Answer {
	hooks, all := g.LifecycleHooks(c)
	held := template.Whether(false)
	for _, h := range hooks {
		switch h.Transition {
		case group.Launching:
			return template.Yes
		case "":
			held = template.Undecided
		}
	}
	if !all {
		return template.Undecided
	}
	return held
}

// balancerKey is the key of the property that puts a group behind a load balancer.
func balancerKey(g *group.Group, c *template.Case) *syntax.Node {
	for _, property := range []string{"TargetGroupARNs", "LoadBalancerNames", "TrafficSources"} {
		if items, _ := c.Items(g.Property(property)); len(items) > 0 {
			return g.Property().Key(property)
		}
	}
	return g.Key
}

// bootLimit is how long CloudFormation gives an instance of a group to start.
type bootLimit struct {
	duration
	at *syntax.Node
}

// bootLimits returns the limits of a group that are known: that of the creation policy, and the
// pause of a rolling update.
func bootLimits(g *group.Group, c *template.Case) (list []bootLimit) {
	for _, at := range []*syntax.Node{c.At(g.CreationSignal(c), "Timeout"), c.At(g.Rolls(c), "PauseTime")} {
		if at != nil {
			list = append(list, bootLimit{durationOf(c, at, 0), at})
		}
	}
	return list
}

// signalPause is how long a rolling update waits for the signals of a batch. It is not valid where
// the update waits for none, or that is not known.
func signalPause(g *group.Group, c *template.Case) bootLimit {
	policy := g.Rolls(c)
	if policy == nil || g.WaitsForSignals(c) != template.Yes {
		return bootLimit{}
	}
	at := c.At(policy, "PauseTime")
	return bootLimit{durationOf(c, at, defaultWait), firstNode(at, g.PolicyKey(c, group.Rolling))}
}

// within says whether the limit is so many seconds or less.
func (l bootLimit) within(seconds template.Int) template.Answer {
	return template.Whether(l.valid).And(seconds.AtLeast(template.Exactly(l.seconds)))
}
