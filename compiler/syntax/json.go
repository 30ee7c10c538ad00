package syntax

import (
	"path"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// ParseJSON reads a JSON file: RFC 8259, and comments wherever white space may stand.
//
// Strings and keys have the style JSONString, other scalars Plain, lists and maps Flow.
// After an error it goes on with what the author most likely meant.
func ParseJSON(f *source.File) (*Document, []diag.Diagnostic) {
	r := &jsonReader{builder: builder{file: f}, problems: problems{file: f}, text: f.Text()}
	r.last = len(strings.TrimRight(r.text, " \t\r\n"))
	doc := &Document{File: f, Format: JSON}
	if checkText(&r.problems) {
		doc.Root = r.document()
		doc.Comments = r.comments
	}
	return doc, r.list
}

// FormatOf says how Parse reads a file.
func FormatOf(f *source.File) Format {
	switch strings.ToLower(path.Ext(f.Name())) {
	case ".json":
		return JSON
	case ".yaml", ".yml":
		return YAML
	}
	text := strings.TrimLeft(strings.TrimPrefix(f.Text(), bom), " \t\r\n")
	for _, start := range []string{"{", "[", "//", "/*"} {
		if strings.HasPrefix(text, start) {
			return JSON
		}
	}
	return YAML
}

// jsonReader reads one file from front to back. at is the offset of the next
// byte, last the end of the text without the white space at its end.
type jsonReader struct {
	builder
	problems
	text     string
	at, last int
	comments []Comment
	scratch  []byte // for strings that are being decoded

	depth       int  // collections that are open
	lists, maps int  // of them
	tooDeep     bool // reported
	ended       bool // that the file ends too early is reported
	ranOut      bool // a string without an end ran to the end of the file
}

func (r *jsonReader) document() *Node {
	if strings.HasPrefix(r.text, bom) {
		r.at = len(bom)
	}
	r.space()
	if r.at == len(r.text) {
		r.empty()
		return nil
	}
	root := r.value()
	r.space()
	if r.at < len(r.text) {
		d := r.add(r.at, r.lineEnd(r.at), "text after the end: %s", quoted(r.text[r.at:r.lineEnd(r.at)]))
		d.Notes = append(d.Notes, r.note(int(root.end)-1, int(root.end), "the value ends here"))
	}
	return root
}

func (r *jsonReader) empty() {
	if !r.ended { // not within a comment
		r.add(0, 0, "the file is empty").Help = "write a template with a Resources section"
	}
}

// value reads a value at its first byte.
func (r *jsonReader) value() *Node {
	switch r.peek() {
	case '"':
		return r.string()
	case '{':
		return r.mapping()
	case '[':
		return r.sequence()
	}
	return r.word()
}

// peek returns the next byte, 0 at the end of the file.
func (r *jsonReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

// missing is a value that is left out.
func (r *jsonReader) missing(at int) *Node { return r.unread(at) }

// lineEnd returns the end of the line that holds an offset, without blanks and line break.
func (r *jsonReader) lineEnd(from int) int {
	end := len(r.text)
	if i := strings.IndexAny(r.text[from:], "\r\n"); i >= 0 {
		end = from + i
	}
	return trimBlanks(r.text, from, end)
}
