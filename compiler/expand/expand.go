// Package expand turns a tree as it was written into the tree that CloudFormation would
// see: aliases, merges, includes, short-form tags and expressions are gone, and every
// node knows by which way it came. It never changes a node.
//
// There are three passes, each of which needs what the one before made:
//
//  1. Reading (read.go) walks the tree as written, in its lexical context: it follows
//     aliases and includes, puts in arguments that are whole values, resolves merge keys
//     and !Merge, and writes short forms as long ones. Every node is made once, with its
//     final origin.
//  2. Linking (link.go) knows all names that the template declares, wherever they came
//     from. It turns the expressions in strings into intrinsic functions, splices text
//     files, and spells arguments within text.
//  3. Wrapping (userdata.go) puts Fn::Base64 around text where user data is wanted.
//
// A plain template is only walked: what needs no change is passed on as the very same
// node. A value that could not be expanded is nil in the result, and an error says why.
package expand

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Options say how a document is expanded.
type Options struct {
	Dialect    Dialect
	Loader     source.Loader // reads includes; nil allows none
	Attributes Attributes    // nil: resource schemas say it
}

// Result is what came of a document.
type Result struct {
	Root      *syntax.Node       // expanded; nil for an empty document
	Documents []*syntax.Document // as written: the entry file, then what it includes, in the order of reading
	Texts     []*source.File     // what is included as text, each once
	Live      []*Live            // what the template refers to and does not declare yet, in the order of the first uses
}

// Expand expands a document. There is a result even when there are errors.
func Expand(doc *syntax.Document, opts Options) (*Result, []diag.Diagnostic) {
	e := newExpander(doc, opts)
	root := e.node(doc.Root, context{frame: e.entry})
	names := e.declare(root)
	if e.dialect != CloudFormation {
		root = e.link(root, names)
		root = wrapUserData(root)
	}
	e.reportUnused()
	return &Result{Root: root, Documents: e.documents, Texts: e.texts, Live: e.live}, e.found
}

// expander is the state of one expansion.
type expander struct {
	dialect   Dialect
	opts      Options
	found     []diag.Diagnostic
	documents []*syntax.Document
	texts     []*source.File
	entry     *frame
	parsed    map[string]*parsed      // included files by path
	frames    []*frame                // of the includes with arguments
	read      map[*syntax.Node]*frame // of strings with '@' that were not read in the entry file
	marked    bool                    // whether any string has an '@'
	live      []*Live
	free      []*syntax.Node // room for children
	spent     spent
}

func newExpander(doc *syntax.Document, opts Options) *expander {
	e := &expander{dialect: opts.Dialect, opts: opts, entry: &frame{file: doc.File}, documents: []*syntax.Document{doc}}
	if e.dialect == Auto {
		e.dialect = DialectOf(doc)
	}
	if e.opts.Attributes == nil {
		e.opts.Attributes = bySchema{}
	}
	return e
}
