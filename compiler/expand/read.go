package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// node reads one value: what stands there after aliases, includes and arguments, in the form
// that CloudFormation knows.
func (e *expander) node(n *syntax.Node, c context) *syntax.Node {
	n, c = e.follow(n, c)
	switch {
	case c.done:
		return n
	case n == nil || !e.enter(n, c):
		return nil
	case n.Tag() != "":
		return e.tagged(n, c)
	case isOddNumber(n):
		e.warnOddNumber(n, c)
	}
	return e.untagged(n, c)
}

func (e *expander) untagged(n *syntax.Node, c context) *syntax.Node {
	switch n.Kind() {
	case syntax.Map:
		return e.mapping(n, c)
	case syntax.List:
		return e.children(n, c)
	case syntax.String:
		return e.text(n, c)
	}
	return c.place(n)
}

// follow goes on to what an alias, an include or an argument stands for, until there is a
// value. It returns nil where that failed.
func (e *expander) follow(n *syntax.Node, c context) (*syntax.Node, context) {
	for n != nil && !c.done && e.within(n, c) {
		switch {
		case n.Kind() == syntax.None:
			return nil, c // the reader has reported it
		case n.Kind() == syntax.Alias:
			n, c = e.alias(n, c)
		case e.isInclude(n):
			n, c = e.include(n, c)
		case c.frame.included() && isArgument(n):
			n, c = e.wholeArgument(n, c)
		default:
			return n, c
		}
	}
	return n, c
}

// mapping reads a map without a tag.
func (e *expander) mapping(n *syntax.Node, c context) *syntax.Node {
	key, argument := n.Only()
	if form := e.longForm(key); form != nil {
		return form(e, n, argument, c)
	}
	if e.keysChange(n, c) {
		return e.pairs(n, c)
	}
	return e.children(n, c)
}

// children reads the children of a list or map, and keeps the node where none changes.
func (e *expander) children(n *syntax.Node, c context) *syntax.Node {
	kids, inner := n.Kids(), c.deeper()
	isMap := n.Kind() == syntax.Map
	var made []*syntax.Node
	for i, kid := range kids {
		read := kid
		if isMap && i%2 == 0 {
			read = c.place(kid)
		} else {
			read = e.node(kid, inner)
		}
		if read != kid && made == nil {
			made = append(e.room(len(kids)), kids[:i]...)
		}
		if made != nil {
			made = append(made, read)
		}
	}
	if made == nil {
		return c.place(n)
	}
	return c.place(n.WithKids(made))
}

// room returns an empty list for children, cut from a large one: most maps that are made
// again are small, and there are many.
func (e *expander) room(size int) []*syntax.Node {
	if size > len(e.free) {
		e.free = make([]*syntax.Node, max(size, 512))
	}
	list := e.free[:0:size]
	e.free = e.free[size:]
	return list
}

// text reads a string, and remembers where one was written that linking has to look at.
func (e *expander) text(n *syntax.Node, c context) *syntax.Node {
	placed := c.place(n)
	if strings.IndexByte(n.Text(), '@') >= 0 {
		e.marked = true
		e.remember(placed, c.frame)
	}
	return placed
}

// remember notes where a string was read, if that is not the entry file.
func (e *expander) remember(n *syntax.Node, f *frame) {
	if f == e.entry {
		return
	}
	if e.read == nil {
		e.read = map[*syntax.Node]*frame{}
	}
	e.read[n] = f
}

// frameOf is where a string was read.
func (e *expander) frameOf(n *syntax.Node) *frame {
	if f := e.read[n]; f != nil {
		return f
	}
	return e.entry
}
