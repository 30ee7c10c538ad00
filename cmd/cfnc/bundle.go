package main

import (
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/lint"
)

// withBundles adds the appspec files that stand beside templates which are named. They count as
// found.
func withBundles(inputs []project.Input) []project.Input {
	all := slices.Clone(inputs)
	for _, in := range inputs {
		if !in.Named() || in.Path == project.Stdin || bundle.Is(filepath.ToSlash(in.Path)) || project.IsOtherKind(in.Path) {
			continue
		}
		for _, name := range bundle.Names() {
			at := filepath.Join(filepath.Dir(in.Path), name)
			if info, err := os.Stat(at); err == nil && info.Mode().IsRegular() {
				all = append(all, project.Input{Path: at, Name: path.Join(path.Dir(in.Name), name), Folder: filepath.Dir(in.Path)})
			}
		}
	}
	return project.Unique(all)
}

// source reads an input: a bundle by its appspec file, or a template.
func (s *session) source(in project.Input, st settings) (*lint.Source, error) {
	if !bundle.Is(filepath.ToSlash(st.pathOf(in))) {
		return s.compile(in, st)
	}
	loader, at, err := st.placed(in)
	if err != nil {
		return nil, err
	}
	f, err := s.read(in, st, at)
	if err != nil {
		return nil, err
	}
	unit, found := compiler.Pack(f, compiler.Options{Loader: loader})
	switch src := (&lint.Source{Unit: unit, Found: found}); {
	case project.IsTemplate(unit.Root):
		return s.compile(in, st)
	case !bundle.LooksLike(unit.Root) && !(in.Named() && isUnreadable(src)):
		return nil, nil
	default:
		src.Beside = s.beside(in, st)
		return src, nil
	}
}

// maxBeside bounds the templates that are looked at for one bundle. Where there are more, it is not
// clear to which the bundle belongs.
const maxBeside = 20

// beside compiles the templates of the run that a bundle may belong to: those in its folder and
// below it, and those in the folder that holds it.
func (s *session) beside(of project.Input, st settings) (units []*compiler.Unit) {
	folder := path.Dir(of.Name)
	for _, in := range st.inputs {
		if in.Path == project.Stdin || bundle.Is(in.Name) || !isBeside(folder, path.Dir(in.Name)) {
			continue
		}
		if len(units) == maxBeside {
			return nil
		}
		if src, err := s.compile(in, st); err == nil && src != nil && !isNoTemplate(src) {
			units = append(units, src.Unit)
		}
	}
	return units
}

// isBeside reports whether the templates of a folder may belong to the bundle of another one.
func isBeside(bundle, folder string) bool {
	for at := folder; ; at = path.Dir(at) {
		if at == bundle || at == folder && folder == path.Dir(bundle) {
			return true
		}
		if at == path.Dir(at) {
			return false
		}
	}
}
