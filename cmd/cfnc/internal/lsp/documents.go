package lsp

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/source"
)

// didOpen takes the text of a file from the client, whatever is on the disk.
func (s *server) didOpen(p openParams) error {
	d := p.TextDocument
	file := source.NewFile(nameOf(d.URI), nameOf(d.URI), d.Text)
	s.edit(newDocument(d.URI, d.Version, file, s.folderFor(d.URI).project))
	return nil
}

// didChange makes the client's edits, each in the text that the one before left.
func (s *server) didChange(p changeParams) error {
	d := s.view.docs[nameOf(p.TextDocument.URI)]
	if d == nil {
		return fmt.Errorf("%s is not open", p.TextDocument.URI)
	}
	version := d.version + 1
	if p.TextDocument.Version != nil {
		version = *p.TextDocument.Version
	}
	file := d.file
	for _, c := range p.ContentChanges {
		file = changed(file, c, s.view.columns)
	}
	s.edit(newDocument(d.uri, version, file, d.project))
	return nil
}

// changed makes one edit. Without a range it is a whole new text; an end before the start is
// taken as the start.
func changed(f *source.File, c contentChange, columns source.Unit) *source.File {
	if c.Range == nil {
		return source.NewFile(f.Name(), f.Path(), c.Text)
	}
	start := f.Offset(c.Range.Start.Line, c.Range.Start.Character, columns)
	end := f.Offset(c.Range.End.Line, c.Range.End.Character, columns)
	return f.Edited(start, max(start, end), c.Text)
}

// edit puts a document into the view, and has it checked when the typing pauses.
func (s *server) edit(d *document) {
	s.view = s.view.with(d)
	s.checks.soon(s.view)
}

// didClose forgets a file; what is on the disk counts again.
func (s *server) didClose(p documentParams) error {
	name := nameOf(p.TextDocument.URI)
	s.view = s.view.without(name)
	s.checks.soon(s.view)
	return s.clear(p.TextDocument.URI)
}
