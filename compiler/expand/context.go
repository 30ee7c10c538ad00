package expand

import (
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// context is where a node that is being read will stand, and where its text is from. It
// travels with the node, so that what is read late, such as an argument, is still read as
// at the place where it was written.
type context struct {
	origin *syntax.Origin // of every node that is made; nil for the entry file's own
	frame  *frame
	depth  int
	done   bool // the node is expanded already
}

// via is the context behind one more step.
func (c context) via(step syntax.Step, at source.Span) context {
	c.origin = syntax.NewOrigin(step, at, c.origin)
	c.depth++
	return c
}

func (c context) deeper() context {
	c.depth++
	return c
}

// place gives a node the origin of its context.
func (c context) place(n *syntax.Node) *syntax.Node {
	if c.origin == nil {
		return n
	}
	return n.With(c.origin)
}

// frame is one use of one file: the entry file, or a file where it is included.
type frame struct {
	file      *source.File
	outer     *frame // nil for the entry file
	arguments []*argument
	raw       bool // text that is not interpolated
}

// included reports whether arguments have a meaning in the file.
func (f *frame) included() bool { return f.outer != nil }

func (f *frame) argument(name string) *argument {
	for _, a := range f.arguments {
		if a.name == name {
			return a
		}
	}
	return nil
}

func (f *frame) argumentNames() []string {
	names := make([]string, len(f.arguments))
	for i, a := range f.arguments {
		names[i] = a.name
	}
	return names
}

// argument is what an include passes under one name: a value as written, and where.
type argument struct {
	name  string
	key   *syntax.Node
	value *syntax.Node
	at    context
	used  bool
}
