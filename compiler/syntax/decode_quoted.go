package syntax

import "unicode/utf8"

// single decodes a single-quoted scalar: ” is a quote, line breaks fold.
func (d *decoder) single() {
	end := len(d.raw) - 1
	for i, run := 1, 1; ; {
		switch {
		case i >= end:
			d.run(run, end)
			return
		case d.raw[i] == '\'':
			d.run(run, i)
			d.unit("'", i, i+2)
			i += 2
			run = i
		case isBreak(d.raw[i]):
			d.run(run, trimBlanks(d.raw, run, i))
			i = d.fold(i, end, false)
			run = i
		default:
			i++
		}
	}
}

// double decodes a double-quoted scalar: escapes, and line breaks that fold. The reader
// has checked the escapes before.
func (d *decoder) double() {
	end := len(d.raw) - 1
	for i, run := 1, 1; ; {
		switch {
		case i >= end:
			d.run(run, end)
			return
		case d.raw[i] == '\\':
			d.run(run, i)
			i = d.escape(i, end)
			run = i
		case isBreak(d.raw[i]):
			d.run(run, trimBlanks(d.raw, run, i))
			i = d.fold(i, end, false)
			run = i
		default:
			i++
		}
	}
}

// escape appends what the escape at i stands for and returns where it ends.
func (d *decoder) escape(i, end int) int {
	if i+1 < end && isBreak(d.raw[i+1]) {
		return d.fold(i+1, end, true)
	}
	text, size := escaped(d.raw[i:end])
	if size == 0 {
		d.run(i, i+1)
		return i + 1
	}
	d.unit(text, i, i+size)
	return i + size
}

// plain decodes a plain scalar of several lines.
func (d *decoder) plain() {
	end := len(d.raw)
	for i, run := 0, 0; ; {
		switch {
		case i >= end:
			d.run(run, end)
			return
		case isBreak(d.raw[i]):
			d.run(run, trimBlanks(d.raw, run, i))
			i = d.fold(i, end, false)
			run = i
		default:
			i++
		}
	}
}

// fold passes the line breaks and blanks from i on, and appends what they stand for: a
// blank for one break, else one break less than there are. An escaped break stands for
// nothing. It returns where the next line's text begins.
func (d *decoder) fold(i, end int, escaped bool) int {
	first, breaks := i, 0
	for i < end && (isBreak(d.raw[i]) || isBlank(d.raw[i])) {
		next := i + 1
		if isBreak(d.raw[i]) {
			next = afterBreak(d.raw, i)
			if breaks++; breaks > 1 {
				d.unit("\n", i, next)
			}
		}
		i = next
	}
	if breaks == 1 && !escaped {
		d.unit(" ", first, afterBreak(d.raw, first))
	}
	return i
}

// escaped returns what the escape sequence at the start of s stands for, and its size; the
// size is 0 when it is no valid escape.
func escaped(s string) (text string, size int) {
	if len(s) < 2 {
		return "", 0
	}
	if digits := hexDigits(s[1]); digits > 0 {
		return escapedCode(s, digits)
	}
	return simpleEscape(s[1]), min(2, 2*len(simpleEscape(s[1])))
}

func escapedCode(s string, digits int) (text string, size int) {
	if len(s) < 2+digits {
		return "", 0
	}
	code := rune(0)
	for _, c := range []byte(s[2 : 2+digits]) {
		v, ok := hexValue(c)
		if !ok || code > utf8.MaxRune {
			return "", 0
		}
		code = code<<4 | v
	}
	if !utf8.ValidRune(code) {
		return "", 0
	}
	return string(code), 2 + digits
}

func hexDigits(c byte) int {
	switch c {
	case 'x':
		return 2
	case 'u':
		return 4
	case 'U':
		return 8
	}
	return 0
}

func hexValue(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10, true
	}
	return 0, false
}

// simpleEscape returns what a backslash and c stand for in YAML, "" for nothing.
func simpleEscape(c byte) string {
	switch c {
	case '0':
		return "\x00"
	case 'a':
		return "\a"
	case 'b':
		return "\b"
	case 't', '\t':
		return "\t"
	case 'n':
		return "\n"
	case 'v':
		return "\v"
	case 'f':
		return "\f"
	case 'r':
		return "\r"
	case 'e':
		return "\x1b"
	case ' ', '"', '/', '\\':
		return string(c)
	case 'N':
		return "\u0085"
	case '_':
		return "\u00a0"
	case 'L':
		return "\u2028"
	case 'P':
		return "\u2029"
	}
	return ""
}

// isBreak reports whether c begins a line break: LF, CRLF or CR.
func isBreak(c byte) bool { return c == '\n' || c == '\r' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// afterBreak returns the offset after the line break at i.
func afterBreak(s string, i int) int {
	if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

// trimBlanks moves the end of s[from:to] before its trailing blanks.
func trimBlanks(s string, from, to int) int {
	for to > from && isBlank(s[to-1]) {
		to--
	}
	return to
}
