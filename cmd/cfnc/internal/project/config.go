package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// ConfigName is the name of the configuration file.
const ConfigName = ".cfnc.yaml"

// Config is what the configuration file says. The zero Config is that of a project without
// one.
type Config struct {
	Folder  string // where the file is; "" without one
	Dialect string
	FailOn  string
	Select  []string
	Ignore  []string
}

// A Check says what is wrong with a word that a setting has, if anything is.
type Check func(setting, word string) error

// LoadConfig looks for the configuration file in a folder and above it, and reads it. An
// error names every mistake in the file with its line and column.
func LoadConfig(folder string, check Check) (Config, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return Config{}, err
	}
	for ; ; folder = filepath.Dir(folder) {
		name := filepath.Join(folder, ConfigName)
		f, err := ReadFile(name)
		switch {
		case err == nil:
			return readConfig(folder, f, check)
		case !errors.Is(err, fs.ErrNotExist):
			return Config{}, fmt.Errorf("%s: %w", source.FromHere(name), err)
		case folder == filepath.Dir(folder):
			return Config{}, nil
		}
	}
}

func readConfig(folder string, f *source.File, check Check) (Config, error) {
	r := configReader{Config: Config{Folder: folder}, check: check}
	if isBlank(f.Text()) {
		return r.Config, nil
	}
	doc, found := syntax.ParseYAML(f)
	r.found = found
	for key, value := range doc.Root.Pairs() {
		r.setting(key, value)
	}
	if !doc.Root.Is(syntax.Map, syntax.None) {
		r.report(doc.Root, "a map of settings is expected here, not %s", doc.Root.Kind())
	}
	return r.Config, r.err()
}

// isBlank reports whether a file has nothing but comments: no settings are fine.
func isBlank(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

type configReader struct {
	Config
	check Check
	found []diag.Diagnostic
}

func (r *configReader) setting(key, value *syntax.Node) {
	switch key.Text() {
	case "dialect":
		r.Dialect = r.text(key, value)
	case "fail-on":
		r.FailOn = r.text(key, value)
	case "select":
		r.Select = r.texts(key, value)
	case "ignore":
		r.Ignore = r.texts(key, value)
	default:
		r.unknown(key)
	}
}

func (r *configReader) unknown(key *syntax.Node) {
	settings := []string{"dialect", "fail-on", "ignore", "select"}
	if near := diag.Nearest(key.Text(), settings, 2); near != "" {
		r.report(key, "there is no setting `%s`; did you mean `%s`?", key.Text(), near)
		return
	}
	r.report(key, "there is no setting `%s`; the settings are %s", key.Text(), strings.Join(settings, ", "))
}

func (r *configReader) text(key, value *syntax.Node) string {
	if !value.Is(syntax.String) {
		r.report(value, "`%s` is %s here, but must be a string", key.Text(), value.Kind())
	} else if err := r.check(key.Text(), value.Text()); err != nil {
		r.report(value, "%v", err)
	}
	return value.Text()
}

func (r *configReader) texts(key, value *syntax.Node) (list []string) {
	if !value.Is(syntax.List) {
		return []string{r.text(key, value)}
	}
	for _, item := range value.Items() {
		list = append(list, r.text(key, item))
	}
	return list
}

func (r *configReader) report(n *syntax.Node, message string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Span: n.Span(), Message: fmt.Sprintf(message, args...)})
}

func (r *configReader) err() error {
	var list []error
	for _, d := range diag.Sort(r.found) {
		start, _ := d.Span.Positions()
		list = append(list, fmt.Errorf("%s:%d:%d: %s", d.Span.Name(), start.Line, start.Column, d.Message))
	}
	return errors.Join(list...)
}
