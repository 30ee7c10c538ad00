package report

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// A frame quotes the lines of a span with their numbers and marks the span in them.
type frame struct {
	out    *bufio.Writer
	paint  palette
	gutter int                 // width of the line numbers
	mark   func(string) string // paints carets
}

// Of a span over more lines than maxLines only the first two and the last two are shown.
const (
	maxLines  = 6
	edgeLines = 2
)

// quote writes where a span is and what stands there.
func (f frame) quote(at source.Span) {
	fmt.Fprintf(f.out, "%*s%s %s\n", f.gutter, "", f.paint.frame("-->"), location(at))
	at = trim(at)
	start, end := at.Positions()
	f.bar("", "")
	if start.Line == end.Line {
		f.single(at, start.Line)
	} else {
		f.several(at, start.Line, end.Line)
	}
}

// single marks a span within one line with carets below it.
func (f frame) single(at source.Span, line int) {
	r := f.row(at, line)
	f.bar(strconv.Itoa(line), r.text)
	f.bar("", strings.Repeat(" ", r.from)+f.mark(strings.Repeat("^", r.to-r.from)))
}

// several marks a span over more lines with a bracket to their left.
func (f frame) several(at source.Span, first, last int) {
	top, bottom := f.row(at, first), f.row(at, last)
	if indent(top.text) == top.from {
		f.bar(strconv.Itoa(first), f.mark("/")+" "+top.text)
	} else {
		f.bar(strconv.Itoa(first), "  "+top.text)
		f.bar("", " "+f.mark(strings.Repeat("_", top.from+1)+"^"))
	}
	for line := first + 1; line <= last; line++ {
		if last-first >= maxLines && line == first+edgeLines {
			line = last - edgeLines + 1
			fmt.Fprintf(f.out, "%s%s\n", f.paint.frame(fmt.Sprintf("%-*s", f.gutter+3, "...")), f.mark("|"))
		}
		f.bar(strconv.Itoa(line), strings.TrimRight(f.mark("|")+" "+f.row(at, line).text, " "))
	}
	f.bar("", f.mark("|"+strings.Repeat("_", bottom.to)+"^"))
}

// bar writes one line of a frame.
func (f frame) bar(number, text string) {
	line := f.paint.frame(fmt.Sprintf("%*s |", f.gutter, number))
	if text != "" {
		line += " " + text
	}
	fmt.Fprintln(f.out, line)
}

// row shows the part of a span that lies in a line.
func (f frame) row(at source.Span, line int) row {
	text, start := at.File.Line(line)
	if mark := "\uFEFF"; start == 0 && strings.HasPrefix(text, mark) {
		text, start = text[len(mark):], len(mark)
	}
	from := max(0, min(at.Start-start, len(text)))
	return rowOf(text, from, max(from, min(at.End-start, len(text))))
}

func indent(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// trim leaves out the blanks and line breaks with which a span may end.
func trim(at source.Span) source.Span {
	text := strings.TrimRight(at.Text(), " \t\r\n")
	at.End = max(at.Start, at.Start+len(text))
	return at
}

// location is a place as editors understand it, file:line:column.
func location(at source.Span) string {
	start, _ := at.Positions()
	return fmt.Sprintf("%s:%d:%d", visible(at.Name()), max(start.Line, 1), max(start.Column, 1))
}
