// Package compiler turns a source file into a compiled template. It wires the stages
// together and owns no logic of its own.
package compiler

import (
	"slices"
	"sync"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/bundle"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/lower"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Unit is one compiled source.
type Unit struct {
	Documents []*syntax.Document // as written: the entry file first, then every file it includes, in the order of reading
	Texts     []*source.File     // what is included as text, each once
	Root      *syntax.Node       // expanded: no aliases, short-form tags, includes, expressions
	Template  *template.Template // the typed view of Root
	Bindings  []live.Binding     // of the parameters that stand for live values
	Bundle    *bundle.Bundle     // nil for a template

	opts    Options
	checked checked
	grouped sync.Once
	groups  []*group.Group
	naming  *group.Naming
	booted  sync.Once
	boot    *boot.Boot
}

// Options say how a source is compiled.
type Options struct {
	Dialect expand.Dialect
	Loader  source.Loader     // reads includes; nil allows none
	Values  map[string]string // of parameters, for who asks the model; they change no output
	Library *Library          // shared by the sources of a run; nil: nested templates are read anew
}

// Compile reads, expands and models one file. It returns a unit even when there are errors.
func Compile(f *source.File, opts Options) (*Unit, []diag.Diagnostic) {
	doc, found := syntax.Parse(f)
	expanded, more := expand.Expand(doc, expand.Options{Dialect: opts.Dialect, Loader: opts.Loader})
	unit := &Unit{Documents: expanded.Documents, Texts: expanded.Texts, Root: expanded.Root, opts: opts}
	lowered := unit.lower(expanded.Live)
	model, rest := template.NewGiven(unit.Root, opts.Values)
	unit.Template = model
	return unit, slices.Concat(found, more, lowered, rest)
}

// lower puts into the tree what the source says and CloudFormation cannot.
func (u *Unit) lower(values []*expand.Live) (found []diag.Diagnostic) {
	if len(values) > 0 {
		model, _ := template.New(u.Root)
		u.Root, u.Bindings, found = lower.Live(model, values)
	}
	if lower.WantsRolls(u.Root) {
		model, _ := template.New(u.Root)
		root, more := lower.Rolls(model, emit.Minify)
		u.Root, found = root, append(found, more...)
	}
	if len(u.Bindings) > 0 {
		u.Bindings = lower.Uses(u.Root, u.Bindings)
	}
	return found
}
