package syntax

import "github.com/cfnc/cfnc/compiler/source"

// NewVerbatim makes the string that stands byte for byte at a span, such as the text of
// a whole file.
func NewVerbatim(at source.Span) *Node {
	n := made(String, at)
	n.text = at.Text()
	return n
}

// Part returns the bytes [from, to) of a scalar's text as a string of its own, which knows
// where each of them was written.
func (n *Node) Part(from, to int) *Node {
	if start, ok := n.verbatim(); ok && !n.pieced() {
		return NewVerbatim(n.file.Span(start+from, start+to))
	}
	return NewText(n.TextSpan(from, to), Piece{Text: n.text[from:to], Node: n, From: from})
}

func (n *Node) pieced() bool { return n.more != nil && n.more.pieces != nil }

// Places finds the places of many parts of one text. Where the text is not its own source
// it is decoded once, not once for every part.
type Places struct {
	node  *Node
	marks []mark // nil: the text is its own source, or was put together
}

// Places returns the places of the parts of a scalar's text.
func (n *Node) Places() Places {
	if n == nil || n.pieced() {
		return Places{node: n}
	}
	if _, ok := n.verbatim(); ok {
		return Places{node: n}
	}
	return Places{node: n, marks: n.marks()}
}

// Span returns what Node.TextSpan returns.
func (p Places) Span(from, to int) source.Span {
	if p.marks == nil {
		return p.node.TextSpan(from, to)
	}
	return p.node.decodedSpan(p.marks, from, to)
}
