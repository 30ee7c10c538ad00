package syntax

import "github.com/cfnc/cfnc/compiler/source"

// The methods here make nodes that were not read and that came by a way, which may be nil.

// String makes a string that stands for the text at a span.
func (o *Origin) String(text string, at source.Span) *Node {
	n := NewString(text, at)
	if o != nil {
		n.more = o.alone()
	}
	return n
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
		l.more = o.alone()
	}
	return l
}

// Call makes the map with one key that is an intrinsic function's long form.
func (o *Origin) Call(name string, nameAt source.Span, argument *Node, at source.Span) *Node {
	c := NewCall(name, nameAt, argument, at)
	if o != nil {
		c.more = o.alone()
		c.kids()[0].more = c.more
	}
	return c
}
