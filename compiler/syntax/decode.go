package syntax

import (
	"sort"

	"github.com/cfnc/cfnc/compiler/source"
)

// mark says that the text from byte text on was written from byte raw of the node's span on.
// Between two marks, text and source run in step as long as the source lasts.
type mark struct{ text, raw int }

// decode turns the source of a scalar, its span's text, into its value. With marks it also
// notes where each run of the value was written.
func decode(style Style, indent int, raw string, marks *[]mark) string {
	switch style {
	case SingleQuoted:
		return decodeSingle(raw, marks)
	case DoubleQuoted:
		return decodeDouble(raw, marks)
	case JSONString:
		return decodeJSON(raw, marks)
	case Literal, Folded:
		return decodeBlock(raw, indent, style == Folded, marks)
	}
	return decodePlain(raw, marks)
}

func (n *Node) decodedSpan(from, to int) source.Span {
	var marks []mark
	decode(n.style, int(n.indent), n.Span().Text(), &marks)
	return n.file.Span(int(n.start)+rawOffset(marks, from), int(n.start)+rawEnd(marks, from, to))
}

// rawOffset finds where a byte of the text begins in the source.
func rawOffset(marks []mark, at int) int {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].text > at }) - 1
	if i < 0 {
		return at
	}
	return marks[i].raw + at - marks[i].text
}

// rawEnd finds where the text's bytes [from, to) end in the source: after the last of them.
func rawEnd(marks []mark, from, to int) int {
	if to <= from {
		return rawOffset(marks, from)
	}
	next := sort.Search(len(marks), func(i int) bool { return marks[i].text >= to })
	end := rawOffset(marks, to-1) + 1
	if next < len(marks) && marks[next].text == to {
		end = max(end, 0)
	}
	return end
}
