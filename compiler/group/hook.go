package group

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Hook is a lifecycle hook of a group.
type Hook struct {
	Body       *syntax.Node       // the properties of the hook
	Key        *syntax.Node       // of the resource or of the list that it stands in
	Resource   *template.Resource // nil for one in LifecycleHookSpecificationList, which is there before the first instance
	Transition string             // as "autoscaling:EC2_INSTANCE_LAUNCHING", or ""
}

// The transitions at which a hook can hold an instance.
const (
	Launching   = "autoscaling:EC2_INSTANCE_LAUNCHING"
	Terminating = "autoscaling:EC2_INSTANCE_TERMINATING"
)

// LifecycleHooks returns the hooks of the group in the case. all is false where there may be
// more.
func (g *Group) LifecycleHooks(c *template.Case) (hooks []Hook, all bool) {
	items, all := c.Items(g.Property("LifecycleHookSpecificationList"))
	for _, item := range items {
		transition, _ := c.Text(c.At(item, "LifecycleTransition"))
		hooks = append(hooks, Hook{Body: item, Key: g.Property().Key("LifecycleHookSpecificationList"), Transition: transition})
	}
	for _, r := range g.Hooks {
		if g.Acts(c, r) {
			transition, _ := c.Text(c.At(r.Property(), "LifecycleTransition"))
			hooks = append(hooks, Hook{Body: r.Property(), Key: r.Key, Resource: r, Transition: transition})
		}
	}
	return hooks, all && !g.Template.MayDeclareMore()
}

// Holds says whether a hook holds instances at a transition.
func (g *Group) Holds(c *template.Case, transition string) template.Answer {
	hooks, all := g.LifecycleHooks(c)
	holds := template.Whether(!all).And(template.Undecided)
	for _, hook := range hooks {
		switch hook.Transition {
		case transition:
			return template.Yes
		case "":
			holds = template.Undecided
		}
	}
	return holds
}
