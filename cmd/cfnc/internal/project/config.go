package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

// ConfigName is the name of the configuration file.
const ConfigName = ".cfnc.yaml"

// Config is what the configuration file says. The zero Config is that of a project without
// one. A list that is nil was not set. Paths are as the operating system takes them.
type Config struct {
	Folder      string // where the file is; "" without one
	Dialect     string
	FailOn      string
	Strict      bool
	Select      []string
	Ignore      []string
	IgnoreFiles []string // patterns, see Patterns
	Regions     []string
	Grades      []lint.Grade
	Options     lint.Options
	Overrides   []Override
	Rules       []string // files of rules
	Baseline    string
}

// An Override changes what holds for some files. A later one wins.
type Override struct {
	Files   Patterns
	Ignore  []string
	Grades  []lint.Grade
	Options lint.Options
}

// Words say what the words of a configuration mean.
type Words struct {
	Check Check
	Rule  func(word string) *lint.Rule // the rule of an ID, alias or name, or nil
	Load  func(files []string) error   // reads files of rules, before any word is looked up
}

// LoadConfig looks for the configuration file in a folder and above it, and reads it. An
// error names every mistake in the file with its line and column.
func LoadConfig(folder string, words Words) (Config, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return Config{}, err
	}
	for ; ; folder = filepath.Dir(folder) {
		name := filepath.Join(folder, ConfigName)
		f, err := ReadFile(name)
		switch {
		case err == nil:
			return readConfig(folder, f, words)
		case !errors.Is(err, fs.ErrNotExist):
			return Config{}, fmt.Errorf("%s: %w", source.FromHere(name), err)
		case folder == filepath.Dir(folder):
			return Config{}, nil
		}
	}
}
