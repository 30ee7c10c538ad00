package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// userData goes through the keys and values of the properties of a template that give
// instances their user data.
func userData(t *template.Template) iter.Seq2[*syntax.Node, *syntax.Node] {
	return func(yield func(key, value *syntax.Node) bool) {
		for _, r := range t.Resources {
			if path := expand.UserDataPath(r.Type); path != nil && !along(nil, r.Property(), path, yield) {
				return
			}
		}
	}
}

// along follows a path into every branch of the conditions on it, and yields the pairs at
// its end.
func along(key, n *syntax.Node, path []string, yield func(key, value *syntax.Node) bool) bool {
	branches := template.CallOf(n).If()
	switch {
	case n == nil:
		return true
	case len(path) == 0:
		return yield(key, n)
	case branches.Condition != nil:
		return along(key, branches.Then, path, yield) && along(key, branches.Else, path, yield)
	case path[0] != "[]":
		return along(n.Key(path[0]), n.Get(path[0]), path[1:], yield)
	}
	for _, item := range n.Items() {
		if !along(key, item, path[1:], yield) {
			return false
		}
	}
	return true
}
