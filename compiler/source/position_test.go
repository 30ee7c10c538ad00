package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPositionInLongLines compares the positions in long lines, which are found from stops,
// with those that are counted from the start of the line.
func TestPositionInLongLines(t *testing.T) {
	for name, text := range map[string]string{
		"one line":            strings.Repeat("abc", 3*stride),
		"multi-byte":          "\uFEFF" + strings.Repeat("aé€😀", stride),
		"several lines":       strings.Repeat("é", stride) + "\n" + strings.Repeat("a", stride-1) + "\r\n\n" + strings.Repeat("€", 2*stride) + "\r" + strings.Repeat("b", stride+1),
		"exactly a stride":    strings.Repeat("a", stride) + "\n" + strings.Repeat("b", stride+1) + "\n",
		"continuation bytes":  strings.Repeat("a", stride+5) + "\n" + strings.Repeat("\x80", 3*stride) + "é\n" + strings.Repeat("\xC3", 2*stride),
		"runes on the stride": strings.Repeat("a", stride-1) + strings.Repeat("😀", stride),
	} {
		t.Run(name, func(t *testing.T) {
			f := NewFile("f", "f", text)
			for offset := 0; offset <= len(text); offset += 7 {
				got := f.Position(offset)
				_, start := f.Line(got.Line)
				if got.Line == 1 {
					start = min(offset, len(text)-len(strings.TrimPrefix(text, "\uFEFF")))
				}
				if want := utf8.RuneCountInString(text[start:offset]) + 1; got.Column != want || got.Offset != offset {
					t.Fatalf("offset %d is at %d:%d, want column %d", offset, got.Line, got.Column, want)
				}
			}
		})
	}
}

func BenchmarkPositionInLongLine(b *testing.B) {
	f := NewFile("f", "f", strings.Repeat("abcdefgh", 1<<17))
	for b.Loop() {
		f.Position(1 << 20)
	}
}
