package syntax

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// The functions here make nodes that were not read: what expansion and lowering put
// into a tree. Each takes the place of what the new node replaces.

// NewString makes a string that stands for the text at a span.
func NewString(text string, at source.Span) *Node { return NewScalar(String, text, at) }

// NewScalar makes a scalar of a kind: String, Number, Bool or Null.
func NewScalar(kind Kind, text string, at source.Span) *Node {
	n := made(kind, at)
	n.text, n.whole = text, true
	return n
}

// NewList makes a list of items.
func NewList(at source.Span, items ...*Node) *Node {
	return collect(made(List, at), items)
}

// NewMap makes a map of keys and values in turn.
func NewMap(at source.Span, pairs ...*Node) *Node {
	return collect(made(Map, at), pairs)
}

// NewCall makes the map with one key that is an intrinsic function's long form.
func NewCall(name string, nameAt source.Span, argument *Node, at source.Span) *Node {
	c := &plainCall{node: *made(Map, at), key: *NewString(name, nameAt)}
	c.kids = [2]*Node{&c.key, argument}
	c.list = c.kids[:]
	c.node.list = &c.list
	return &c.node
}

// plainCall keeps what a call is made of together.
type plainCall struct {
	node, key Node
	list      []*Node
	kids      [2]*Node
}

func made(kind Kind, at source.Span) *Node {
	return &Node{kind: kind, file: at.File, start: int32(at.Start), end: int32(at.End)}
}

// WithKids returns the same list or map, with its anchor, tag, span and origin, with other
// children: items of a list, or keys and values in turn.
func (n *Node) WithKids(kids []*Node) *Node {
	return collect(n, kids)
}

// collect makes a copy of a node with the given children, in one allocation.
func collect(n *Node, kids []*Node) *Node {
	c := &struct {
		node Node
		list []*Node
	}{*n, kids}
	c.node.list = &c.list
	return &c.node
}

// Kids returns the children as WithKids takes them. The slice must not be changed.
func (n *Node) Kids() []*Node {
	if n == nil {
		return nil
	}
	return n.kids()
}

// Untagged returns the same node without tag and anchor.
func (n *Node) Untagged() *Node {
	if n == nil || n.more == nil || n.more.tag == "" && n.more.anchor == "" {
		return n
	}
	made := *n
	if made.more = nil; n.more.origin != nil || n.more.pieces != nil {
		made.more = &more{origin: n.more.origin, pieces: n.more.pieces}
	}
	return &made
}

// A Piece is a part of a text that was put together: text that was written as a part
// of the value of Node, from byte From of that value, or, where Node is nil, text that
// stands as a whole for Span.
type Piece struct {
	Text string
	Node *Node
	From int
	Span source.Span
}

func join(pieces []Piece) string {
	var text strings.Builder
	for _, p := range pieces {
		text.WriteString(p.Text)
	}
	return text.String()
}

// NewText makes a string out of pieces. Its span is at; TextSpan finds the place of every
// byte through the pieces.
func NewText(at source.Span, pieces ...Piece) *Node {
	n := made(String, at)
	n.text = join(pieces)
	n.more = &more{pieces: pieces}
	return n
}
