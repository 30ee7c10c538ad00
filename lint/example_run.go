package lint

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// Problems runs an example of the rule and says what is not as it should be: a bad one must be
// reported at the lines that it marks and at no other, a good one must be silent.
func (r *Rule) Problems(e Example) (problems []string) {
	found := r.FindingsIn(e)
	if marked, reported := e.Marks(), r.lines(found); !slices.Equal(marked, reported) {
		problems = append(problems, fmt.Sprintf("marked are %s, reported are %s", lines(marked), lines(reported)))
	}
	for _, d := range found {
		if d.Rule != r.ID && Fatal(d) {
			problems = append(problems, fmt.Sprintf("it does not compile: %s: %s", line(d.Span), d.Message))
		}
		if d.Rule == r.ID && (d.Severity > r.Severity || d.Name != r.Name) {
			problems = append(problems, fmt.Sprintf("a finding is called %s and is of severity %s: %s", d.Name, d.Severity, d.Message))
		}
	}
	return problems
}

// FindingsIn compiles an example and returns what the compiler and the rule alone find in it, for
// the regions that its metadata name.
func (r *Rule) FindingsIn(e Example) []diag.Diagnostic {
	alone := Selection{Select: []string{r.ID}}
	f, opts := source.NewFile(e.FileName(), e.FileName(), e.Template), compiler.Options{Loader: exampleFiles(e.Files)}
	if e.Appspec {
		unit, found := compiler.Pack(f, opts)
		return Run([]Source{{Unit: unit, Found: found, Beside: e.beside()}}, []*Rule{r}, alone)
	}
	unit, found := compiler.Compile(f, opts)
	return Run([]Source{{Unit: unit, Found: found, Regions: Regions(unit.Root)}}, []*Rule{r}, alone)
}

// beside compiles the templates that stand beside the bundle of an example.
func (e Example) beside() (units []*compiler.Unit) {
	for _, name := range slices.Sorted(maps.Keys(e.Files)) {
		if path.Ext(name) == ".yaml" {
			unit, _ := compiler.Compile(source.NewFile(name, name, e.Files[name]), compiler.Options{})
			units = append(units, unit)
		}
	}
	return units
}

// exampleFiles is a loader over the further files of an example.
type exampleFiles map[string]string

// Load reads a file by its name.
func (f exampleFiles) Load(path string) (*source.File, error) {
	text, ok := f[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return source.NewFile(path, path, text), nil
}

// List lists files by the ending of their names.
func (f exampleFiles) List(_, ending string, limit int) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if strings.HasSuffix(name, ending) && len(names) < limit {
			names = append(names, name)
		}
	}
	return names
}

// Marks lists the marked lines of an example as "file:line".
func (e Example) Marks() (list []string) {
	for _, n := range e.Wanted(e.Template) {
		list = append(list, fmt.Sprintf("%s:%d", e.FileName(), n))
	}
	for name, text := range e.Files {
		for _, n := range e.Wanted(text) {
			list = append(list, fmt.Sprintf("%s:%d", name, n))
		}
	}
	slices.Sort(list)
	return list
}

// lines lists where the rule found something as "file:line", each once.
func (r *Rule) lines(found []diag.Diagnostic) (list []string) {
	for _, d := range found {
		if d.Rule == r.ID {
			list = append(list, line(d.Span))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func line(s source.Span) string {
	start, _ := s.Positions()
	return fmt.Sprintf("%s:%d", s.Name(), start.Line)
}

func lines(list []string) string {
	if len(list) == 0 {
		return "no lines"
	}
	return strings.Join(list, ", ")
}
