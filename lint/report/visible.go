package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text safe to print on a terminal: control characters, and those that turn
// the direction of writing, become symbols, so that a template cannot command the terminal.
func visible(s string) string {
	if strings.IndexFunc(s, hostile) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if hostile(r) {
			return symbol(r)
		}
		return r
	}, s)
}

func hostile(r rune) bool {
	return unicode.IsControl(r) || r == utf8.RuneError ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// symbol is the picture of a control character where Unicode has one.
func symbol(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7F:
		return 0x2421
	}
	return utf8.RuneError
}

// cells is the number of columns that a character takes on a terminal.
func cells(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && unicode.Is(wide, r):
		return 2
	}
	return 1
}

// wide holds the characters that terminals draw over two columns: Unicode's East Asian
// Width W and F, by blocks.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x115F, 1}, {0x231A, 0x231B, 1}, {0x23E9, 0x23EC, 1}, {0x25FD, 0x25FE, 1},
		{0x2614, 0x2615, 1}, {0x2648, 0x2653, 1}, {0x26A1, 0x26A1, 1}, {0x26BD, 0x26BE, 1},
		{0x26D4, 0x26D4, 1}, {0x2705, 0x2705, 1}, {0x270A, 0x270B, 1}, {0x2728, 0x2728, 1},
		{0x274C, 0x274C, 1}, {0x2753, 0x2755, 1}, {0x2757, 0x2757, 1}, {0x2795, 0x2797, 1},
		{0x2B50, 0x2B50, 1}, {0x2E80, 0x303E, 1}, {0x3041, 0x33FF, 1}, {0x3400, 0x4DBF, 1},
		{0x4E00, 0x9FFF, 1}, {0xA000, 0xA4CF, 1}, {0xA960, 0xA97F, 1}, {0xAC00, 0xD7A3, 1},
		{0xF900, 0xFAFF, 1}, {0xFE30, 0xFE6F, 1}, {0xFF00, 0xFF60, 1}, {0xFFE0, 0xFFE6, 1},
	},
	R32: []unicode.Range32{
		{0x1F18E, 0x1F18E, 1}, {0x1F191, 0x1F19A, 1}, {0x1F200, 0x1F320, 1}, {0x1F32D, 0x1F64F, 1},
		{0x1F680, 0x1F6FF, 1}, {0x1F7E0, 0x1F7EB, 1}, {0x1F90C, 0x1F9FF, 1}, {0x1FA70, 0x1FAFF, 1},
		{0x20000, 0x3FFFD, 1},
	},
}

const tabWidth = 4

// A row is a line of the source as it is shown. Cells [from, to) are those of the span.
type row struct {
	text     string
	from, to int
}

// Lines longer than maxRow bytes are cut around the span: lead bytes before it are kept.
const (
	maxRow = 160
	lead   = 60
)

// rowOf shows a line of which bytes [from, to) are of interest.
func rowOf(line string, from, to int) row {
	start, end := crop(line, from)
	var b strings.Builder
	column := ellipsis(&b, start > 0)
	r := row{from: -1, to: -1}
	mark := func(at int) {
		if at >= from && r.from < 0 {
			r.from = column
		}
		if at >= to && r.to < 0 {
			r.to = column
		}
	}
	for at := start; at < end; {
		mark(at)
		char, size := utf8.DecodeRuneInString(line[at:])
		column += put(&b, char, column)
		at += size
	}
	mark(len(line))
	ellipsis(&b, end < len(line))
	r.text = strings.TrimRight(b.String(), " ")
	r.to = max(r.to, r.from+1)
	return r
}

// crop chooses the bytes of a line that are shown.
func crop(line string, from int) (start, end int) {
	if len(line) <= maxRow {
		return 0, len(line)
	}
	if from > maxRow/2 {
		start = boundary(line, from-lead)
	}
	return start, boundary(line, min(len(line), start+maxRow))
}

// boundary moves an offset back to the beginning of a character.
func boundary(line string, at int) int {
	for at > 0 && at < len(line) && !utf8.RuneStart(line[at]) {
		at--
	}
	return at
}

// put writes a character as it is shown at a column and returns its width.
func put(b *strings.Builder, char rune, column int) int {
	if char == '\t' {
		blanks := tabWidth - column%tabWidth
		b.WriteString(strings.Repeat(" ", blanks))
		return blanks
	}
	if hostile(char) {
		char = symbol(char)
	}
	b.WriteRune(char)
	return cells(char)
}

func ellipsis(b *strings.Builder, cut bool) (width int) {
	if !cut {
		return 0
	}
	b.WriteString("…")
	return 1
}
