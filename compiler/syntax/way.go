package syntax

import "github.com/cfnc/cfnc/compiler/source"

// The methods here make nodes that were not read and that came by a way, which may be nil.
// Each takes one allocation: expansion makes thousands.

// String makes a string that stands for the text at a span.
func (o *Origin) String(text string, at source.Span) *Node {
	w := new(worded)
	w.set(Piece{Text: text, Span: at}, at, o)
	return &w.node
}

// Text makes a string out of pieces, as NewText does. It keeps none of the slice.
func (o *Origin) Text(at source.Span, pieces ...Piece) *Node {
	if len(pieces) == 1 {
		w := new(worded)
		w.set(pieces[0], at, o)
		return &w.node
	}
	n := NewText(at, append([]Piece(nil), pieces...)...)
	n.more.origin = o
	return n
}

// List makes a list of items.
func (o *Origin) List(at source.Span, items ...*Node) *Node {
	if o == nil {
		return NewList(at, items...)
	}
	l := &listed{node: *made(List, at), more: more{origin: o}}
	l.node.kids = items
	l.node.more = &l.more
	return &l.node
}

// Call makes the map with one key that is an intrinsic function's long form.
func (o *Origin) Call(name string, nameAt source.Span, argument *Node, at source.Span) *Node {
	if o == nil {
		return NewCall(name, nameAt, argument, at)
	}
	c := &called{listed: listed{node: *made(Map, at), more: more{origin: o}}}
	c.key.set(Piece{Text: name, Span: nameAt}, nameAt, o)
	c.kids = [2]*Node{&c.key.node, argument}
	c.node.kids, c.node.more = c.kids[:], &c.more
	return &c.node
}

// worded is a string with what it needs.
type worded struct {
	node  Node
	more  more
	piece [1]Piece
}

func (w *worded) set(p Piece, at source.Span, o *Origin) {
	w.piece[0] = p
	w.more = more{pieces: w.piece[:], origin: o}
	w.node = *made(String, at)
	w.node.text, w.node.more = p.Text, &w.more
}

type listed struct {
	node Node
	more more
}

type called struct {
	listed
	key  worded
	kids [2]*Node
}
