// Package syntax reads YAML and JSON into one immutable tree of nodes that know, to
// the byte, where they were written.
//
// It has two readers, ParseYAML and ParseJSON, and one node type. A reader goes on
// after an error, so a half-typed file still has a tree. The package knows nothing
// of CloudFormation but the tags and forms that a template can use.
package syntax

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/source"
)

// Kind says what a node holds.
type Kind uint8

// The kinds. None is the kind of a nil node: something that is not there. A reader gives
// a node of this kind for a value that it could not read, and reported.
const (
	None Kind = iota
	Null
	Bool
	Number
	String
	List
	Map
	Alias // only in a tree as written; expansion replaces it by its target
)

// String names the kind as messages do.
func (k Kind) String() string {
	return [...]string{"nothing", "null", "a boolean", "a number", "a string", "a list", "a map", "an alias"}[k]
}

// Style says how a node was spelled.
type Style uint8

// The styles: five for scalars in YAML, one for JSON's strings, two for collections.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal
	Folded
	JSONString
	Block
	Flow
)

// Node is one value of a tree: a scalar, a list, a map or an alias. It never changes
// once it is built, and may be part of several trees. All methods may be called on nil,
// and answer as for something that is not there.
//
// The span is the text as it was written, without tag and anchor: quotes and the
// header of a block scalar are part of it. The origin tells how a node came to
// another place than the one where it was written.
type Node struct {
	text       string   // the value of a scalar, or the name of an alias
	list       *[]*Node // the items of a list; the keys and values of a map in turn; nil without any
	file       *source.File
	more       *more
	start, end int32
	indent     uint16 // of the lines of a block scalar
	kind       Kind
	style      Style
	whole      bool // the text stands as a whole for the span, whatever is written there
}

// more is what few nodes have.
type more struct {
	tag    string
	tagAt  [2]int32
	anchor string
	target *Node // of an alias
	origin *Origin
	pieces []Piece // of a text put together from several
}

// Kind returns the node's kind, None for nil.
func (n *Node) Kind() Kind {
	if n == nil {
		return None
	}
	return n.kind
}

// Is reports whether the node has one of the kinds.
func (n *Node) Is(kinds ...Kind) bool {
	for _, k := range kinds {
		if n.Kind() == k {
			return true
		}
	}
	return false
}

// IsScalar reports whether the node is a string, number, boolean or null.
func (n *Node) IsScalar() bool { return n.Is(String, Number, Bool, Null) }

// Style returns how the node was spelled.
func (n *Node) Style() Style {
	if n == nil {
		return Plain
	}
	return n.style
}

// Text returns the value of a scalar as text: numbers and booleans as they were
// spelled, strings decoded. For an alias it is the anchor's name, otherwise "".
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.text
}

// Str returns the value of a string node, and whether it is one.
func (n *Node) Str() (string, bool) { return n.Text(), n.Kind() == String }

// Tag returns the tag as written, "!Sub" or "!!str", or "".
func (n *Node) Tag() string {
	if n == nil || n.more == nil {
		return ""
	}
	return n.more.tag
}

// TagSpan returns the place of the tag; without a tag it is the node's own span.
func (n *Node) TagSpan() source.Span {
	if n.Tag() == "" {
		return n.Span()
	}
	return n.file.Span(int(n.more.tagAt[0]), int(n.more.tagAt[1]))
}

// Anchor returns the name that the node may be referred to with an alias, or "".
func (n *Node) Anchor() string {
	if n == nil || n.more == nil {
		return ""
	}
	return n.more.anchor
}

// Target returns the node that an alias stands for, or nil.
func (n *Node) Target() *Node {
	if n == nil || n.more == nil {
		return nil
	}
	return n.more.target
}

// Span returns where the node was written. A value that is left out, as in "Key:", has
// an empty span. A node that was made without a text has the span of what it replaces.
func (n *Node) Span() source.Span {
	if n == nil {
		return source.Span{}
	}
	return source.Span{File: n.file, Start: int(n.start), End: int(n.end)}
}

// Origin returns the way by which the node came here, nearest step first, or nil for a
// node that stands where it was written.
func (n *Node) Origin() *Origin {
	if n == nil || n.more == nil {
		return nil
	}
	return n.more.origin
}

// Len returns the number of items of a list or of pairs of a map.
func (n *Node) Len() int {
	switch n.Kind() {
	case List:
		return len(n.kids())
	case Map:
		return len(n.kids()) / 2
	}
	return 0
}

// Item returns item i of a list, nil where there is none.
func (n *Node) Item(i int) *Node {
	if n.Kind() != List || i < 0 || i >= len(n.kids()) {
		return nil
	}
	return n.kids()[i]
}

// Items goes through the items of a list.
func (n *Node) Items() iter.Seq2[int, *Node] {
	return func(yield func(int, *Node) bool) {
		if n.Kind() != List {
			return
		}
		for i, item := range n.kids() {
			if !yield(i, item) {
				return
			}
		}
	}
}

// Pair returns the key and value of pair i of a map, nil where there is none.
func (n *Node) Pair(i int) (key, value *Node) {
	if n.Kind() != Map || i < 0 || 2*i >= len(n.kids()) {
		return nil, nil
	}
	return n.kids()[2*i], n.kids()[2*i+1]
}

// Pairs goes through the keys and values of a map in the order of the source.
func (n *Node) Pairs() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if n.Kind() != Map {
			return
		}
		kids := n.kids()
		for i := 0; i+1 < len(kids); i += 2 {
			if !yield(kids[i], kids[i+1]) {
				return
			}
		}
	}
}

// Get returns the value of a key of a map, or nil. Of several keys the first counts.
func (n *Node) Get(key string) *Node {
	_, value := n.find(key)
	return value
}

// Key returns the node of a key of a map, or nil.
func (n *Node) Key(key string) *Node {
	node, _ := n.find(key)
	return node
}

func (n *Node) find(name string) (key, value *Node) {
	if n.Kind() != Map {
		return nil, nil
	}
	kids := n.kids()
	for i := 0; i+1 < len(kids); i += 2 {
		if kids[i].text == name {
			return kids[i], kids[i+1]
		}
	}
	return nil, nil
}

// kids returns the children of a node that is not nil.
func (n *Node) kids() []*Node {
	if n.list == nil {
		return nil
	}
	return *n.list
}

// At follows keys through nested maps, and returns nil when one is missing.
func (n *Node) At(keys ...string) *Node {
	for _, key := range keys {
		n = n.Get(key)
	}
	return n
}

// Only returns the pair of a map that has exactly one, as an intrinsic function has.
func (n *Node) Only() (key, value *Node) {
	if n.Len() != 1 {
		return nil, nil
	}
	return n.Pair(0)
}
