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
	more more    // of all nodes that have the origin and nothing else
}

// NewOrigin returns a step that was caused at a place, behind the steps via.
func NewOrigin(step Step, at source.Span, via *Origin) *Origin {
	o := &Origin{Step: step, At: at, Via: via}
	o.more.origin = o
	return o
}

// With returns the same node with a way to it. The children stay as they are.
func (n *Node) With(origin *Origin) *Node {
	if n == nil {
		return nil
	}
	made := *n
	if made.more = origin.alone(); n.more != nil {
		made.more = n.copyMore()
		made.more.origin = origin
	}
	return &made
}

// alone returns what a node has that has nothing but the origin.
func (o *Origin) alone() *more {
	if o == nil || o.more.origin == nil {
		return &more{origin: o}
	}
	return &o.more
}

func (n *Node) copyMore() *more {
	made := *n.more
	return &made
}
