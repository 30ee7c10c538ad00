package compiler

import (
	"strings"
	"sync"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
)

// Library remembers what the nested templates of a run look like from outside, so that each
// is compiled once. The zero Library is ready, and several goroutines may use it.
type Library struct {
	shown sync.Map // *source.File → func() *template.Interface
}

// Nested returns what a template shows that a path written in a file means, as seen from that
// file. It is nil for what is no path below the project root, for a file that is missing, and
// for one that does not compile. What is nested in that template is not looked at, so that
// templates may nest each other.
func (u *Unit) Nested(from *source.File, written string) *template.Interface {
	if from == nil || u.opts.Loader == nil || strings.Contains(written, "://") {
		return nil
	}
	path, err := source.Resolve(from, written)
	if err != nil {
		return nil
	}
	f, err := u.opts.Loader.Load(path)
	if err != nil {
		return nil
	}
	return u.opts.Library.open(f, u.opts)
}

func (l *Library) open(f *source.File, opts Options) *template.Interface {
	opts.Values = nil
	if l == nil {
		return interfaceOf(f, opts)
	}
	shown, _ := l.shown.LoadOrStore(f, sync.OnceValue(func() *template.Interface { return interfaceOf(f, opts) }))
	return shown.(func() *template.Interface)()
}

func interfaceOf(f *source.File, opts Options) *template.Interface {
	unit, found := Compile(f, opts)
	if diag.HasErrors(found) {
		return nil
	}
	return unit.Template.Interface()
}
