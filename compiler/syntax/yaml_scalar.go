package syntax

import "strings"

// plain reads a scalar without quotes. It goes on over the lines that are deeper than the
// collection around it.
func (r *reader) plain(indent int) *Node {
	start := r.pos
	if !r.plainStart() {
		r.unexpected()
		return nil
	}
	end, lines := r.plainLine(start), 1
	for next, line, ok := r.continued(end, indent); ok; next, line, ok = r.continued(end, indent) {
		stop := r.plainLine(next)
		if stop == next {
			break
		}
		end, r.line, lines = stop, line, lines+1
	}
	r.pos = end
	text := r.src[start:end]
	if lines > 1 {
		text = decode(Plain, 0, text, nil)
	}
	return r.scalar(plainKind(text), Plain, text, start, end)
}

// plainStart reports whether a plain scalar may begin with the next byte.
func (r *reader) plainStart() bool {
	switch c := r.src[r.pos]; c {
	case '-', '?', ':':
		return !r.spaceAt(r.pos+1) && !(r.flow > 0 && c != '?' && flowIndicator(r.src[r.pos+1]))
	case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	}
	return true
}

// plainLine returns the end of the part of a plain scalar that begins at i on its line.
func (r *reader) plainLine(i int) int {
	start := i
	for ; i < len(r.src); i++ {
		switch r.src[i] {
		case '\n', '\r':
			return trimBlanks(r.src, start, i)
		case ':':
			if r.spaceAt(i+1) || r.flow > 0 && strings.IndexByte(",]}", r.src[i+1]) >= 0 {
				return trimBlanks(r.src, start, i)
			}
		case '#':
			if isBlank(r.src[i-1]) {
				return trimBlanks(r.src, start, i)
			}
		case ',', '[', ']', '{', '}':
			if r.flow > 0 {
				return trimBlanks(r.src, start, i)
			}
		}
	}
	return trimBlanks(r.src, start, i)
}

// continued finds the next line of text of a plain scalar that so far ends at i.
func (r *reader) continued(i, indent int) (next, line int, ok bool) {
	line = -1
	for i < len(r.src) && (isBlank(r.src[i]) || isBreak(r.src[i])) {
		if isBreak(r.src[i]) {
			i = afterBreak(r.src, i)
			line = i
		} else {
			i++
		}
	}
	if line < 0 || i == len(r.src) || r.src[i] == '#' || i-line <= indent && (r.flow == 0 || r.leaves(line, indent)) {
		return 0, 0, false
	}
	if tab := strings.IndexByte(r.src[line:i], '\t'); tab >= 0 && tab <= indent {
		return 0, 0, false
	}
	at := reader{src: r.src, pos: i, line: line}
	return i, line, at.marker() == 0
}

func flowIndicator(c byte) bool {
	return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'
}

// quoted reads a scalar in single or double quotes.
func (r *reader) quoted() *Node {
	start, line := r.pos, r.line
	style := SingleQuoted
	if r.src[start] == '"' {
		style = DoubleQuoted
	}
	end, verbatim := r.closing(start)
	r.pos = end
	if end < 0 || r.line != line && r.runaway(start) {
		r.pos, r.line = r.lineEnd(start), line
		return nil
	}
	text := r.src[start+1 : end-1]
	if !verbatim {
		text = decode(style, 0, r.src[start:end], nil)
	}
	return r.scalar(String, style, text, start, end)
}

// closing finds the end of the quoted scalar at start, or reports an error and returns -1.
// The text is verbatim when it has neither escapes nor line breaks.
func (r *reader) closing(start int) (end int, verbatim bool) {
	quote, i := r.src[start], start+1
	verbatim = true
	for i < len(r.src) {
		switch c := r.src[i]; {
		case c == quote && quote == '\'' && i+1 < len(r.src) && r.src[i+1] == '\'':
			i, verbatim = i+2, false
		case c == quote:
			return i + 1, verbatim
		case c == '\\' && quote == '"':
			i, verbatim = r.escape(i), false
		case isBreak(c):
			i, verbatim = afterBreak(r.src, i), false
			if at := (reader{src: r.src, pos: i, line: i}); at.marker() != 0 {
				r.unclosed(start)
				return -1, false
			}
			r.line = i
		default:
			i++
		}
	}
	r.unclosed(start)
	return -1, false
}

