package expand

import "github.com/cfnc/cfnc/compiler/syntax"

// alias goes on to what an alias stands for. An alias without an anchor, or inside of its
// own, has no target; the reader has reported it.
func (e *expander) alias(n *syntax.Node, c context) (*syntax.Node, context) {
	return n.Target(), c.via(syntax.Aliased, n.Span())
}
