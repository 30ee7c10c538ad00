package template

import (
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Target returns the resource that a value names by Ref, by Fn::GetAtt or by Fn::Sub of nothing
// else, or nil.
func (t *Template) Target(n *syntax.Node) *Resource {
	n = simplest(n)
	if get, ok := CallOf(n).GetAtt(); ok {
		return t.Resource(get.Resource.Text)
	}
	return t.Resource(CallTo(FnRef, n).Argument.Text())
}

// Attribute returns the attribute that a value reads from a resource, or "".
func Attribute(n *syntax.Node) string {
	get, _ := CallOf(simplest(n)).GetAtt()
	return get.Attribute.Text
}

// Target returns the resource that a value names in the case, or nil.
func (c *Case) Target(n *syntax.Node) *Resource { return c.template.Target(c.branches(n)) }

// AttributeSpan is where the name of the attribute stands that a value reads from a resource by
// Fn::GetAtt as such. It is empty for other values.
func AttributeSpan(n *syntax.Node) (at source.Span) {
	if get, ok := CallOf(n).GetAtt(); ok {
		at = get.Attribute.Span()
	}
	return at
}
