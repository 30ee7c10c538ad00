package project

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// A Failure is an argument, or a file below one, that cannot be used.
type Failure struct {
	Name   string
	Reason error
}

// Find lists the sources that arguments name, in the order of their names and each once:
// files, whatever they hold; the files of folders that may hold a template; and what
// patterns with *, ?, [ ] and ** match.
func Find(args []string) ([]Input, []Failure) {
	var f finder
	for _, arg := range args {
		f.argument(arg)
	}
	return Unique(f.inputs), f.failures
}

// Unique puts sources in the order of their names, each once.
func Unique(inputs []Input) []Input {
	slices.SortFunc(inputs, compare)
	return slices.CompactFunc(inputs, func(a, b Input) bool { return a.Name == b.Name })
}

// compare puts a file that is named before the same file found in a folder.
func compare(a, b Input) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Folder, b.Folder))
}

type finder struct {
	inputs   []Input
	failures []Failure
}

func (f *finder) argument(arg string) {
	info, err := os.Stat(arg)
	switch {
	case arg == Stdin:
		f.inputs = append(f.inputs, named(arg))
	case err == nil && info.IsDir():
		f.folder(arg)
	case err != nil && isPattern(arg):
		f.pattern(arg)
	case err != nil:
		f.fail(arg, err)
	default:
		f.inputs = append(f.inputs, named(filepath.Clean(arg)))
	}
}

func (f *finder) fail(name string, err error) {
	f.failures = append(f.failures, Failure{filepath.ToSlash(name), Reason(err)})
}

// folder takes every file below a folder that may hold a template by its name. It leaves
// out hidden files and folders, and installed packages; it follows no symbolic links.
func (f *finder) folder(top string) {
	f.walk(top, mayHoldTemplate)
}

// walk takes the wanted files below a folder.
func (f *finder) walk(top string, wanted func(path string) bool) {
	shown := source.FromHere(top)
	start := top + string(filepath.Separator) + "." // follows a link that is the folder itself
	_ = filepath.WalkDir(start, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			f.fail(path, err)
		case path != start && leftOut(d.Name()):
			return skip(d)
		case d.Type().IsRegular() && wanted(path):
			f.inputs = append(f.inputs, Input{path, below(shown, top, path), top})
		}
		return nil
	})
}

// below names a file in a folder that shows under a name. To name each file from the working
// folder would ask the operating system for that every time.
func below(shown, top, file string) string {
	rest, err := filepath.Rel(top, file)
	if err != nil {
		return source.FromHere(file)
	}
	return path.Join(shown, filepath.ToSlash(rest))
}

func leftOut(name string) bool { return strings.HasPrefix(name, ".") || name == "node_modules" }

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func mayHoldTemplate(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json", ".template"}, strings.ToLower(filepath.Ext(name)))
}

// IsOtherKind reports whether a file's name says that it holds no template, as README.md.
func IsOtherKind(name string) bool { return filepath.Ext(name) != "" && !mayHoldTemplate(name) }

// pattern takes the files that match a pattern. They count as found, not as named: a pattern
// hardly tells templates from other files.
func (f *finder) pattern(pattern string) {
	pattern = filepath.ToSlash(filepath.Clean(pattern))
	top := filepath.FromSlash(fixedPart(pattern))
	found := len(f.inputs)
	if _, err := os.Stat(top); err == nil {
		f.walk(top, func(path string) bool { return matches(pattern, filepath.ToSlash(path)) })
	}
	if len(f.inputs) == found {
		f.fail(pattern, errors.New("no file matches"))
	}
}
