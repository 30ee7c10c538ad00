package schema

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// An attribute's last segment may be a wildcard: one stands for any one segment, as in the
// outputs of a nested stack, the other for all that follows.
const (
	oneSegment  = "*"
	allSegments = "**"
)

// Attributes gives the names and types of what Fn::GetAtt can ask of the type, in order. A
// name may end with "*", for any one segment, or be "**", for anything; no types say that
// the type is not known.
func (t Type) Attributes() iter.Seq2[string, Types] {
	return func(yield func(string, Types) bool) {
		for name, types := range pairs(t.field(layout.TypeAttributes)) {
			if !yield(name, Types(types)) {
				return
			}
		}
	}
}

// Attribute says how many of the segments of "A.B.C", from the first, are an attribute of the
// type, 0 for none. The longest attribute counts; a property within an attribute that is an
// object is one, too.
func (t Type) Attribute(segments []string) (n int) {
	n, _ = t.attribute(segments)
	return n
}

// AttributeTypes says what Fn::GetAtt gives for "A.B.C", if that is an attribute.
func (t Type) AttributeTypes(name string) (types Types, ok bool) {
	segments := strings.Split(name, ".")
	n, types := t.attribute(segments)
	return types, n == len(segments)
}

func (t Type) attribute(segments []string) (n int, types Types) {
	if len(segments) == 0 {
		return 0, 0
	}
	for name, of := range t.Attributes() {
		if name[0] != oneSegment[0] && !strings.HasPrefix(name, segments[0]) {
			continue
		}
		m, of := t.reach(name, of, segments)
		if m > n || m == n && types == 0 { // a name says more than a wildcard
			n, types = m, of
		}
	}
	return n, types
}

// reach says how many segments an attribute covers with the properties below it.
func (t Type) reach(name string, types Types, segments []string) (int, Types) {
	n := covers(name, segments)
	if n == 0 || n == len(segments) || !types.Has(Object) {
		return n, types
	}
	node := t.Property(strings.Split(name, ".")...)
	for n < len(segments) {
		below, ok := node.Properties().Get(segments[n])
		if !ok {
			break
		}
		node = below.Resolve()
		n, types = n+1, node.Types()
	}
	return n, types
}

// covers says how many segments a name of an attribute stands for, 0 if it is another.
func covers(name string, segments []string) (n int) {
	for rest := name; ; n++ {
		segment, more, dotted := strings.Cut(rest, ".")
		switch {
		case segment == allSegments:
			return len(segments)
		case n == len(segments) || segments[n] == "" || segment != segments[n] && segment != oneSegment:
			return 0
		case !dotted:
			return n + 1
		}
		rest = more
	}
}

// Property follows a path through the type's properties to the schema at its end; * is any
// element of a list. It is zero where there is no such property.
func (t Type) Property(path ...string) Node {
	node := t.Schema()
	for _, segment := range path {
		node = node.Resolve().step(segment, 0)
	}
	return node.Resolve()
}

// step finds a property or the entries of a list, also among alternatives.
func (n Node) step(segment string, depth int) Node {
	if below, ok := n.Properties().Get(segment); ok {
		return below
	}
	if segment == oneSegment {
		if items := n.Items(); !items.IsZero() {
			return items
		}
		for _, below := range n.PatternProperties() {
			return below
		}
	}
	for _, list := range [...]Nodes{n.AllOf(), n.AnyOf(), n.OneOf()} {
		for part := range list.All() {
			if below := part.Resolve().step(segment, depth+1); depth < 8 && !below.IsZero() {
				return below
			}
		}
	}
	return Node{}
}
