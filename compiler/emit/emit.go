// Package emit writes a compiled template: as canonical JSON, straight from its nodes,
// with a source map, and into a file that is either written as a whole or left alone.
//
// It decides how a template is spelled, never what it says. It knows nothing of how
// the tree came about but the places that the nodes carry.
package emit

import (
	"bytes"
	"io"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// JSON writes a template as canonical JSON: the same bytes for the same template, however
// its source was written. Keys come in the order of order.go, lists as they are; the text is
// UTF-8, indented by two blanks, with a line break at the end. Strings escape quotes,
// backslashes and control characters only (U+2028 and U+2029 stand as they are), numbers
// keep their spelling. Metadata for cfnc itself is left out.
//
// A node that has no place in a compiled template, an alias or a missing value, becomes null.
func JSON(root *syntax.Node) []byte { return NewText(root, false).bytes() }

// Minify writes the same JSON without white space, and without a line break at the end.
func Minify(root *syntax.Node) []byte { return NewText(root, true).bytes() }

// A Text is what JSON or Minify returns, written piece by piece: the output of a large
// template is as large as its source, and is never held as a whole.
type Text struct {
	root     *syntax.Node
	minified bool
}

// NewText returns the text of a template.
func NewText(root *syntax.Node, minified bool) Text { return Text{root, minified} }

// pieceSize is about how much is written at once, in bytes.
const pieceSize = 16 << 10

// WriteTo writes the text, each time the same. It returns its size, and the first error of
// the writer, after which nothing more is written.
func (t Text) WriteTo(to io.Writer) (int64, error) {
	w := writer{indented: !t.minified, to: to, out: make([]byte, 0, 2*pieceSize)}
	w.value(published(t.root, template), template, 0)
	if !t.minified {
		w.out = append(w.out, '\n')
	}
	w.flush()
	return w.written, w.err
}

func (t Text) bytes() []byte {
	var all bytes.Buffer
	_, _ = t.WriteTo(&all) // a buffer takes everything
	return all.Bytes()
}

// writer appends JSON to a text.
type writer struct {
	out      []byte
	indented bool
	pairs    []pair // of the maps that are being written, sorted

	to      io.Writer
	written int64
	err     error
}

// flush passes on what was written so far.
func (w *writer) flush() {
	if w.err == nil {
		var n int
		n, w.err = w.to.Write(w.out)
		w.written += int64(n)
	}
	w.out = w.out[:0]
}

func (w *writer) value(n *syntax.Node, r role, depth int) {
	switch n.Kind() {
	case syntax.Map:
		w.mapping(n, r, depth)
	case syntax.List:
		w.list(n, r, depth)
	case syntax.String:
		w.out = appendString(w.out, n.Text())
	case syntax.Number, syntax.Bool:
		w.out = appendPlain(w.out, n)
	default:
		w.out = append(w.out, "null"...)
	}
}

func (w *writer) mapping(n *syntax.Node, r role, depth int) {
	first := len(w.pairs)
	w.pairs = appendSorted(w.pairs, n, r)
	end := len(w.pairs)
	w.out = append(w.out, '{')
	for i := first; i < end; i++ {
		p := w.pairs[i]
		w.next(i == first, depth+1)
		w.out = appendString(w.out, p.key.Text())
		w.out = append(w.out, ':')
		if w.indented {
			w.out = append(w.out, ' ')
		}
		w.value(p.value, r.of(p.key.Text()), depth+1)
	}
	w.pairs = w.pairs[:first]
	w.end('}', end == first, depth)
}

func (w *writer) list(n *syntax.Node, r role, depth int) {
	w.out = append(w.out, '[')
	for i, item := range n.Kids() {
		w.next(i == 0, depth+1)
		w.value(item, r.item(i), depth+1)
	}
	w.end(']', n.Len() == 0, depth)
}

// next begins the line of a pair or an item.
func (w *writer) next(first bool, depth int) {
	if !first {
		w.out = append(w.out, ',')
	}
	if len(w.out) > pieceSize {
		w.flush()
	}
	w.line(depth)
}

func (w *writer) end(bracket byte, empty bool, depth int) {
	if !empty {
		w.line(depth)
	}
	w.out = append(w.out, bracket)
}

const blanks = "                                                                "

func (w *writer) line(depth int) {
	if !w.indented {
		return
	}
	w.out = append(w.out, '\n')
	for indent := 2 * depth; indent > 0; indent -= len(blanks) {
		w.out = append(w.out, blanks[:min(indent, len(blanks))]...)
	}
}

// appendPlain writes a number or a boolean. What JSON could not read again is a string.
func appendPlain(out []byte, n *syntax.Node) []byte {
	text := n.Text()
	if n.Kind() == syntax.Bool {
		text = strings.ToLower(text)
	}
	if text == "true" || text == "false" || syntax.IsNumber(text) {
		return append(out, text...)
	}
	return appendString(out, n.Text())
}
