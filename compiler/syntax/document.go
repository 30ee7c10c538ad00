package syntax

import (
	"sort"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// Format is the notation of a file.
type Format uint8

// The formats.
const (
	YAML Format = iota
	JSON
)

// Document is a file that was read. Root is nil for a file without a value.
type Document struct {
	File     *source.File
	Format   Format
	Root     *Node
	Comments []Comment // in the order of the file
}

// Comment is one comment with its mark: "# text" in YAML; "// text" or "/* text */" in JSON.
type Comment struct {
	Span source.Span
	Own  bool // nothing but blanks stands before it on its line
}

// Text is the comment as written, with its mark.
func (c Comment) Text() string { return c.Span.Text() }

// Leading returns the comments on lines of their own directly above the line where a node begins.
func (d *Document) Leading(n *Node) []Comment {
	line := d.File.Position(n.Span().Start).Line
	end := sort.Search(len(d.Comments), func(i int) bool { return d.lineOf(i) >= line })
	first := end
	for first > 0 && d.Comments[first-1].Own && d.lineOf(first-1) == line-(end-first)-1 {
		first--
	}
	return d.Comments[first:end]
}

// Trailing returns the comment that ends the line where a node begins, or nil.
func (d *Document) Trailing(n *Node) *Comment {
	line := d.File.Position(n.Span().Start).Line
	i := sort.Search(len(d.Comments), func(i int) bool { return d.lineOf(i) >= line })
	if i < len(d.Comments) && d.lineOf(i) == line && !d.Comments[i].Own {
		return &d.Comments[i]
	}
	return nil
}

func (d *Document) lineOf(comment int) int {
	return d.File.Position(d.Comments[comment].Span.Start).Line
}

// Limits of the readers. Files are limited by source.MaxSize.
const (
	MaxDepth  = 500 // nesting of lists and maps
	MaxErrors = 20  // syntax errors reported for one file
)

// SyntaxID and SyntaxName are the rule of every diagnostic that a reader gives.
const (
	SyntaxID   = "E0000"
	SyntaxName = "syntax-error"
)

// Parse reads a file as its name says (.json, .yaml, .yml) or, for other names, as its first
// significant byte says: a brace, bracket or comment mark of JSON makes it JSON.
func Parse(f *source.File) (*Document, []diag.Diagnostic) {
	if FormatOf(f) == JSON {
		return ParseJSON(f)
	}
	return ParseYAML(f)
}
