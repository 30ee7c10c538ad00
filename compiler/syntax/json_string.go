package syntax

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string at its quote.
func (r *jsonReader) string() *Node {
	start := r.at
	end := r.plainEnd(start + 1)
	if end < len(r.text) && r.text[end] == '"' {
		r.at = end + 1
		return r.scalar(String, JSONString, r.text[start+1:end], start, r.at)
	}
	return r.richString(start, end)
}

// plainEnd returns where the text from an offset ends that stands for itself in a string.
func (r *jsonReader) plainEnd(at int) int {
	text := r.text
	for at < len(text) && text[at] != '"' && text[at] != '\\' && text[at] >= ' ' {
		at++
	}
	return at
}

// richString reads on a string with escapes or mistakes in it.
func (r *jsonReader) richString(start, at int) *Node {
	escapes, runsOn := false, false
	for ; at < len(r.text); at = r.plainEnd(at) {
		switch c := r.text[at]; {
		case c == '"':
			r.at = at + 1
			return r.decoded(start, escapes)
		case c == '\\':
			escapes = true
			at = r.checkEscape(at)
		case !isBreak(c):
			r.controlCharacter(at)
			at++
		case runsOn || r.closesLater(at):
			runsOn = true
			r.add(at, at+1, "a line break inside of a string must be written `\\n`")
			at = afterBreak(r.text, at)
		default:
			return r.unclosed(start)
		}
	}
	r.ranOut = true
	return r.unclosed(start)
}

func (r *jsonReader) decoded(start int, escapes bool) *Node {
	if !escapes {
		return r.scalar(String, JSONString, r.text[start+1:r.at-1], start, r.at)
	}
	d := decoder{raw: r.text[start:r.at], out: r.scratch[:0]}
	d.json()
	r.scratch = d.out
	return r.scalar(String, JSONString, string(d.out), start, r.at)
}

// closesLater reports whether the next quote after a line break looks like the end of a
// string: the end of its line, a comma, a colon or a bracket follows. It says no once a string
// ran to the end of the file, so that no file is read again and again.
func (r *jsonReader) closesLater(at int) bool {
	size := strings.IndexByte(r.text[at:], '"')
	if size < 0 || r.ranOut {
		return false
	}
	rest := strings.TrimLeft(r.text[at+size+1:], " \t")
	return rest == "" || strings.IndexByte(",:]}\r\n", rest[0]) >= 0
}

// unclosed makes a string out of the rest of the line after a quote that is never closed.
func (r *jsonReader) unclosed(start int) *Node {
	end := r.lineEnd(start)
	r.add(start, start+1, "this quote, opened on line %d, is never closed", r.line(start)).Help = "add the closing `\"`"
	r.ended = r.ended || end == r.last
	end = trimBlanks(r.text, start+1, len(strings.TrimSuffix(r.text[:end], ",")))
	r.at = end
	first := end - len(strings.TrimLeft(r.text[start+1:end], " \t"))
	return r.scalar(String, Plain, r.text[first:end], first, end)
}

func (r *jsonReader) controlCharacter(at int) {
	if r.text[at] == '\t' {
		r.add(at, at+1, "a tab inside of a string must be written `\\t`")
		return
	}
	r.add(at, at+1, "control character U+%04X inside of a string must be written `\\u%04x`", r.text[at], r.text[at])
}

// checkEscape reports a bad escape at a backslash, and returns where the escape ends.
func (r *jsonReader) checkEscape(at int) int {
	text, size := jsonEscape(r.text[at:])
	switch {
	case size == 0 && strings.HasPrefix(r.text[at:], `\u`):
		r.add(at, at+2, "four hexadecimal digits must follow `\\u`")
		return at + 2
	case size == 0:
		return r.unknownEscape(at)
	case text == "\uFFFD" && !strings.EqualFold(r.text[at:at+size], `\ufffd`):
		r.add(at, at+size, "%s is one half of a character; its other half is missing", quoted(r.text[at:at+size]))
	}
	return at + size
}

func (r *jsonReader) unknownEscape(at int) int {
	_, size := utf8.DecodeRuneInString(r.text[at+1:])
	if size == 0 || r.text[at+1] < ' ' {
		return at + 1 // what follows is reported by itself
	}
	end := at + 1 + size
	d := r.add(at, end, "unknown escape `%s` in a string", r.text[at:end])
	d.Help = "write `\\" + r.text[at:end] + "` for a backslash"
	return end
}

// decodeJSON turns the source of a string into its value.
func decodeJSON(raw string, marks *[]mark) string {
	d := decoder{raw: raw, marks: marks}
	d.json()
	return string(d.out)
}

// json decodes a string of JSON. Bad escapes stay as they are.
func (d *decoder) json() {
	end := len(d.raw) - 1
	for at := 1; at < end; {
		size := strings.IndexByte(d.raw[at:end], '\\')
		if size < 0 {
			d.run(at, end)
			return
		}
		d.run(at, at+size)
		at = d.jsonEscape(at+size, end)
	}
}

// jsonEscape appends what the escape at a backslash stands for, and returns where it ends.
func (d *decoder) jsonEscape(at, end int) int {
	text, size := jsonEscape(d.raw[at:end])
	if size > 0 {
		d.unit(text, at, at+size)
		return at + size
	}
	next := min(at+2, end)
	d.run(at, next)
	return next
}

// jsonEscape returns what the escape at the start of s stands for, and its size; the size is 0
// when it is none. Half a surrogate pair stands for U+FFFD.
func jsonEscape(s string) (text string, size int) {
	if len(s) < 2 {
		return "", 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return s[1:2], 2
	case 'b', 'f', 'n', 'r', 't':
		return simpleEscape(s[1]), 2
	case 'u':
		return unicodeEscape(s)
	}
	return "", 0
}

func unicodeEscape(s string) (text string, size int) {
	high, ok := hexUnit(s)
	if !ok {
		return "", 0
	}
	if low, ok := hexUnit(s[6:]); ok && utf16.DecodeRune(high, low) != utf8.RuneError {
		return string(utf16.DecodeRune(high, low)), 12
	}
	return string(high), 6
}

// hexUnit reads an escape of four hexadecimal digits.
func hexUnit(s string) (unit rune, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	for _, c := range []byte(s[2:6]) {
		v, ok := hexValue(c)
		if !ok {
			return 0, false
		}
		unit = unit<<4 | v
	}
	return unit, true
}
