package expand

import (
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// splice collects what one string gives: text, and the values that stand in it. Arguments
// and text files bring in strings of their own.
type splice struct {
	*linker
	whole  *syntax.Node
	mode   interp.Mode
	shadow *syntax.Node // the variables of the Fn::Sub around
	values []*syntax.Node
	text   []syntax.Piece // since the last value
	textAt source.Span
	origin *syntax.Origin // of the text
}

// addString adds a string of an argument or a text file.
func (s *splice) addString(n *syntax.Node, f *frame) {
	parts := s.parse(n, f, s.mode)
	if parts == nil {
		s.addText(syntax.Piece{Text: n.Text(), Node: n}, n.TextSpan(0, len(n.Text())), n.Origin())
		return
	}
	s.addParts(n, f, parts)
}

// addParts adds the parts of a string.
func (s *splice) addParts(n *syntax.Node, f *frame, parts []interp.Part) {
	t := strand{splice: s, n: n, frame: f, places: n.Places(), way: s.interpolated(n)}
	s.spend(nodesPerPart*len(parts), n.Span(), n.Origin())
	for _, p := range parts {
		if !s.spent.stopped {
			t.add(p)
		}
	}
}

// nodesPerPart is about how many nodes a part of a string becomes: an expression a map, a
// list and strings in it; all of them a list in a list.
const nodesPerPart = 3

func (s *splice) addText(p syntax.Piece, at source.Span, origin *syntax.Origin) {
	switch {
	case p.Text == "":
		return
	case len(s.text) == 0:
		s.textAt, s.origin = at, origin
	case s.textAt.File == at.File:
		s.textAt.End = max(s.textAt.End, at.End)
	}
	s.text = append(s.text, p)
}

func (s *splice) addValue(n *syntax.Node) {
	if n != nil {
		s.endText()
		s.values = append(s.values, n)
	}
}

// endText makes one string of the text since the last value.
func (s *splice) endText() {
	if len(s.text) > 0 {
		s.values = append(s.values, s.origin.Text(s.textAt, s.text...))
	}
	s.text = s.text[:0]
}

// value is what the string becomes: its only value, or all of them joined.
func (s *splice) value() *syntax.Node {
	way, at := s.interpolated(s.whole), s.whole.Span()
	if len(s.values) == 0 {
		return s.textAlone(way)
	}
	s.endText()
	if len(s.values) == 1 {
		return s.values[0]
	}
	return way.Call("Fn::Join", at, way.List(at, way.String("", at), way.List(at, s.values...)), at)
}

// textAlone is a string without values. If nothing of it is from elsewhere, it stands for
// the whole string.
func (s *splice) textAlone(way *syntax.Origin) *syntax.Node {
	if len(s.text) > 0 && s.textAt.File != s.whole.Span().File {
		return s.origin.Text(s.textAt, s.text...)
	}
	return way.Text(s.whole.Span(), s.text...)
}
