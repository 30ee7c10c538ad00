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

// root reads a file of settings. One with nothing but comments is fine.
func (r *reader) root(f *source.File) *syntax.Node {
	if isBlank(f.Text()) {
		return nil
	}
	doc, found := syntax.ParseYAML(f)
	r.found = found
	return doc.Root
}

// settings calls set for every setting.
func (r *reader) settings(root *syntax.Node, set func(key, value *syntax.Node)) {
	for key, value := range root.Pairs() {
		set(key, value)
	}
	if !root.Is(syntax.Map, syntax.None) {
		r.report(root, "a map of settings is expected here, not %s", root.Kind())
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

func (r *reader) flag(key, value *syntax.Node) bool {
	if !value.Is(syntax.Bool) {
		r.report(value, "`%s` is %s here, but must be true or false", key.Text(), value.Kind())
	}
	return strings.EqualFold(value.Text(), "true")
}

// isMap reports whether a setting is a map, and says so when it is not.
func (r *reader) isMap(key, value *syntax.Node) bool {
	if value.Is(syntax.Map) {
		return true
	}
	r.report(value, "`%s` is %s here, but must be a map", key.Text(), value.Kind())
	return false
}

// unknown reports a key that is none of the known names.
func (r *reader) unknown(key *syntax.Node, what string, known []string) {
	if near := diag.Nearest(key.Text(), known, 2); near != "" {
		r.report(key, "there is no %s `%s`; did you mean `%s`?", what, key.Text(), near)
		return
	}
	r.report(key, "there is no %s `%s`; the %ss are %s", what, key.Text(), what, strings.Join(known, ", "))
}

func (r *reader) report(n *syntax.Node, message string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Span: n.Span(), Message: fmt.Sprintf(message, args...)})
}

// err is every mistake in one line each, or nil.
func (r *reader) err() error { return Mistakes(r.found) }

// Mistakes is an error that names every mistake with its place, in one line each, or nil.
func Mistakes(found []diag.Diagnostic) error {
	var list []error
	for _, d := range diag.Sort(found) {
		list = append(list, errors.New(line(d)))
	}
	return errors.Join(list...)
}

// line writes a mistake with its place.
func line(d diag.Diagnostic) string {
	start, _ := d.Span.Positions()
	return fmt.Sprintf("%s:%d:%d: %s", d.Span.Name(), start.Line, start.Column, d.Message)
}
