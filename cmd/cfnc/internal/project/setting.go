package project

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// A Check says what is wrong with a word that a setting has, if anything is.
type Check func(setting, word string) error

// reader reads the settings of a file, and keeps every mistake with its place.
type reader struct {
	check Check // nil: any word will do
	found []diag.Diagnostic
}

// settings calls set for every setting of a file. One with nothing but comments is fine.
func (r *reader) settings(f *source.File, set func(key, value *syntax.Node)) {
	if isBlank(f.Text()) {
		return
	}
	doc, found := syntax.ParseYAML(f)
	r.found = found
	for key, value := range doc.Root.Pairs() {
		set(key, value)
	}
	if !doc.Root.Is(syntax.Map, syntax.None) {
		r.report(doc.Root, "a map of settings is expected here, not %s", doc.Root.Kind())
	}
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

func (r *reader) text(key, value *syntax.Node) string {
	if !value.Is(syntax.String) {
		r.report(value, "`%s` is %s here, but must be a string", key.Text(), value.Kind())
	} else if r.check != nil {
		if err := r.check(key.Text(), value.Text()); err != nil {
			r.report(value, "%v", err)
		}
	}
	return value.Text()
}

// texts reads a list of strings; one may stand alone. An empty list is set, not nil.
func (r *reader) texts(key, value *syntax.Node) []string {
	if !value.Is(syntax.List) {
		return []string{r.text(key, value)}
	}
	list := []string{}
	for _, item := range value.Items() {
		list = append(list, r.text(key, item))
	}
	return list
}

func (r *reader) report(n *syntax.Node, message string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Span: n.Span(), Message: fmt.Sprintf(message, args...)})
}

// err is every mistake in one line each, or nil.
func (r *reader) err() error {
	var list []error
	for _, d := range diag.Sort(r.found) {
		list = append(list, errors.New(line(d)))
	}
	return errors.Join(list...)
}

// line writes a mistake with its place.
func line(d diag.Diagnostic) string {
	start, _ := d.Span.Positions()
	return fmt.Sprintf("%s:%d:%d: %s", d.Span.Name(), start.Line, start.Column, d.Message)
}