// escape checks the escape sequence at i and returns the offset behind it.
func (r *reader) escape(i int) int {
	if i+1 < len(r.src) && isBreak(r.src[i+1]) {
		return i + 1
	}
	_, size := escaped(r.src[i:])
	if size == 0 {
		r.badEscape(i)
		return min(i+2, len(r.src))
	}
	return i + size
}

// blockScalar reads a literal or folded scalar.
func (r *reader) blockScalar(indent int) *Node {
	start, style := r.pos, Literal
	if r.src[start] == '>' {
		style = Folded
	}
	form, ok := r.blockHeader(indent)
	if !ok {
		return nil
	}
	head := r.pos
	if r.skipHeaderLine(); r.bad {
		return nil
	}
	if form.indent < 0 {
		form.indent = r.blockIndent(indent)
	}
	if r.bad {
		return nil
	}
	d := decoder{raw: r.src}
	body := blockBody{decoder: &d, form: form}
	end, next := body.read(r.pos)
	r.pos, r.line, r.fresh = next, next, true
	if body.tab >= 0 {
		r.pos = body.tab
		r.fail(body.tab, body.tab+1, "tab used for indentation", "indent with spaces")
	}
	n := r.scalar(String, style, string(d.out), start, max(end, head))
	n.indent = uint16(form.indent)
	return n
}

// blockHeader reads the indicators behind '|' or '>': the form's indent is -1 when the
// first line decides it.
func (r *reader) blockHeader(indent int) (form blockForm, ok bool) {
	form = blockForm{indent: -1, folded: r.src[r.pos] == '>'}
	start := r.pos
	for r.pos++; r.pos < len(r.src); r.pos++ {
		switch c := r.src[r.pos]; {
		case (c == '-' || c == '+') && form.chomp == 0:
			form.chomp = c
		case '1' <= c && c <= '9' && form.indent < 0:
			form.indent = max(indent, 0) + int(c-'0')
		default:
			return form, r.headerEnds(start)
		}
	}
	return form, true
}

func (r *reader) headerEnds(start int) bool {
	if r.spaceAt(r.pos) {
		return true
	}
	r.fail(start, r.pos+1, "only `-`, `+` and one digit from 1 to 9 may follow `"+r.src[start:start+1]+"`", "begin the text on the next line, or put quotes around it")
	return false
}

// skipHeaderLine moves from the header of a block scalar to the next line.
func (r *reader) skipHeaderLine() {
	for r.pos < len(r.src) && isBlank(r.src[r.pos]) {
		r.pos++
	}
	if r.pos < len(r.src) && r.src[r.pos] == '#' {
		r.comment()
	}
	switch {
	case r.pos == len(r.src):
	case !isBreak(r.src[r.pos]):
		r.failLine("the text of a block scalar begins on the line after its header")
	default:
		r.pos = afterBreak(r.src, r.pos)
		r.line = r.pos
	}
}

// maxIndent is the deepest column that a node notes.
const maxIndent = 1<<16 - 1

// blockIndent finds the column of a block scalar's text: that of its first line, or of a
// blank line before it that is deeper.
func (r *reader) blockIndent(indent int) int {
	column := 0
	for i := r.pos; ; {
		line := i
		for i < len(r.src) && r.src[i] == ' ' {
			i++
		}
		if i < len(r.src) && isBreak(r.src[i]) {
			column = max(column, i-line)
			i = afterBreak(r.src, i)
			continue
		}
		r.checkBlockIndent(line, i, column, indent)
		return max(column, i-line, indent+1, 0)
	}
}

// checkBlockIndent reports what is wrong with the first text line of a block scalar, which
// begins at i, below blank lines of at most the given number of blanks.
func (r *reader) checkBlockIndent(line, i, blanks, indent int) {
	text := i - line
	switch {
	case i == len(r.src):
	case r.src[i] == '\t' && text <= indent:
		r.fail(i, i+1, "tab used for indentation", "indent with spaces")
	case text > indent && text < blanks:
		r.fail(line, i, "a blank line above this text is indented deeper than the text", "remove the blanks from that line")
	case text > maxIndent || blanks > maxIndent:
		r.fail(line, i, "this text is indented too deep", "")
	}
}
