package syntax

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// Notes tells by which way a node came to its place: one note for every include, alias and
// argument, the nearest first. A finding about a node has these notes. An expression and a
// merge get none: the first is where the node was written, the second encloses it.
func (n *Node) Notes() []diag.Note { return n.Origin().Notes() }

// NotesAt is Notes for a part of a string at the given place. A text that was put together,
// as with @file://, may have come from several files.
func (n *Node) NotesAt(at source.Span) []diag.Note { return n.originAt(at).Notes() }

func (n *Node) originAt(at source.Span) *Origin {
	if n == nil || n.more == nil || n.file == at.File {
		return n.Origin()
	}
	for _, p := range n.more.pieces {
		if p.Node != nil && p.Node.file == at.File {
			return p.Node.originAt(at)
		}
	}
	return n.Origin()
}

// Notes tells the way as Node.Notes does. A nil origin has none.
func (o *Origin) Notes() []diag.Note {
	var list []diag.Note
	for ; o != nil; o = o.Via {
		if message := o.Step.note(); message != "" {
			list = append(list, diag.Note{Message: message, Span: o.At})
		}
	}
	return list
}

func (s Step) note() string {
	return [...]string{Included: "included from here", Aliased: "used here", Argument: "passed to this place", Interpolated: ""}[s]
}
