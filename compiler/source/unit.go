package source

import (
	"strings"
	"unicode/utf8"
)

// Unit is what a program counts columns in. Editors have their own.
type Unit uint8

// The units. In UTF16, what most editors count in, a rune beyond U+FFFF has two.
const (
	UTF16 Unit = iota
	UTF8
	UTF32
)

// Place turns a byte offset into a line and a column, both counted from 0, the column in a
// unit. Offsets outside of the file are taken as its nearest end.
func (f *File) Place(offset int, unit Unit) (line, column int) {
	offset = max(0, min(offset, len(f.text)))
	line = f.lineAt(offset)
	return line, unit.width(f.text[f.lines[line]:offset])
}

// Offset turns a line and a column, both counted from 0, into a byte offset. A column behind the
// end of its line is that end, a line behind the last one the end of the file, and a column
// within a rune the start of that rune.
func (f *File) Offset(line, column int, unit Unit) int {
	if line < 0 {
		return 0
	}
	text, start := f.Line(line + 1)
	return start + unit.cut(text, column)
}

// width is how many units a text has.
func (u Unit) width(text string) (n int) {
	if u == UTF8 {
		return len(text)
	}
	for _, r := range text {
		n += u.of(r)
	}
	return n
}

// cut is the byte at which a column begins.
func (u Unit) cut(text string, column int) int {
	if u == UTF8 {
		return runeStart(text, column)
	}
	for at, r := range text {
		if column -= u.of(r); column < 0 {
			return at
		}
	}
	return len(text)
}

// of is how many units a rune has; it is not for UTF8.
func (u Unit) of(r rune) int {
	if u == UTF16 && r > '\uFFFF' {
		return 2
	}
	return 1
}

// runeStart is a byte offset, or that of the rune which it is in.
func runeStart(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for at = max(0, at); at > 0 && !utf8.RuneStart(text[at]); at-- {
	}
	return at
}

// Edited returns the file with the bytes of a span replaced.
func (f *File) Edited(start, end int, text string) *File {
	var made strings.Builder
	made.Grow(len(f.text) - (end - start) + len(text))
	made.WriteString(f.text[:start])
	made.WriteString(text)
	made.WriteString(f.text[end:])
	return NewFile(f.name, f.path, made.String())
}
