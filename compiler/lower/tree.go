package lower

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// replace makes the same tree with other nodes in the place of some.
func replace(n *syntax.Node, changed map[*syntax.Node]*syntax.Node) *syntax.Node {
	if other := changed[n]; other != nil {
		return other
	}
	return mapKids(n, func(kid *syntax.Node) *syntax.Node { return replace(kid, changed) })
}

// mapKids makes the same list or map with other children, and keeps the node where none changes.
func mapKids(n *syntax.Node, change func(*syntax.Node) *syntax.Node) *syntax.Node {
	var kids []*syntax.Node
	for i, kid := range n.Kids() {
		made := change(kid)
		if made == kid {
			continue
		}
		if kids == nil {
			kids = append(kids, n.Kids()...)
		}
		kids[i] = made
	}
	if kids == nil {
		return n
	}
	return n.WithKids(kids)
}

// mapValues makes the same map with other values.
func mapValues(n *syntax.Node, change func(key string, value *syntax.Node) *syntax.Node) *syntax.Node {
	if !n.Is(syntax.Map) {
		return n
	}
	kids := append([]*syntax.Node(nil), n.Kids()...)
	for i := 0; i < len(kids); i += 2 {
		kids[i+1] = change(kids[i].Text(), kids[i+1])
	}
	return n.WithKids(kids)
}

// with makes the same map with another value of a key, which it may not have yet.
func with(n *syntax.Node, name string, value *syntax.Node) *syntax.Node {
	if n.Key(name) == nil {
		return n.WithKids(append(append([]*syntax.Node(nil), n.Kids()...), syntax.NewString(name, value.Span()), value))
	}
	return mapValues(n, func(key string, old *syntax.Node) *syntax.Node {
		if key == name {
			return value
		}
		return old
	})
}

// without makes the same map without a key.
func without(n *syntax.Node, name string) *syntax.Node {
	var kids []*syntax.Node
	for key, value := range n.Pairs() {
		if key.Text() != name {
			kids = append(kids, key, value)
		}
	}
	return n.WithKids(kids)
}

// failAt reports an error at a place within a node.
func (r *rolling) failAt(n *syntax.Node, at source.Span, message string, args ...any) *diag.Diagnostic {
	r.found = append(r.found, diag.Diagnostic{
		Rule:     expand.ErrorID,
		Name:     expand.ErrorName,
		Severity: diag.Error,
		Message:  fmt.Sprintf(message, args...),
		Span:     at,
		Notes:    n.Origin().Notes(),
	})
	return &r.found[len(r.found)-1]
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return ", did you mean `" + name + "`?"
}
