package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/diag"
)

// fail reports an error behind which reading must recover.
func (r *reader) fail(start, end int, message, help string) *diag.Diagnostic {
	d := r.add(start, end, "%s", message)
	d.Help = help
	r.bad = true
	if r.full() {
		r.pos = len(r.src) // more would not be told
	}
	return d
}

// failLine reports an error about the rest of the line.
func (r *reader) failLine(message string) *diag.Diagnostic {
	end := trimBlanks(r.src, r.pos, r.lineEnd(r.pos))
	return r.fail(r.pos, end, message, "")
}

// recover moves to the next line that is not deeper than a column.
func (r *reader) recover(column int) {
	r.bad, r.fresh = false, true
	for i := r.lineEnd(r.pos); ; i = r.lineEnd(i) {
		if i == len(r.src) {
			r.pos, r.line = i, i
			return
		}
		line := afterBreak(r.src, i)
		i = line
		for i < len(r.src) && isBlank(r.src[i]) {
			i++
		}
		if i < len(r.src) && !isBreak(r.src[i]) && r.src[i] != '#' && i-line <= max(column, 0) {
			r.pos, r.line = line, line
			return
		}
	}
}

// recoverFlow moves to the next comma or closing bracket of the flow collection. It
// returns false when the collection seems to have ended without one.
func (r *reader) recoverFlow(indent int) bool {
	r.bad = false
	for open := 0; r.pos < len(r.src); r.pos++ {
		switch c := r.src[r.pos]; {
		case c == '[' || c == '{':
			open++
		case c == ']' || c == '}':
			if open == 0 {
				return true
			}
			open--
		case c == ',' && open == 0:
			return true
		case isBreak(c):
			r.line = afterBreak(r.src, r.pos)
			if r.pos = r.line - 1; r.leaves(r.line, indent) {
				return false
			}
		}
	}
	return false
}

// leaves reports whether the line at i can't belong to the flow collection because it
// has a key in the column of the collection around it.
func (r *reader) leaves(i, indent int) bool {
	line := i
	for i < len(r.src) && r.src[i] == ' ' {
		i++
	}
	if !r.guard || indent < 0 || i == len(r.src) || i-line > indent || !wordByte(r.src[i]) {
		return false
	}
	text := r.src[i:r.lineEnd(i)]
	colon := strings.Index(text, ":")
	return colon > 0 && (colon+1 == len(text) || isBlank(text[colon+1])) && !strings.ContainsAny(text[:colon], "\"' ,[]{}")
}

// looksClosed reports whether the next token is on a line that leaves the collection.
func (r *reader) looksClosed(indent int) bool {
	return r.column() <= indent && r.leaves(r.line, indent)
}

// abandon gives up a flow collection whose end was not found, so that reading goes on
// with the lines behind it.
func (r *reader) abandon(start int) bool {
	r.neverClosed(start)
	return false
}

func (r *reader) neverClosed(start int) {
	closer := map[byte]string{'[': "]", '{': "}"}[r.src[start]]
	r.fail(start, start+1, fmt.Sprintf("this `%c`, opened on line %d, is never closed", r.src[start], r.problems.line(start)), "add the missing `"+closer+"`")
	if r.pos < len(r.src) && r.line > start {
		r.pos = r.line - 1 // so that recovering looks at this line too
	}
}

func (r *reader) mismatched(start int, closer byte) {
	d := r.fail(r.pos, r.pos+1, fmt.Sprintf("`%c` does not close this `%c`", r.src[r.pos], r.src[start]), fmt.Sprintf("write `%c`", closer))
	d.Notes = append(d.Notes, diag.Note{Message: "opened here", Span: r.builder.file.Span(start, start+1)})
	r.pos = min(r.pos+1, len(r.src))
	r.bad = false
}

func (r *reader) missingComma(first bool) {
	if first {
		r.fail(r.pos, r.pos+1, "nothing stands before this `,`", "remove the `,`")
		return
	}
	at := r.emptyAt()
	r.fail(at, max(at, r.pos), "missing `,` before "+quoted(r.word()), "separate the entries by `,`")
}

func (r *reader) unclosed(start int) {
	r.fail(start, start+1, fmt.Sprintf("this quote, opened on line %d, is never closed", r.problems.line(start)), fmt.Sprintf("add the closing `%c`", r.src[start]))
}

// runaway reports a quote of several lines with text behind its end: its real end was
// forgotten, and the quote of another value closed it.
func (r *reader) runaway(start int) bool {
	i := r.pos
	for i < len(r.src) && isBlank(r.src[i]) {
		i++
	}
	if i == len(r.src) || isBreak(r.src[i]) || r.src[i] == '#' || r.src[i] == ':' || r.flow > 0 && flowIndicator(r.src[i]) {
		return false
	}
	at := r.problems.line(start)
	r.fail(start, start+1, fmt.Sprintf("this quote, opened on line %d, is not closed before line %d", at, r.problems.line(r.pos)), fmt.Sprintf("add the closing `%c` on line %d", r.src[start], at))
	return true
}

func (r *reader) badEscape(i int) {
	end := min(i+2, len(r.src))
	for end < len(r.src) && !utf8.RuneStart(r.src[end]) {
		end++
	}
	r.add(i, end, "%s is no escape in double quotes", quoted(r.src[i:end])).Help = "write `\\\\` for a backslash, or use single quotes"
}

func (r *reader) tooDeep() {
	r.fail(r.pos, min(r.pos+1, len(r.src)), fmt.Sprintf("lists and maps are nested deeper than %d levels", MaxDepth), "")
	r.pos = len(r.src)
}

