package script

import "github.com/cfnc/cfnc/compiler/syntax"

// view is a text with the way back to where it was written. Views nest: the text of a view
// was cut from that of its outer view; the outermost is the text that was given.
type view struct {
	text   string
	outer  *view
	from   int            // where the text begins in the outer one
	to     int            // sealed: where it ends there
	sealed bool           // it was decoded as a whole, and no part of it has a place of its own
	at     []int          // where each byte was written, when some were removed
	places *syntax.Places // where each byte of a YAML scalar was written
}

func given(text string) *view { return &view{text: text} }

// cut returns a part of the text.
func (v *view) cut(from, to int) *view { return &view{text: v.text[from:to], outer: v, from: from} }

// seal returns a text that the bytes [from, to) stand for as a whole.
func (v *view) seal(text string, from, to int) *view {
	return &view{text: text, outer: v, from: from, to: to, sealed: true}
}

// scalar returns the text of a YAML scalar that was read from this text.
func (v *view) scalar(n *syntax.Node) *view {
	places := n.Places()
	return &view{text: n.Text(), outer: v, places: &places}
}

// span returns where the bytes [from, to) were written.
func (v *view) span(from, to int) Span {
	for ; v != nil; v = v.outer {
		from, to = v.outward(from, to)
	}
	return Span{from, to}
}

func (v *view) outward(from, to int) (int, int) {
	switch {
	case v.sealed:
		return v.from, v.to
	case v.places != nil:
		at := v.places.Span(from, to)
		return at.Start, at.End
	case v.at == nil:
		return v.from + from, v.from + to
	case from == to:
		return v.at[from], v.at[from]
	}
	return v.at[from], v.at[to-1] + 1
}
