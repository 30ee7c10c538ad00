package syntax

import "github.com/cfnc/cfnc/compiler/source"

// TextSpan returns where the bytes [from, to) of a scalar's text were written. Escapes,
// folded lines and the indentation of block scalars are taken into account; for a text
// that was put together it is the place of the piece that holds from.
func (n *Node) TextSpan(from, to int) source.Span {
	if n == nil || n.whole {
		return n.Span()
	}
	if n.more != nil && n.more.pieces != nil {
		return n.pieceSpan(from, to)
	}
	if start, ok := n.verbatim(); ok {
		return n.file.Span(start+from, start+to)
	}
	return n.decodedSpan(n.marks(), from, to)
}

func (n *Node) pieceSpan(from, to int) source.Span {
	for _, p := range n.more.pieces {
		if from < len(p.Text) || from == to && from == len(p.Text) {
			return p.span(from, min(to, len(p.Text)))
		}
		from, to = from-len(p.Text), to-len(p.Text)
	}
	return n.Span()
}

func (p Piece) span(from, to int) source.Span {
	if p.Node == nil {
		return p.Span
	}
	return p.Node.TextSpan(p.From+from, p.From+to)
}

// verbatim reports whether the text stands in the source byte for byte, and from where.
func (n *Node) verbatim() (start int, ok bool) {
	start, end := int(n.start), int(n.end)
	if n.style == SingleQuoted || n.style == DoubleQuoted || n.style == JSONString {
		start, end = start+1, end-1
	}
	return start, end-start == len(n.text) && n.file.Text()[start:end] == n.text
}