// missingColon reports a key without its colon.
func (r *reader) missingColon(n *Node) {
	text := firstLine(n.Span().Text())
	end := int(n.start) + len(text)
	name, rest, glued := strings.Cut(text, ":")
	if glued && n.style == Plain && name != "" && !strings.HasPrefix(rest, "//") {
		colon := int(n.start) + strings.IndexByte(r.src[n.start:n.end], ':')
		r.fail(int(n.start), end, "missing blank after "+quoted(name+":"), "").Fixes = []diag.Fix{{
			Title: "insert a blank", Safe: true, Edits: []diag.Edit{{Span: r.builder.file.Span(colon+1, colon+1), Text: " "}}}}
	} else {
		r.fail(int(n.start), end, "missing ':' after "+quoted(text), "")
	}
	r.pos = int(n.start)
}

// nestedColon reports a value that holds ": ", which makes YAML take it for a key.
func (r *reader) nestedColon(n *Node) {
	start, end := int(n.start), trimBlanks(r.src, r.pos, r.lineEnd(r.pos))
	text := r.src[start:end]
	d := r.fail(start, end, quoted(text)+" holds `: `, so it is taken for a key inside of a value", "put quotes around the value")
	if !strings.ContainsAny(text, "\"\\") {
		d.Fixes = []diag.Fix{{Title: "quote the value", Safe: true, Edits: []diag.Edit{
			{Span: r.builder.file.Span(start, start), Text: `"`}, {Span: r.builder.file.Span(end, end), Text: `"`}}}}
	}
}

// misplaced reports a token that can't stand where it does in a collection in a column.
func (r *reader) misplaced(column int) {
	switch {
	case r.tabbed(column, false):
	case r.pos < len(r.src) && strings.IndexByte("]},", r.src[r.pos]) >= 0:
		r.unexpected()
	case !r.fresh:
		r.trailing()
	case column < 0:
		r.fail(r.pos, r.pos+len(r.word()), "unexpected "+quoted(r.word())+" after the end of the template", "")
	case r.column() == column:
		r.fail(r.pos, r.pos+len(r.word()), quoted(r.word())+" stands among the items of a list", "begin it with `- `, or indent it as the key above the list")
	default:
		r.fail(r.pos, r.pos+len(r.word()), fmt.Sprintf("%s is indented by %d spaces, its neighbours by %d", quoted(r.word()), r.column(), column), "align it with its neighbours")
	}
}

// trailing reports text behind the end of a value on its line.
func (r *reader) trailing() {
	help := "put quotes around the whole value, or begin a new line"
	if r.pos > 0 && r.src[r.pos-1] == '\'' {
		help = "write `''` for a quote within single quotes"
	}
	r.fail(r.pos, r.pos+len(r.word()), "unexpected "+quoted(r.word())+" after the value", help)
}

// deeper reports a key on a line below a value, deeper than the value's own key. The value
// took that line for its continuation.
func (r *reader) deeper(n *Node) {
	r.pos = r.line
	for isBlank(r.src[r.pos]) {
		r.pos++
	}
	value := quoted(firstLine(n.Span().Text()))
	r.fail(r.pos, r.pos+len(r.word()), quoted(r.word())+" is indented below a key that already has the value "+value, "align it with the key above, or remove the value")
}

// unexpectedKey reports what stands where a key must.
func (r *reader) unexpectedKey() {
	if r.bad {
		return
	}
	if !r.ended() && r.at('-') {
		r.fail(r.pos, r.pos+1, "a list item stands among the keys of a map", "indent it below its key")
		return
	}
	r.unexpected()
}

// unexpected reports a character that can't begin a value.
func (r *reader) unexpected() {
	if r.ended() {
		r.fail(r.pos, r.pos, "a value is missing here", "")
		return
	}
	c := r.src[r.pos]
	char := "`" + string(c) + "`"
	switch {
	case c == '@' || c == '`' || c == '%':
		r.fail(r.pos, r.pos+len(r.word()), "a value can't begin with "+char, "put it in quotes: "+quoted(`"`+r.word()+`"`))
	case c == '?':
		r.fail(r.pos, r.pos+1, "CloudFormation takes no complex keys (`? `)", "write `key: value`")
	case c == ':':
		r.fail(r.pos, r.pos+1, "missing key before `:`", "")
	case c == ']' || c == '}':
		r.fail(r.pos, r.pos+1, "this "+char+" closes nothing", "remove it, or put quotes around the text")
	case c == '-' && r.flow > 0:
		r.fail(r.pos, r.pos+1, "a list with dashes can't stand within brackets", "write its items between `[` and `]`")
	case c == '|' || c == '>':
		r.fail(r.pos, r.pos+1, "text after "+char+" can't stand here", "put quotes around the value")
	default:
		r.fail(r.pos, r.pos+1, "a value can't begin with "+char, "put quotes around it")
	}
}

// word returns the text from here to the next blank, comma or bracket.
func (r *reader) word() string {
	if r.pos >= len(r.src) {
		return ""
	}
	rest := r.src[r.pos:r.lineEnd(r.pos)]
	if i := strings.IndexAny(rest, " \t,[]{}"); i > 0 {
		return rest[:i]
	}
	return rest
}

// firstLine returns the first line of a text without the blanks at its end.
func firstLine(text string) string {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = text[:i]
	}
	return strings.TrimRight(text, " \t")
}
