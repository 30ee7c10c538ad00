package lsp

import (
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

// A document is an open file at one moment. It never changes.
type document struct {
	uri     string
	version int
	file    *source.File
	project Project // nil where the configuration cannot be read
	parsed  func() *syntax.Document
}

func newDocument(uri string, version int, file *source.File, project Project) *document {
	return &document{uri, version, file, project, sync.OnceValue(func() *syntax.Document {
		doc, _ := syntax.Parse(file)
		return doc
	})}
}

// name is what the compiler calls the file.
func (d *document) name() string { return d.file.Name() }

// A view is what the server knows at one moment: the texts of all open files, and what they
// compile to. Requests look at the view of the moment at which they came, so that what is typed
// meanwhile confuses none of them.
type view struct {
	docs    map[string]*document // by the names of files
	units   map[string]*unit     // of the same files, as entry files
	columns source.Unit
	client  clientCapabilities
}

// A unit is an open file as the entry file of a template, compiled when the first asks.
type unit struct {
	doc     *document
	once    sync.Once
	ready   atomic.Bool
	src     *lint.Source // nil for a file that holds no part of a template
	whole   bool         // it is a template
	texts   map[string]string
	mu      sync.Mutex
	checked *lint.Result

	mentioned sync.Once
	all       []mention
}

// with returns the view after a document was opened or changed. Units that do not depend on it
// stay what they are.
func (v *view) with(d *document) *view {
	_, known := v.docs[d.name()]
	docs := maps.Clone(v.docs)
	docs[d.name()] = d
	return v.renewed(docs, func(u *unit) bool { return known && !u.dependsOn(d.name()) })
}

// without returns the view after a document was closed.
func (v *view) without(name string) *view {
	docs := maps.Clone(v.docs)
	delete(docs, name)
	return v.renewed(docs, func(u *unit) bool { return !u.dependsOn(name) })
}

// renewed returns a view of other documents, with the units that may stay.
func (v *view) renewed(docs map[string]*document, stays func(*unit) bool) *view {
	made := &view{docs: docs, units: map[string]*unit{}, columns: v.columns, client: v.client}
	texts := made.texts()
	for name, d := range docs {
		if u := v.units[name]; u != nil && u.doc == d && stays(u) {
			made.units[name] = u
		} else {
			made.units[name] = &unit{doc: d, texts: texts}
		}
	}
	return made
}

// texts are those of the open files, by their names.
func (v *view) texts() map[string]string {
	texts := map[string]string{}
	for name, d := range v.docs {
		texts[name] = d.file.Text()
	}
	return texts
}

// dependsOn reports whether a change of a file may change what the unit compiles to. A template
// with nested stacks may read any file.
func (u *unit) dependsOn(name string) bool {
	if !u.ready.Load() {
		return true
	}
	if u.src == nil {
		return false
	}
	return u.includes(name) || len(u.src.Unit.Template.OfType("AWS::CloudFormation::Stack")) > 0
}

// includes reports whether a file is a part of the unit.
func (u *unit) includes(name string) bool { return u.document(name) != nil }

// document returns a file of the unit as it was read, or nil.
func (u *unit) document(name string) *syntax.Document {
	if u.src == nil {
		return nil
	}
	for _, d := range u.src.Unit.Documents {
		if d.File.Name() == name {
			return d
		}
	}
	return nil
}

// compile returns the unit, compiled.
func (u *unit) compile() *unit {
	u.once.Do(func() {
		if u.doc.project != nil {
			u.src, u.whole, _ = u.doc.project.Compile(u.doc.name(), u.texts)
		}
		u.texts = nil
		u.ready.Store(true)
	})
	return u
}

// check returns what the rules find in the unit, nil where there is nothing to check, or when
// nobody wants to know any more.
func (u *unit) check(ctx context.Context) *lint.Result {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.checked != nil || ctx.Err() != nil || u.compile().src == nil || !u.whole {
		return u.checked
	}
	src := *u.src
	src.Stop = func() bool { return ctx.Err() != nil }
	if result := u.doc.project.Check(u.doc.name(), src); ctx.Err() == nil {
		u.checked = &result
	}
	return u.checked
}

// unitOf returns the template that a file is a part of: its own, or the first of the open ones
// that include it. For a fragment that none of them includes it is the fragment itself, or
// nil.
func (v *view) unitOf(d *document) *unit {
	own := v.units[d.name()].compile()
	if own.whole {
		return own
	}
	for _, name := range v.names() {
		if u := v.units[name].compile(); u.whole && u.includes(d.name()) {
			return u
		}
	}
	if own.src == nil {
		return nil
	}
	return own
}

// names lists the open files in order.
func (v *view) names() []string { return slices.Sorted(maps.Keys(v.docs)) }
