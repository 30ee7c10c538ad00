package syntax

import "github.com/cfnc/cfnc/compiler/source"

// Step names one way in which expansion brings a node to another place.
type Step uint8

// The steps.
const (
	Included     Step = iota // by !Include, Fn::Include, !IncludeText or @file://
	Aliased                  // by *name or <<
	Merged                   // by !Merge
	Interpolated             // by an expression in a string
	Argument                 // by @{.name}
)

// String names the step as the source map does.
func (s Step) String() string {
	return [...]string{"include", "alias", "merge", "interpolation", "argument"}[s]
}

// Origin is one step of the way of a node, and the steps before it. At is the place
// that caused the step: the include, the alias, the expression.
type Origin struct {
	Step Step
	At   source.Span
	Via  *Origin // the step nearer to the entry file; nil at the entry file itself
}

// With returns the same node with a way to it. The children stay as they are.
func (n *Node) With(origin *Origin) *Node {
	if n == nil {
		return nil
	}
	made := *n
	made.more = n.copyMore()
	made.more.origin = origin
	return &made
}

func (n *Node) copyMore() *more {
	if n.more == nil {
		return &more{}
	}
	made := *n.more
	return &made
}
