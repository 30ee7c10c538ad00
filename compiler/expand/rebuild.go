package expand

import "github.com/cfnc/cfnc/compiler/syntax"

// rebuild makes the same list or map with other values, and keeps the node where none
// changes. It hands over the number of each item or pair, and its key, nil in a list.
func rebuild(n *syntax.Node, change func(i int, key, value *syntax.Node) *syntax.Node) *syntax.Node {
	kids := n.Kids()
	var made []*syntax.Node
	for i := range n.Len() {
		at, key := i, (*syntax.Node)(nil)
		if n.Kind() == syntax.Map {
			at, key = 2*i+1, kids[2*i]
		}
		value := change(i, key, kids[at])
		if value == kids[at] {
			continue
		}
		if made == nil {
			made = append(made, kids...)
		}
		made[at] = value
	}
	if made == nil {
		return n
	}
	return n.WithKids(made)
}

// withArgument makes the same call with another argument.
func withArgument(n, argument *syntax.Node) *syntax.Node {
	key, old := n.Only()
	if old == argument {
		return n
	}
	return n.WithKids([]*syntax.Node{key, argument})
}
