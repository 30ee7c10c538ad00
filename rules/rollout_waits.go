package rules

import (
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

const (
	waitOnSignals = "WaitOnResourceSignals"
	pauseTime     = "PauseTime"
	leastPercent  = "MinSuccessfulInstancesPercent"
)

// rollsUnsignalled says whether a rolling update runs and waits for no signal.
func rollsUnsignalled(g *group.Group, c *template.Case) template.Answer {
	policy := g.Rolls(c)
	if policy == nil {
		return template.No
	}
	return g.WaitsForSignals(c).Not().And(present(c, policy, waitOnSignals).Or(c.Lacks(policy, waitOnSignals)))
}

// rollsSignalled says whether a rolling update runs and waits for signals.
func rollsSignalled(g *group.Group, c *template.Case) template.Answer {
	return template.Whether(g.Rolls(c) != nil).And(g.WaitsForSignals(c))
}

// present says whether a map has a value, whatever it is.
func present(c *template.Case, m *syntax.Node, key string) template.Answer {
	return template.Whether(c.At(m, key) != nil)
}

// waitAt is where a rolling update says that it waits for no signal, or could say that it does.
func waitAt(g *group.Group, c *template.Case) *syntax.Node {
	if value := c.At(g.Rolls(c), waitOnSignals); value != nil {
		return value
	}
	return g.PolicyKey(c, group.Rolling)
}
