package syntax

import "strings"

// space passes white space and comments.
func (r *jsonReader) space() {
	r.blanks()
	for c := r.peek(); (c == '/' || c == '#') && r.comment(); c = r.peek() {
		r.blanks()
	}
}

func (r *jsonReader) blanks() {
	text, at := r.text, r.at
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t') {
		at++
	}
	r.at = at
}

// comment reads a comment, if one begins here.
func (r *jsonReader) comment() bool {
	rest := r.text[r.at:]
	switch {
	case strings.HasPrefix(rest, "//"):
		r.keepComment(r.lineEnd(r.at))
	case strings.HasPrefix(rest, "/*"):
		r.blockComment()
	case strings.HasPrefix(rest, "#"):
		r.hash()
	default:
		return false
	}
	return true
}

func (r *jsonReader) blockComment() {
	size := strings.Index(r.text[r.at+2:], "*/")
	if size < 0 {
		r.add(r.at, r.at+2, "this comment, opened on line %d, is never closed", r.line(r.at)).Help = "end it with `*/`"
		r.keepComment(len(r.text))
		r.ended = true
		return
	}
	r.keepComment(r.at + 2 + size + 2)
}

// hash passes a comment as YAML has it.
func (r *jsonReader) hash() {
	end := r.lineEnd(r.at)
	r.add(r.at, end, "`#` does not begin a comment in JSON").Help = "write `//`"
	r.at = end
}

func (r *jsonReader) keepComment(end int) {
	r.comments = append(r.comments, Comment{Span: r.builder.file.Span(r.at, end), Own: r.startsLine(r.at)})
	r.at = end
}

// startsLine reports whether nothing but blanks stands before an offset on its line.
func (r *jsonReader) startsLine(at int) bool {
	before := r.text[:trimBlanks(r.text, 0, at)]
	return before == "" || before == bom || isBreak(before[len(before)-1])
}
