package template

import (
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Certain returns the resource that a value names, as Target does, and the attribute that it
// reads from it, "" for Ref. It is nil where the name may mean something else: in a template that
// a macro rewrites, for a name that a parameter has too, and for a resource that a loop makes.
func (t *Template) Certain(n *syntax.Node) (r *Resource, attribute string) {
	if r = t.certain(t.Target(n)); r == nil {
		return nil, ""
	}
	return r, Attribute(n)
}

// CertainIn is Certain for a variable in the text of Fn::Sub.
func (t *Template) CertainIn(s Sub, p interp.SubPart) (r *Resource, attribute string) {
	if r = t.certain(t.Resource(p.Name)); r == nil || s.Variable(p) != nil {
		return nil, ""
	}
	return r, p.Attr
}

func (t *Template) certain(r *Resource) *Resource {
	if r == nil || r.Loop != nil || t.Parameter(r.ID) != nil || t.Opaque() {
		return nil
	}
	return r
}
