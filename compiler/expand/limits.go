package expand

import (
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// The limits of one expansion. They are far above what a template can use, which
// CloudFormation limits to 1,000,000 bytes, and low enough that hostile input ends in
// well under a second.
const (
	// MaxDepth is how deep the expanded tree may be nested. What expressions add is not
	// counted: there is room for it below the limit of the readers, so that the output of
	// a build can be read again.
	MaxDepth = syntax.MaxDepth - 50
	// MaxIncludeDepth is how many files may include each other in a chain.
	MaxIncludeDepth = 50
	// MaxIncludes is how many includes one template may have, each use counted.
	MaxIncludes = 10_000
	// MaxIncludedBytes is the total size of what is included, each use counted.
	MaxIncludedBytes = source.MaxSize
	// MaxNodes is how many nodes aliases, includes, arguments and expressions may make.
	MaxNodes = 500_000
	// MaxText is the size in bytes of the largest string that may hold expressions.
	MaxText = 4 << 20
	// MaxFindings is how many errors, and how many warnings, are reported.
	MaxFindings = 1000
)

// spent counts against the limits.
type spent struct {
	includes, bytes, nodes int
	errors, warnings       int
	stopped                bool // a limit was passed, which was reported; nothing more is expanded
}

// within reports whether the place of a node is within the limits.
func (e *expander) within(n *syntax.Node, c context) bool {
	if c.depth > MaxDepth {
		e.stop(n.Span(), c.origin, "the template is nested more than %d deep", MaxDepth)
	}
	return !e.spent.stopped
}

// enter counts a node that is about to be made, and reports whether it may be.
func (e *expander) enter(n *syntax.Node, c context) bool {
	if c.origin != nil {
		e.spend(1, n.Span(), c.origin)
	}
	return !e.spent.stopped
}

// spend counts nodes that are made. Too many are reported where the entry file asks for them:
// the one that is made at the moment is as good as any other.
func (e *expander) spend(nodes int, at source.Span, origin *syntax.Origin) {
	if e.spent.nodes += nodes; e.spent.nodes <= MaxNodes {
		return
	}
	for o := origin; o != nil; o = o.Via {
		at = o.At
	}
	e.stop(at, nil, "aliases, includes and expressions make more than %d values", MaxNodes)
}

// spendBytes counts text that comes to another place.
func (e *expander) spendBytes(size int, at source.Span, origin *syntax.Origin) {
	if e.spent.bytes += size; e.spent.bytes > MaxIncludedBytes {
		e.stop(at, origin, "what is included is larger than %d MiB in all", MaxIncludedBytes>>20)
	}
}

// stop reports a limit, once, and ends the expansion.
func (e *expander) stop(at source.Span, origin *syntax.Origin, message string, args ...any) {
	if !e.spent.stopped {
		e.fail(at, origin, message, args...)
	}
	e.spent.stopped = true
}
