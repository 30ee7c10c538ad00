package source

import "testing"

func TestUnits(t *testing.T) {
	f := NewFile("a", "a", "a: é😀b\r\nc\rd\n")
	for _, test := range []struct {
		unit                 Unit
		offset, line, column int
	}{
		{UTF16, 0, 0, 0}, {UTF16, 3, 0, 3}, {UTF16, 5, 0, 4}, {UTF16, 9, 0, 6}, {UTF16, 12, 1, 0}, {UTF16, 14, 2, 0}, {UTF16, 16, 3, 0},
		{UTF8, 5, 0, 5}, {UTF8, 9, 0, 9}, {UTF32, 9, 0, 5},
	} {
		if line, column := f.Place(test.offset, test.unit); line != test.line || column != test.column {
			t.Errorf("unit %d: byte %d is %d:%d, want %d:%d", test.unit, test.offset, line, column, test.line, test.column)
		}
		if offset := f.Offset(test.line, test.column, test.unit); offset != test.offset {
			t.Errorf("unit %d: %d:%d is byte %d, want %d", test.unit, test.line, test.column, offset, test.offset)
		}
	}
}

func TestOffsetsOutsideOfTheText(t *testing.T) {
	f := NewFile("a", "a", "é😀\nb")
	for _, test := range []struct{ unit, line, column, want int }{
		{int(UTF16), 0, 2, 2},  // within the two halves of the emoji
		{int(UTF8), 0, 4, 2},   // within its bytes
		{int(UTF16), 0, 99, 6}, // behind the line
		{int(UTF8), 0, 99, 6},
		{int(UTF16), 9, 0, 8}, // behind the last line
		{int(UTF16), -1, 5, 0},
		{int(UTF16), 0, -5, 0},
		{int(UTF8), 1, -5, 7},
	} {
		if got := f.Offset(test.line, test.column, Unit(test.unit)); got != test.want {
			t.Errorf("unit %d: %d:%d is byte %d, want %d", test.unit, test.line, test.column, got, test.want)
		}
	}
}

func TestEdited(t *testing.T) {
	if got := NewFile("a", "a", "hello").Edited(1, 3, "i").Text(); got != "hilo" {
		t.Errorf("got %q", got)
	}
}
