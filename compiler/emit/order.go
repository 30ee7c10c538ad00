package emit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// role says what a node is in a template as far as the order of its keys depends on it.
type role uint8

const (
	other     role = iota
	template       // the root
	resources      // the section, or what a loop in it repeats
	loop           // Fn::ForEach among the resources: a name, a collection, a map of resources
	resource
)

// sections is the order of the documentation:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
var sections = [...]string{
	"AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules",
	"Mappings", "Conditions", "Transform", "Resources", "Outputs",
}

// attributes puts the Type of a resource first and its Properties, the longest, last.
var attributes = [...]string{
	"Type", "Condition", "DependsOn", "CreationPolicy", "UpdatePolicy",
	"DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Properties",
}

// of returns the role of the value of a key.
func (r role) of(key string) role {
	switch {
	case r == template && key == "Resources":
		return resources
	case r == resources && strings.HasPrefix(key, "Fn::ForEach::"):
		return loop
	case r == resources:
		return resource
	}
	return other
}

// item returns the role of an item of a list.
func (r role) item(i int) role {
	if r == loop && i == 2 {
		return resources
	}
	return other
}

// kid returns the role of a child of a list or map, counted as in syntax.Node.Kids.
func (r role) kid(n *syntax.Node, i int) role {
	if n.Is(syntax.List) {
		return r.item(i)
	}
	if key, _ := n.Pair(i / 2); i%2 == 1 {
		return r.of(key.Text())
	}
	return other
}

// rank returns the place of a key among the keys that have a fixed one; the others follow.
func (r role) rank(key string) int {
	switch r {
	case template:
		return rankIn(sections[:], key)
	case resource:
		return rankIn(attributes[:], key)
	}
	return 0
}

func rankIn(order []string, key string) int {
	if i := slices.Index(order, key); i >= 0 {
		return i
	}
	return len(order)
}

// pair is a key and a value of a map.
type pair struct {
	key, value *syntax.Node
	rank       int
}

// appendSorted appends the pairs of a map in canonical order: fixed ranks first, then by
// code point, which is the order of the bytes in UTF-8.
func appendSorted(pairs []pair, n *syntax.Node, r role) []pair {
	first := len(pairs)
	for kids := n.Kids(); len(kids) > 1; kids = kids[2:] {
		pairs = append(pairs, pair{kids[0], kids[1], r.rank(kids[0].Text())})
	}
	slices.SortStableFunc(pairs[first:], func(a, b pair) int {
		if a.rank != b.rank {
			return cmp.Compare(a.rank, b.rank)
		}
		return strings.Compare(a.key.Text(), b.key.Text())
	})
	return pairs
}
