package expand

import "github.com/cfnc/cfnc/compiler/syntax"

// alias goes on to what an alias stands for. An alias without an anchor is nil; its reader
// has reported it.
func (e *expander) alias(n *syntax.Node, c context) (*syntax.Node, context) {
	for o := c.origin; o != nil; o = o.Via {
		if o.Step == syntax.Aliased && o.At == n.Span() {
			e.fail(n.Span(), o.Via, "the alias `*%s` stands inside of its own anchor", n.Text())
			return nil, c
		}
	}
	return n.Target(), c.via(syntax.Aliased, n.Span())
}
