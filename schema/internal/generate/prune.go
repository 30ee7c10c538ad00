package main

import (
	"slices"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// prune takes away what says nothing. The source drops words that it does not use and leaves
// empty schemas in their place: an alternative that anything meets makes the choice void.
func prune(n *table.Node) {
	n.AllOf = slices.DeleteFunc(n.AllOf, isTrue)
	if slices.ContainsFunc(n.AnyOf, isTrue) {
		n.AnyOf = nil
	}
	if slices.ContainsFunc(n.OneOf, isTrue) {
		n.OneOf = nil
	}
	n.Then, n.Else = unlessTrue(n.Then), unlessTrue(n.Else)
	if n.Then == nil && n.Else == nil {
		n.If = nil
	}
}

func unlessTrue(n *table.Node) *table.Node {
	if n != nil && isTrue(n) {
		return nil
	}
	return n
}

func isTrue(n *table.Node) bool { return n.IsEmpty() }

// walk calls visit for a schema and every one below it, those below first.
func walk(n *table.Node, visit func(*table.Node)) {
	if n == nil {
		return
	}
	for _, below := range children(n) {
		walk(below, visit)
	}
	visit(n)
}

func children(n *table.Node) []*table.Node {
	below := slices.Concat(n.AllOf, n.AnyOf, n.OneOf)
	for _, members := range []map[string]*table.Node{n.Properties, n.PatternProperties} {
		for _, name := range sorted(members) {
			below = append(below, members[name])
		}
	}
	below = append(below, n.Items, n.Contains, n.PropertyNames, n.Not, n.If, n.Then, n.Else)
	return slices.DeleteFunc(below, func(n *table.Node) bool { return n == nil })
}
