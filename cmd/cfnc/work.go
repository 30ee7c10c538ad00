package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

// An outcome is what came of one input.
type outcome struct {
	input  project.Input
	result *lint.Result // nil: it holds no template, or could not be read
	err    error        // it cannot be read, or its output cannot be written
	fault  *fault
	output io.WriterTo    // for standard output; nil without any
	note   string         // for standard error
	stale  bool           // the output file is out of date
	files  []*source.File // that were read for it, if the settings keep them
}

// each does some work for every input, on all processors, and returns the outcomes in the
// order of the inputs.
func (s *session) each(inputs []project.Input, work func(*outcome)) []outcome {
	outcomes := make([]outcome, len(inputs))
	var next, done atomic.Int64
	var workers sync.WaitGroup
	defer progress(s.stderr, &done, len(inputs))()
	for range min(runtime.GOMAXPROCS(0), len(inputs)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(inputs)); i = next.Add(1) - 1 {
				o := &outcomes[i]
				o.input = inputs[i]
				o.fault = guard(inputs[i].Name, func() { work(o) })
				done.Add(1)
			}
		})
	}
	workers.Wait()
	return outcomes
}

// find lists the sources that arguments name, and tells which cannot be used.
func (s *session) find(args []string) []project.Input {
	inputs, failures := project.Find(args)
	for _, f := range failures {
		s.failFile(f.Name, f.Reason)
	}
	return inputs
}

// compile reads and compiles an input. It returns nil for a file that holds no template.
func (s *session) compile(in project.Input, st settings) (*lint.Source, error) {
	loader, path, err := st.placed(in)
	if err != nil {
		return nil, err
	}
	f, err := s.read(in, st, path)
	if err != nil || !in.Named() && !project.Mentions(f.Text()) {
		return nil, err
	}
	unit, found := compiler.Compile(f, compiler.Options{Dialect: st.dialect, Loader: loader, Values: st.values, Library: st.library})
	if !in.Named() && !holdsTemplate(f, unit, found) {
		return nil, nil
	}
	return &lint.Source{Unit: unit, Found: found, Regions: st.regions.of(unit.Root)}, nil
}

// placed returns what reads the files that an input includes, and its path below the root.
func (st settings) placed(in project.Input) (loader source.Loader, path string, err error) {
	found, path, err := st.root.Place(st.pathOf(in))
	if loader = found; st.overlay != nil {
		loader = overlaid{found, st.overlay}
	}
	return loader, path, err
}

func (s *session) read(in project.Input, st settings, path string) (*source.File, error) {
	if in.Path == project.Stdin {
		name := in.Name
		if st.stdinName != "" {
			name = source.FromHere(st.stdinName)
		}
		return project.ReadStream(s.stdin, name, path)
	}
	if text, changed := st.overlay[in.Name]; changed {
		return source.NewFile(in.Name, path, text), nil
	}
	return in.Read(path)
}

// overlaid is a loader whose files have other texts than on the disk, or are not there yet.
type overlaid struct {
	project.Loader
	texts map[string]string // by the names of files
}

// Load reads a file by its path below the root.
func (l overlaid) Load(path string) (*source.File, error) {
	name := l.Name(path)
	if text, changed := l.texts[name]; changed && filepath.IsLocal(filepath.FromSlash(path)) {
		return source.NewFile(name, path, text), nil
	}
	return l.Loader.Load(path)
}

// pathOf is the path of an input, and the one that standard input goes by.
func (st settings) pathOf(in project.Input) string {
	if in.Path == project.Stdin && st.stdinName != "" {
		return st.stdinName
	}
	return in.Path
}

// holdsTemplate reports whether a file is a template, or was meant to be one: in its source,
// after expansion, or by its text where it cannot be read as a tree.
func holdsTemplate(f *source.File, unit *compiler.Unit, found []diag.Diagnostic) bool {
	if project.IsTemplate(unit.Root) || diag.HasErrors(found) && project.LooksLikeTemplate(f.Text()) {
		return true
	}
	return len(unit.Documents) > 0 && project.IsTemplate(unit.Documents[0].Root)
}

// isNoTemplate reports whether a file that was named holds something else for sure. Hooks
// name all files that changed. One that cannot be read might have been a template.
func isNoTemplate(src *lint.Source) bool {
	f := src.Unit.Documents[0]
	if holdsTemplate(f.File, src.Unit, src.Found) {
		return false
	}
	return f.Root.Is(syntax.Map) || !diag.HasErrors(src.Found) || project.IsOtherKind(f.File.Name())
}

// isUnreadable reports whether a file cannot be read as a tree.
func isUnreadable(src *lint.Source) bool {
	return slices.ContainsFunc(src.Found, func(d diag.Diagnostic) bool { return d.Rule == syntax.SyntaxID && d.Severity == diag.Error })
}

// collect tells failures and faults, and joins what was found.
func (s *session) collect(outcomes []outcome) (found []diag.Diagnostic, files int) {
	var results []lint.Result
	for _, o := range outcomes {
		if o.fault != nil {
			s.tell(o.fault)
		}
		if o.err != nil {
			s.failFile(o.input.Name, o.err)
		}
		if o.result == nil {
			continue
		}
		if o.result.Partial {
			fmt.Fprintf(s.stderr, "cfnc: %s has more than %d MiB, so only the rules about sections and quotas looked at it\n", o.input.Name, lint.MaxChecked>>20)
		}
		results = append(results, *o.result)
		s.looked = append(s.looked, o.input.Name)
	}
	return lint.Join(results), len(results)
}
