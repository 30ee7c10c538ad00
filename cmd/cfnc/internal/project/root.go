// Package project finds what the command works on: the project root, its configuration, and
// the sources that arguments name. It reads files and decides nothing about them.
package project

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/cfnc/cfnc/compiler/source"
)

// A Root is the folder that includes must not leave.
type Root struct {
	folder string // "": the folder of each entry file
	strict bool   // entry files outside of it are an error
	opened sync.Map
}

// NewRoot returns the root that --root names, or, where that is "", the folder of the
// configuration file, or, where there is none, the folder of each entry file.
func NewRoot(flag string, c Config) (*Root, error) {
	if flag == "" {
		return &Root{folder: c.Folder}, nil
	}
	info, err := os.Stat(flag)
	if err == nil && !info.IsDir() {
		err = errors.New("not a folder")
	}
	if err != nil {
		return nil, fmt.Errorf("--root %s: %w", flag, Reason(err))
	}
	folder, err := filepath.Abs(flag)
	return &Root{folder: folder, strict: true}, err
}

// A Loader reads the files below a root, and knows how they show without reading them.
type Loader interface {
	source.Loader
	source.Lister
	// Name is what File.Name is for a path below the root.
	Name(path string) string
}

// Place finds the root of an entry file: the loader of what it includes, and the file's own
// slash-separated path below the root.
func (r *Root) Place(name string) (loader Loader, path string, err error) {
	name, err = filepath.Abs(name)
	if err != nil {
		return nil, "", err
	}
	below, err := filepath.Rel(r.folder, name)
	if r.folder != "" && err == nil && filepath.IsLocal(below) {
		return r.loader(r.folder), filepath.ToSlash(below), nil
	}
	if r.strict {
		return nil, "", fmt.Errorf("the file is outside of the project root %s", source.FromHere(r.folder))
	}
	return r.loader(filepath.Dir(name)), filepath.Base(name), nil
}

func (r *Root) loader(folder string) Loader {
	made, _ := r.opened.LoadOrStore(folder, &lazy{folder: folder})
	return made.(*lazy)
}

// lazy opens its folder when the first file is read from it: most templates include nothing.
type lazy struct {
	folder  string
	once    sync.Once
	project *source.Project
	err     error
}

// Load reads a file by its slash-separated path below the folder.
func (l *lazy) Load(path string) (*source.File, error) {
	if l.open(); l.err != nil {
		return nil, l.err
	}
	return l.project.Load(path)
}

// Name is the path of a file from the working folder.
func (l *lazy) Name(path string) string {
	return source.FromHere(filepath.Join(l.folder, filepath.FromSlash(path)))
}

// Fresh returns the same root with nothing read yet: files may have changed since.
func (r *Root) Fresh() *Root { return &Root{folder: r.folder, strict: r.strict} }

// List lists files below the folder by the ending of their names.
func (l *lazy) List(folder, ending string, limit int) []string {
	if l.open(); l.err != nil {
		return nil
	}
	return l.project.List(folder, ending, limit)
}

func (l *lazy) open() {
	l.once.Do(func() { l.project, l.err = source.OpenProject(l.folder, nil) })
}

// Reason is what an error of the operating system says, without the operation and the path
// that callers name in their own way.
func Reason(err error) error {
	var failed *os.PathError
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
