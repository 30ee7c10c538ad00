package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const suspend = "SuspendProcesses"

// suspended lists the processes that a rolling update suspends. ok is false where no rolling update
// runs, or the list is not known as a whole.
func suspended(g *group.Group, c *template.Case) (names []string, ok bool) {
	policy := g.Rolls(c)
	list := c.At(policy, suspend)
	if policy == nil || list == nil && c.Lacks(policy, suspend) != template.Yes {
		return nil, false
	}
	return c.Texts(list)
}

// missing lists the processes that are not among those suspended.
func missing(have, want []string) (names []string) {
	for _, name := range want {
		if !slices.Contains(have, name) {
			names = append(names, name)
		}
	}
	return names
}

// suspendAt is where the policy lists what it suspends, or should.
func suspendAt(g *group.Group, c *template.Case) *syntax.Node {
	if list := c.At(g.Rolls(c).Get(suspend)); list != nil {
		return list
	}
	return g.PolicyKey(c, group.Rolling)
}

// fixSuspensions offers to suspend more processes.
func fixSuspensions(f *lint.Finding, g *group.Group, c *template.Case, names []string) {
	policy := g.Rolls(c)
	list := c.At(policy.Get(suspend))
	edit, ok := appendItems(list, names)
	if list == nil && policy.Key(suspend) == nil {
		edit, ok = insertPair(policy, suspend, listing(names))
	}
	if ok {
		f.Fix("suspend "+allOf(names), true, edit)
	}
}
