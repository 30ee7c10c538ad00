package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// maxFrames is the number of notes of one finding that are shown with a code frame; the
// others take one line each.
const maxFrames = 3

// Text writes findings for people: the message, the lines with the exact span marked, a
// note for each step of the way, advice, and a last line that counts. What is information
// comes last, one line for each, so that it hides no error. Without findings it writes
// nothing.
func Text(w io.Writer, r Report, color bool) error {
	out := bufio.NewWriter(w)
	paint := palette(color)
	for _, d := range r.Findings {
		if d.Severity > diag.Info {
			writeFinding(out, paint, d)
		}
	}
	writeInfos(out, paint, r.Findings)
	if len(r.Findings) > 0 {
		fmt.Fprintln(out, r.Summary())
	}
	return out.Flush()
}

func writeInfos(out *bufio.Writer, paint palette, list []diag.Diagnostic) {
	some := false
	for _, d := range list {
		if d.Severity == diag.Info {
			writeLine(out, paint, d)
			some = true
		}
	}
	if some {
		fmt.Fprintln(out)
	}
}

func writeFinding(out *bufio.Writer, paint palette, d diag.Diagnostic) {
	head := fmt.Sprintf("%s[%s]", d.Severity, d.Rule)
	fmt.Fprintf(out, "%s%s\n", paint.severity(d.Severity, head), paint.bold(": "+visible(d.Message)))
	f := frame{out: out, paint: paint, gutter: gutter(d)}
	f.mark = func(s string) string { return paint.severity(d.Severity, s) }
	if d.Span.File != nil {
		f.quote(d.Span)
	}
	f.mark = paint.frame
	framed, plain := splitNotes(d.Notes)
	for _, n := range framed {
		fmt.Fprintf(out, "%s: %s\n", paint.bold("note"), visible(n.Message))
		f.quote(n.Span)
	}
	for _, text := range append(plain, advice(d)...) {
		fmt.Fprintf(out, "%*s%s %s\n", f.gutter+1, "", paint.frame("="), text)
	}
	fmt.Fprintln(out)
}

// splitNotes separates the notes that get a code frame from those that get a line.
func splitNotes(notes []diag.Note) (framed []diag.Note, plain []string) {
	for _, n := range notes {
		switch {
		case n.Span.File == nil:
			plain = append(plain, "note: "+visible(n.Message))
		case len(framed) < maxFrames:
			framed = append(framed, n)
		default:
			plain = append(plain, fmt.Sprintf("note: %s (%s)", visible(n.Message), location(n.Span)))
		}
	}
	return framed, plain
}

func advice(d diag.Diagnostic) (lines []string) {
	if d.Help != "" {
		lines = append(lines, "help: "+visible(d.Help))
	}
	for _, f := range d.Fixes {
		lines = append(lines, "fix: "+visible(f.Title))
	}
	if d.URL != "" {
		lines = append(lines, "see: "+d.URL)
	}
	return lines
}

// gutter is the width of the widest line number that the frames of a finding show.
func gutter(d diag.Diagnostic) int {
	_, end := d.Span.Positions()
	last := end.Line
	for _, n := range d.Notes {
		_, end := n.Span.Positions()
		last = max(last, end.Line)
	}
	return len(strconv.Itoa(max(last, 1)))
}

// Summary counts the findings in one line, as "1 error, 2 warnings in 3 files".
func (r Report) Summary() string {
	errors, warnings, infos := r.counts()
	var parts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{errors, "error"}, {warnings, "warning"}, {infos, "info"}} {
		if c.n > 0 {
			parts = append(parts, plural(c.n, c.noun))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing found")
	}
	return strings.Join(parts, ", ") + " in " + plural(r.Files, "file")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
