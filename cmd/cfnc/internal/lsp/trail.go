package lsp

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// A trail is the way from the root of a file, as it was written, to a value.
type trail []stop

// A stop is a value on the way, and how it is reached from the one before: by a key of a map,
// or by its number in a list.
type stop struct {
	node  *syntax.Node
	key   *syntax.Node // nil for an item of a list, and for the root
	index int
}

// last is the stop at the end, the zero stop for no trail.
func (t trail) last() stop {
	if len(t) == 0 {
		return stop{}
	}
	return t[len(t)-1]
}

// trailTo finds the way to the innermost value around an offset. onKey reports whether the
// offset is in the key of that value.
func trailTo(root *syntax.Node, offset int) (t trail, onKey bool) {
	t = trail{{node: root}}
	for {
		next, key, found := step(t.last().node, offset)
		if !found {
			return t, false
		}
		t = append(t, next)
		if key {
			return t, true
		}
	}
}

// step finds the child of a node that an offset is in.
func step(n *syntax.Node, offset int) (next stop, onKey, found bool) {
	for key, value := range n.Pairs() {
		switch {
		case covers(key, offset):
			return stop{node: value, key: key}, true, true
		case covers(value, offset):
			return stop{node: value, key: key}, false, true
		}
	}
	for i, item := range n.Items() {
		if covers(item, offset) {
			return stop{node: item, index: i}, false, true
		}
	}
	return stop{}, false, false
}

// covers reports whether an offset is in a node or at one of its ends, its tag included.
func covers(n *syntax.Node, offset int) bool {
	at := wholeSpan(n)
	return n != nil && at.Start <= offset && offset <= at.End
}

// wholeSpan is the place of a node with its tag.
func wholeSpan(n *syntax.Node) source.Span {
	at := n.Span()
	at.Start = min(at.Start, n.TagSpan().Start)
	return at
}

// trailWith finds the way to the scalar, or the key, whose text holds a mark.
func trailWith(root *syntax.Node, mark string) (t trail, onKey bool) {
	if strings.Contains(root.Text(), mark) {
		return trail{{node: root}}, false
	}
	for key, value := range root.Pairs() {
		if strings.Contains(key.Text(), mark) {
			return trail{{node: root}, {node: value, key: key}}, true
		}
		if rest, onKey := trailWith(value, mark); rest != nil {
			rest[0].key = key
			return append(trail{{node: root}}, rest...), onKey
		}
	}
	for i, item := range root.Items() {
		if rest, onKey := trailWith(item, mark); rest != nil {
			rest[0].index = i
			return append(trail{{node: root}}, rest...), onKey
		}
	}
	return nil, false
}
