package syntax

import (
	"sort"

	"github.com/cfnc/cfnc/compiler/source"
)

// mark says that the text from byte text on was written from byte raw of the node's span
// on. In a run (size 0) text and source go in step until the next mark; a unit, such as
// an escape or a folded line break, was written with size bytes as a whole.
type mark struct{ text, raw, size int }

// decode turns the source of a scalar, its span's text, into its value. With marks it also
// notes where each run and unit of the value was written.
func decode(style Style, indent int, raw string, marks *[]mark) string {
	d := decoder{raw: raw, marks: marks}
	switch style {
	case SingleQuoted:
		d.single()
	case DoubleQuoted:
		d.double()
	case JSONString:
		return decodeJSON(raw, marks)
	case Literal, Folded:
		d.block(indent)
	default:
		d.plain()
	}
	return string(d.out)
}

// decoder builds a value out of its source.
type decoder struct {
	raw   string
	out   []byte
	marks *[]mark // nil: places are not wanted
}

// run appends the source bytes [from, to) as they are.
func (d *decoder) run(from, to int) {
	if from == to {
		return
	}
	if d.marks != nil {
		*d.marks = append(*d.marks, mark{text: len(d.out), raw: from})
	}
	d.out = append(d.out, d.raw[from:to]...)
}

// unit appends a text that the source bytes [from, to) stand for as a whole.
func (d *decoder) unit(text string, from, to int) {
	if d.marks != nil {
		*d.marks = append(*d.marks, mark{text: len(d.out), raw: from, size: max(to-from, 1)})
	}
	d.out = append(d.out, text...)
}

func (n *Node) marks() []mark {
	var marks []mark
	decode(n.style, int(n.indent), n.Span().Text(), &marks)
	return marks
}

func (n *Node) decodedSpan(marks []mark, from, to int) source.Span {
	size := int(n.end - n.start)
	start := min(rawStart(marks, from), size)
	end := start
	if to > from {
		end = min(max(start, rawEnd(marks, to-1)), size)
	}
	return n.file.Span(int(n.start)+start, int(n.start)+end)
}

// rawStart finds where a byte of the text begins in the source, rawEnd where it ends.
func rawStart(marks []mark, at int) int {
	m := markOf(marks, at)
	if m.size > 0 {
		return m.raw
	}
	return m.raw + at - m.text
}

func rawEnd(marks []mark, at int) int {
	m := markOf(marks, at)
	if m.size > 0 {
		return m.raw + m.size
	}
	return m.raw + at - m.text + 1
}

func markOf(marks []mark, at int) mark {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].text > at }) - 1
	if i < 0 {
		return mark{}
	}
	return marks[i]
}
