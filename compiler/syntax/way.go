package syntax

import "github.com/cfnc/cfnc/compiler/source"

// The methods here make nodes that were not read and that came by a way, which may be nil.
// Each takes one allocation: expansion makes thousands.

// String makes a string that stands for the text at a span.
func (o *Origin) String(text string, at source.Span) *Node {
	if o == nil {
		return NewString(text, at)
	}
	w := &worded{node: *NewString(text, at), more: more{origin: o}}
	w.node.more = &w.more
	return &w.node
}

// worded is a scalar that came by a way.
type worded struct {
	node Node
	more more
}

// Text makes a string out of pieces, as NewText does. It keeps none of the slice.
func (o *Origin) Text(at source.Span, pieces ...Piece) *Node {
	n := NewText(at, append([]Piece(nil), pieces...)...)
	n.more.origin = o
	return n
}

// List makes a list of items.
func (o *Origin) List(at source.Span, items ...*Node) *Node {
	l := NewList(at, items...)
	if o != nil {
		l.more = &more{origin: o}
	}
	return l
}

// Call makes the map with one key that is an intrinsic function's long form.
func (o *Origin) Call(name string, nameAt source.Span, argument *Node, at source.Span) *Node {
	if o == nil {
		return NewCall(name, nameAt, argument, at)
	}
	c := &call{more: more{origin: o}}
	c.node, c.key = *made(Map, at), *NewString(name, nameAt)
	c.kids = [2]*Node{&c.key, argument}
	c.list = c.kids[:]
	c.node.list = &c.list
	c.node.more, c.key.more = &c.more, &c.more
	return &c.node
}

// call keeps what a call is made of together.
type call struct {
	plainCall
	more more
}
