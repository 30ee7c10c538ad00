// Package strict reads files of settings: maps whose keys are all known and whose values have
// the types that they must have. It keeps every mistake with its place, and knows no setting.
package strict

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// A Reader collects the mistakes of one file. The zero Reader is ready.
type Reader struct{ found []diag.Diagnostic }

// Root reads a file as YAML or JSON, as its name says. One with nothing but comments is fine, and has no root.
func (r *Reader) Root(f *source.File) *syntax.Node {
	if isBlank(f.Text()) {
		return nil
	}
	doc, found := syntax.Parse(f)
	r.found = append(r.found, found...)
	return doc.Root
}

// isBlank reports whether a file has nothing but comments.
func isBlank(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// Text reads a string. Without one it is a mistake of the key's value.
func (r *Reader) Text(key, value *syntax.Node) string {
	if !value.Is(syntax.String) {
		r.Report(value, "`%s` is %s here, but must be a string", key.Text(), value.Kind())
	}
	return value.Text()
}

// Texts reads a list of strings; one may stand alone. An empty list is set, not nil. Each item is
// read by a function, as Text.
func (r *Reader) Texts(key, value *syntax.Node, read func(key, value *syntax.Node) string) []string {
	if !value.Is(syntax.List) {
		return []string{read(key, value)}
	}
	list := []string{}
	for _, item := range value.Items() {
		list = append(list, read(key, item))
	}
	return list
}

// Flag reads true or false.
func (r *Reader) Flag(key, value *syntax.Node) bool {
	if !value.Is(syntax.Bool) {
		r.Report(value, "`%s` is %s here, but must be true or false", key.Text(), value.Kind())
	}
	return strings.EqualFold(value.Text(), "true")
}

// Is reports whether a value has a kind, and says so when it has not.
func (r *Reader) Is(kind syntax.Kind, key, value *syntax.Node) bool {
	if value.Is(kind) {
		return true
	}
	r.Report(value, "`%s` is %s here, but must be %s", key.Text(), value.Kind(), kind)
	return false
}

// Unknown reports a key that is none of the known names.
func (r *Reader) Unknown(key *syntax.Node, what string, known []string) {
	if near := diag.Nearest(key.Text(), known, 2); near != "" {
		r.Report(key, "there is no %s `%s`; did you mean `%s`?", what, key.Text(), near)
		return
	}
	r.Report(key, "there is no %s `%s`; the %ss are %s", what, key.Text(), what, strings.Join(known, ", "))
}

// Report notes a mistake at a node.
func (r *Reader) Report(n *syntax.Node, message string, args ...any) {
	r.ReportAt(n.Span(), message, args...)
}

// ReportAt notes a mistake at a place.
func (r *Reader) ReportAt(at source.Span, message string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Severity: diag.Error, Span: at, Message: fmt.Sprintf(message, args...)})
}

// Mistakes returns what was noted, in the order of the file.
func (r *Reader) Mistakes() []diag.Diagnostic { return diag.Sort(r.found) }

// Error is an error that names mistakes with their places, in one line each, or nil.
func Error(mistakes []diag.Diagnostic) error {
	var list []error
	for _, d := range mistakes {
		list = append(list, errors.New(Line(d)))
	}
	return errors.Join(list...)
}

// Line writes a mistake with its place.
func Line(d diag.Diagnostic) string {
	start, _ := d.Span.Positions()
	return fmt.Sprintf("%s:%d:%d: %s", d.Span.Name(), start.Line, start.Column, d.Message)
}
