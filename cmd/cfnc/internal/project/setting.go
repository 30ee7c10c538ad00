package project

import (
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint/strict"
)

// Check says what is wrong with a word that a setting has, if anything is.
type Check func(setting, word string) error

// reader reads the settings of a file, and checks their words.
type reader struct {
	strict.Reader
	check Check // nil: any word will do
}

// settings calls set for every setting.
func (r *reader) settings(root *syntax.Node, set func(key, value *syntax.Node)) {
	for key, value := range root.Pairs() {
		set(key, value)
	}
	if !root.Is(syntax.Map, syntax.None) {
		r.Report(root, "a map of settings is expected here, not %s", root.Kind())
	}
}

// read calls set for every setting of a file.
func (r *reader) read(f *source.File, set func(key, value *syntax.Node)) { r.settings(r.Root(f), set) }

func (r *reader) text(key, value *syntax.Node) string {
	text := r.Text(key, value)
	if r.check != nil && value.Is(syntax.String) {
		if err := r.check(key.Text(), text); err != nil {
			r.Report(value, "%v", err)
		}
	}
	return text
}

// texts reads a list of strings; one may stand alone. An empty list is set, not nil.
func (r *reader) texts(key, value *syntax.Node) []string { return r.Texts(key, value, r.text) }

// err is every mistake in one line each, or nil.
func (r *reader) err() error { return strict.Error(r.Mistakes()) }
