package syntax

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// What is done about commas, colons and ends that are missing or too many.

// opener says what a collection with an end is called.
func opener(end byte) string {
	if end == '}' {
		return "map"
	}
	return "list"
}

// comma passes a comma, which is stray where nothing stands before it.
func (r *jsonReader) comma(stray bool) {
	if stray {
		r.add(r.at, r.at+1, "nothing stands before this ','").Help = "remove the comma"
	}
	r.at++
}

func (r *jsonReader) trailingComma(at int, end byte) {
	d := r.add(at, at+1, "trailing ',' before `%c`", end)
	d.Help = "remove the comma"
	d.Fixes = r.fix(d.Help, at, at+1, "")
}

// missingComma reports that no comma stands between the last pair or item and the next.
func (r *jsonReader) missingComma(mark int, end byte) {
	if r.full() {
		return
	}
	at := int(r.stack[len(r.stack)-1].end)
	before := "before "
	if end == '}' && len(r.stack) >= mark+2 {
		before = "between " + quoted(r.stack[len(r.stack)-2].text) + " and "
	}
	r.add(at, at, "missing ',' %s%s", before, r.upcoming()).Fixes = r.fix("insert a comma", at, at, ",")
}

// junk passes what stands after a value and can be no key or item, and reports it.
func (r *jsonReader) junk(end byte) bool {
	c, start := r.peek(), r.at
	if c == '"' || c == '\'' || c == '{' || c == '[' || end == ']' && isWord(c) {
		return false
	}
	last := r.loose(":=,{}[]\"\r\n")
	if end == '}' && (r.peek() == ':' || r.text[r.at-1] == '"') {
		r.at = start
		return false // a key, but for its quotes
	}
	r.at = last
	r.add(start, last, "unexpected %s after a value", quoted(r.text[start:last]))
	return true
}

// separated reports whether a comma or an end follows.
func (r *jsonReader) separated() bool {
	r.space()
	return r.at == len(r.text) || strings.IndexByte(",:]}", r.peek()) >= 0
}

func (r *jsonReader) fix(title string, start, end int, text string) []diag.Fix {
	edit := diag.Edit{Span: r.builder.file.Span(start, end), Text: text}
	return []diag.Fix{{Title: title, Safe: true, Edits: []diag.Edit{edit}}}
}

// upcoming quotes the string or word that comes next, without reading it.
func (r *jsonReader) upcoming() string {
	rest := r.text[r.at:r.lineEnd(r.at)]
	if size := strings.IndexAny(rest[1:], ",:{}[]\" \t"); size >= 0 && rest[0] != '{' && rest[0] != '[' {
		rest = rest[:size+1]
	}
	if rest[0] == '{' || rest[0] == '[' {
		rest = rest[:1]
	}
	return quoted(strings.TrimPrefix(rest, `"`))
}

// strayColon passes a colon where a comma or an end should be, and the value after it.
func (r *jsonReader) strayColon(end byte, filled bool) {
	message := "unexpected ':' in a " + opener(end)
	if end == '}' && !filled {
		message = "missing key before ':'"
	}
	d := r.add(r.at, r.at+1, "%s", message)
	if end == ']' {
		d.Help = "put keys and values between `{` and `}`"
	}
	r.at++
	r.space()
	if c := r.peek(); r.at < len(r.text) && strings.IndexByte(",:]}", c) < 0 {
		r.value()
	}
}

// passOver passes a collection that is nested too deeply.
func (r *jsonReader) passOver() {
	if !r.tooDeep {
		r.tooDeep = true
		r.add(r.at, r.at+1, "nested more than %d levels deep", MaxDepth)
	}
	for depth := 0; r.at < len(r.text); {
		switch r.peek() {
		case '{', '[':
			depth++
			r.at++
		case '}', ']':
			depth--
			r.at++
			if depth == 0 {
				return
			}
		case '"':
			r.string()
		default:
			before := r.at
			r.space()
			r.at = max(r.at, before+1)
		}
	}
	r.ended = true
}
