// Package source holds the text of the files that cfnc reads, and the places in them.
//
// Every other package speaks of places as byte spans. This is the only one that
// knows what a line and a column are; it turns offsets into them at the edge,
// when a diagnostic is shown.
package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// MaxSize is the largest input, in bytes, that cfnc reads. CloudFormation itself
// takes templates of up to 1,000,000 bytes; sources may be larger because of
// comments and includes.
const MaxSize = 64 << 20

// File is one text that was read: its name as shown to the user, its path below the
// project root, and its bytes. A File is immutable and safe for concurrent use.
type File struct {
	name string
	path string
	text string

	once  sync.Once
	lines []int    // offset of the first byte of each line
	stops []column // in lines that are longer than a stride
}

// column is the column, from 1, of an offset. Stops of columns keep the cost of a position
// bounded in minified files, where all is on one line.
type column struct{ offset, column int }

// stride is about how far the stops of a line are from each other, in bytes.
const stride = 1024

// NewFile returns a file that shows as name, and whose relative includes are resolved
// against path (slash-separated, relative to the project root).
func NewFile(name, path, text string) *File {
	return &File{name: name, path: path, text: text}
}

// Name is what the user is shown: the path relative to the working folder.
func (f *File) Name() string { return f.name }

// Path is the file's slash-separated path relative to the project root.
func (f *File) Path() string { return f.path }

// Text is the whole content.
func (f *File) Text() string { return f.text }

// Span is the range of bytes [start, end) of the file.
func (f *File) Span(start, end int) Span { return Span{File: f, Start: start, End: end} }

// Position is a place as people write it. Line and Column start at 1; Column counts
// Unicode code points; Offset counts bytes from 0.
type Position struct {
	Line, Column, Offset int
}

// Position turns a byte offset into a line and a column. Offsets outside of the file
// are taken as its nearest end. A byte order mark at the start takes no column.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.text)))
	line := f.lineAt(offset)
	stop := f.lineStop(line)
	if offset-stop.offset > stride {
		i := sort.Search(len(f.stops), func(i int) bool { return f.stops[i].offset > offset })
		if i > 0 && f.stops[i-1].offset > stop.offset {
			stop = f.stops[i-1]
		}
	}
	from := min(stop.offset, offset)
	return Position{Line: line + 1, Column: stop.column + utf8.RuneCountInString(f.text[from:offset]), Offset: offset}
}

// lineStop is where the first column of a line is, with lines counted from 0.
func (f *File) lineStop(line int) column {
	if line == 0 && strings.HasPrefix(f.text, "\uFEFF") {
		return column{len("\uFEFF"), 1}
	}
	return column{f.lines[line], 1}
}

// Line returns the text of a line (counted from 1) without its line break, and the
// offset of its first byte. A line that does not exist is empty.
func (f *File) Line(line int) (text string, start int) {
	f.once.Do(f.index)
	if line < 1 || line > len(f.lines) {
		return "", len(f.text)
	}
	start = f.lines[line-1]
	end := len(f.text)
	if line < len(f.lines) {
		end = f.lines[line]
	}
	return strings.TrimRight(f.text[start:end], "\r\n"), start
}

// Lines is the number of lines; a last line without a line break counts.
func (f *File) Lines() int {
	f.once.Do(f.index)
	return len(f.lines)
}

func (f *File) lineAt(offset int) int {
	f.once.Do(f.index)
	return sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset }) - 1
}

// index finds the start of every line. A line ends with LF, CRLF or a lone CR.
func (f *File) index() {
	f.lines = append(f.lines, 0)
	for i := 0; i < len(f.text); i++ {
		switch f.text[i] {
		case '\n':
			f.lines = append(f.lines, i+1)
		case '\r':
			if i+1 == len(f.text) || f.text[i+1] != '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	}
	for line := range f.lines {
		f.indexLine(line)
	}
}

// indexLine finds the stops of a line.
func (f *File) indexLine(line int) {
	end := len(f.text)
	if line+1 < len(f.lines) {
		end = f.lines[line+1]
	}
	stop := f.lineStop(line)
	for next := stop.offset + stride; next < end; next++ {
		if !utf8.RuneStart(f.text[next]) {
			continue
		}
		stop.column += utf8.RuneCountInString(f.text[stop.offset:next])
		stop.offset = next
		f.stops = append(f.stops, stop)
		next += stride - 1
	}
}

// Span is a range of bytes [Start, End) of a file. The zero Span is nowhere.
type Span struct {
	File       *File
	Start, End int
}

// Text is the text that the span covers; a span outside of its file covers nothing.
func (s Span) Text() string {
	if s.File == nil || s.Start < 0 || s.End > len(s.File.text) || s.Start > s.End {
		return ""
	}
	return s.File.text[s.Start:s.End]
}

// Positions returns the span's two ends as lines and columns.
func (s Span) Positions() (start, end Position) {
	if s.File == nil {
		return Position{}, Position{}
	}
	return s.File.Position(s.Start), s.File.Position(s.End)
}

// Name is the name of the span's file, or "".
func (s Span) Name() string {
	if s.File == nil {
		return ""
	}
	return s.File.name
}
