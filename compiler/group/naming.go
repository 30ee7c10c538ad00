package group

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/template"
)

// Naming knows which groups may be about a resource, so that a question about both need not be
// asked of every pair.
type Naming struct {
	groups []*Group
	by     map[*template.Resource][]*Group
}

// NewNaming looks at what groups of a template name.
func NewNaming(t *template.Template, groups []*Group) *Naming {
	n := &Naming{groups: groups, by: map[*template.Resource][]*Group{}}
	of := map[*template.Resource]*Group{}
	for _, g := range groups {
		of[g.Resource] = g
		n.add(g.Resource, g)
	}
	for i := range t.Uses() {
		use := &t.Uses()[i]
		if g := of[use.Owner.Resource]; g != nil {
			for name := range use.Names() {
				n.add(t.Resource(name), g)
			}
		}
	}
	return n
}

func (n *Naming) add(r *template.Resource, g *Group) {
	if r != nil && !slices.Contains(n.by[r], g) {
		n.by[r] = append(n.by[r], g)
	}
}

// Groups returns the groups that name a resource in some branch, or are it. A resource with a name
// of its own may be named by any group.
func (n *Naming) Groups(r *template.Resource) []*Group {
	if r.Property("LaunchTemplateName") != nil || r.Property("LaunchConfigurationName") != nil {
		return n.groups
	}
	return n.by[r]
}
