package expand

import "github.com/cfnc/cfnc/compiler/syntax"

// alias goes on to what an alias stands for. An alias without an anchor, or inside of its
// own, has no target; the reader has reported it.
func (e *expander) alias(n *syntax.Node, c context) (*syntax.Node, context) {
	return n.Target(), c.via(syntax.Aliased, n.Span())
}

// keysChange reports whether the keys of a map are not simply its own.
func (e *expander) keysChange(n *syntax.Node, c context) bool {
	for key := range n.Pairs() {
		if isMergeKey(key) || keyChanges(key, c) || e.isOwnKey(key) {
			return true
		}
	}
	return false
}

// keyChanges reports whether a key becomes another: it is an alias, has a tag or an argument.
func keyChanges(key *syntax.Node, c context) bool {
	return key.Kind() == syntax.Alias || key.Tag() != "" || c.frame.included() && hasArgument(key)
}

// isMergeKey reports whether a key is YAML's merge key, which is plain: "<<" in quotes is text.
func isMergeKey(key *syntax.Node) bool {
	return key.Text() == "<<" && key.Kind() == syntax.String && key.Style() == syntax.Plain
}

// mergeSources reads what stands behind a merge key, a map or a list of maps, and appends
// the maps.
func (e *expander) mergeSources(list []*syntax.Node, value *syntax.Node, c context, inList bool) []*syntax.Node {
	n, inner := e.follow(value, c)
	if n.Kind() == syntax.List && n.Tag() == "" && !inList {
		for _, item := range n.Items() {
			list = e.mergeSources(list, item, inner.deeper(), true)
		}
		return list
	}
	read := e.node(n, inner)
	if read.Kind() == syntax.Map && longName(n.Tag()) == "" {
		return append(list, read)
	}
	if n != nil {
		e.fail(value.Span(), c.origin, "the merge key `<<` takes a map or a list of maps, not %s", describe(n))
	}
	return list
}

// describe names what a node is, for messages.
func describe(n *syntax.Node) string {
	if n.Tag() != "" {
		return "`" + n.Tag() + "`"
	}
	return n.Kind().String()
}
