package template

import (
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// A hole is one rune of the private use area, the first of a text FirstHole, the next the rune
// behind it. Who reads a text as a script or a file takes a rune of this range for a text that
// only the deployment knows.
const (
	FirstHole = '\uE000'
	LastHole  = '\uF8FF'
)

// IsHole reports whether a rune of a text stands for what only the deployment knows.
func IsHole(r rune) bool { return FirstHole <= r && r <= LastHole }

// Text is what is known before the deployment of the text that a value gives, in one of the
// branches of the conditions in it: literal text, and holes. A dynamic reference is literal
// text. A Text knows where every byte was written. The zero Text is empty.
type Text struct {
	When     *Scenario // in which the value gives this text
	Encoded  bool      // the text goes through Fn::Base64 as a whole
	from, to int       // bytes of all
	all      *draft
}

// HoleKind says what stands at a hole.
type HoleKind uint8

// The kinds of holes.
const (
	OfOther     HoleKind = iota // what no other kind names: an import, an identifier of a loop, what is not understood
	OfParameter                 // Ref of a parameter
	OfPseudo                    // Ref of a pseudo parameter
	OfResource                  // Ref of a resource
	OfAttribute                 // Fn::GetAtt
)

// Hole is a part of a text that only the deployment knows.
type Hole struct {
	Kind      HoleKind
	Name      string       // of the parameter, pseudo parameter or resource; "" for others
	Attribute string       // for OfAttribute
	Node      *syntax.Node // the function that stands there, or the string with ${Name}
	Least     int          // bytes that it gives at least
	from, to  int          // bytes of the node's text
}

// Span is where the hole was written.
func (h Hole) Span() source.Span { return spanIn(h.Node, h.from, h.to) }

// Is reports whether the hole is Ref of one of the names.
func (h Hole) Is(names ...string) bool {
	return h.Kind != OfAttribute && slices.Contains(names, h.Name)
}

// String is the text, with a rune for every hole.
func (x Text) String() string {
	if x.all == nil {
		return ""
	}
	return x.all.text[x.from:x.to]
}

// Part returns the bytes [from, to) of the text.
func (x Text) Part(from, to int) Text {
	x.from, x.to = x.from+from, x.from+to
	return x
}

// Append returns the text with another behind it, and between them one that was written
// nowhere.
func (x Text) Append(between string, next Text) Text {
	d, at := &draft{when: x.When, encoded: x.Encoded}, x.Node(len(x.String()))
	if at == nil {
		at = next.Node(0)
	}
	d.append(x)
	d.write(between, at, 0, 0, true)
	d.append(next)
	return d.done()
}

// Literal returns the text if it has no holes.
func (x Text) Literal() (text string, ok bool) {
	text = x.String()
	for _, r := range text {
		if IsHole(r) {
			return "", false
		}
	}
	return text, true
}

// Hole returns what stands at a rune of the text.
func (x Text) Hole(r rune) (h Hole, ok bool) {
	if x.all == nil || !IsHole(r) || int(r-FirstHole) >= len(x.all.holes) {
		return Hole{}, false
	}
	return x.all.holes[r-FirstHole], true
}

// Holes goes through the holes of the text, each with the byte at which its rune stands.
func (x Text) Holes() iter.Seq2[int, Hole] {
	return func(yield func(int, Hole) bool) {
		for at, r := range x.String() {
			if h, ok := x.Hole(r); ok && !yield(at, h) {
				return
			}
		}
	}
}

// Only returns the hole that is all of the text.
func (x Text) Only() (h Hole, ok bool) {
	r, size := utf8.DecodeRuneInString(x.String())
	if size == 0 || size < len(x.String()) {
		return Hole{}, false
	}
	return x.Hole(r)
}

// Least is the number of bytes that the text has at least.
func (x Text) Least() int {
	least := len(x.String())
	for at, h := range x.Holes() {
		_, size := utf8.DecodeRuneInString(x.String()[at:])
		least += h.Least - size
	}
	return least
}

// Typical is about how many bytes the text has once it is deployed: what only the deployment
// knows counts with what it usually has.
func (x Text) Typical() int {
	typical := len(x.String())
	for at, h := range x.Holes() {
		_, size := utf8.DecodeRuneInString(x.String()[at:])
		typical += max(h.Least, h.typical()) - size
	}
	return typical
}

// typical is the number of bytes that a hole usually has.
func (h Hole) typical() int {
	switch {
	case h.Kind == OfPseudo:
		return len("a-stack-of-the-usual")
	case h.Kind == OfAttribute, h.Kind == OfResource:
		return len("web-loadbalancer-1abcdefghijkl")
	}
	return len("a usual value")
}

// Node returns the node with which the byte at a place was written, nil for an empty text.
func (x Text) Node(at int) *syntax.Node {
	return x.all.pieceAt(x.from + at).node
}

// Span returns where the bytes [from, to) were written. Of a run that was written in several
// strings, it is the place of what stands in the first.
func (x Text) Span(from, to int) source.Span {
	from, to = x.from+from, x.from+to
	first, last := x.all.pieceAt(from), x.all.pieceAt(max(from, to-1))
	if last.node != first.node || last.from < first.from {
		last, to = first, first.end
	}
	start, _ := first.written(from, from)
	_, end := last.written(to, to)
	return spanIn(first.node, start, end)
}

func spanIn(n *syntax.Node, from, to int) source.Span {
	if !n.IsScalar() {
		return n.Span()
	}
	return n.TextSpan(from, to)
}

// piece is a run of a text that was written in one go.
type piece struct {
	at, end  int          // bytes of the text
	node     *syntax.Node // the string in which it was written, or the function that gives it
	from, to int          // bytes of the node's text
	whole    bool         // the piece stands as a whole for those bytes
}

// written returns where the bytes [from, to) of the text stand in the node's text. What
// stands for something as a whole is never cut.
func (p piece) written(from, to int) (start, end int) {
	if p.whole {
		return p.from, p.to
	}
	return p.from + from - p.at, p.from + to - p.at
}

// pieceAt finds the piece that holds a byte of the text; behind the end it is the last one.
func (d *draft) pieceAt(at int) piece {
	if d == nil || len(d.pieces) == 0 {
		return piece{}
	}
	i, _ := slices.BinarySearchFunc(d.pieces, at, func(p piece, at int) int {
		if p.end <= at {
			return -1
		}
		return 1
	})
	return d.pieces[min(i, len(d.pieces)-1)]
}
