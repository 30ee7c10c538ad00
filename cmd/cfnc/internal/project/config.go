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
// one. A list that is nil was not set.
type Config struct {
	Folder      string // where the file is; "" without one
	Dialect     string
	FailOn      string
	Select      []string
	Ignore      []string
	IgnoreFiles []string // patterns, see Patterns
	Regions     []string
}

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
	r := configReader{Config: Config{Folder: folder}, reader: reader{check: check}}
	r.settings(f, r.set)
	return r.Config, r.err()
}

type configReader struct {
	Config
	reader
}

func (r *configReader) set(key, value *syntax.Node) {
	switch key.Text() {
	case "dialect":
		r.Dialect = r.text(key, value)
	case "fail-on":
		r.FailOn = r.text(key, value)
	case "select":
		r.Select = r.texts(key, value)
	case "ignore":
		r.Ignore = r.texts(key, value)
	case "ignore-files":
		r.IgnoreFiles = r.texts(key, value)
	case "regions":
		r.Regions = r.texts(key, value)
	default:
		r.unknown(key)
	}
}

func (r *configReader) unknown(key *syntax.Node) {
	settings := []string{"dialect", "fail-on", "ignore", "ignore-files", "regions", "select"}
	if near := diag.Nearest(key.Text(), settings, 2); near != "" {
		r.report(key, "there is no setting `%s`; did you mean `%s`?", key.Text(), near)
		return
	}
	r.report(key, "there is no setting `%s`; the settings are %s", key.Text(), strings.Join(settings, ", "))
}
