package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// merge reads !Merge: a list of values that become one, from left to right.
func (e *expander) merge(n, argument *syntax.Node, c context) *syntax.Node {
	list, inner := e.follow(argument, c)
	if list == nil {
		return nil
	}
	if list.Kind() != syntax.List || list.Tag() != "" {
		e.fail(n.TagSpan(), c.origin, "`!Merge` takes a list of values, not %s", describe(list))
		return nil
	}
	var merged *syntax.Node
	inner = inner.via(syntax.Merged, n.TagSpan())
	for _, item := range list.Items() {
		merged = e.mergeTwo(merged, e.node(item, inner))
	}
	if merged == nil && list.Len() == 0 {
		e.fail(n.TagSpan(), c.origin, "`!Merge` takes a list of values, and this one is empty")
	}
	return merged
}

// mergeTwo merges a value into another. What could not be read changes nothing. Calls of
// functions are values as a whole: they pass when they are equal.
func (e *expander) mergeTwo(a, b *syntax.Node) *syntax.Node {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	case isCall(a) || isCall(b) || a.IsScalar() && b.IsScalar():
		if !e.same(a, b) {
			e.clash(a, b)
		}
		return a
	case a.Kind() != b.Kind():
		e.clash(a, b)
		return a
	case a.Kind() == syntax.List:
		return a.WithKids(append(append([]*syntax.Node(nil), a.Kids()...), b.Kids()...))
	}
	return e.mergeMaps(a, b)
}

func (e *expander) mergeMaps(a, b *syntax.Node) *syntax.Node {
	all := pairs{index: map[string]int{}}
	for key, value := range a.Pairs() {
		all.add(key, value)
	}
	for key, value := range b.Pairs() {
		if i, ok := all.index[key.Text()]; ok {
			all.kids[i+1] = e.mergeTwo(all.kids[i+1], value)
			continue
		}
		all.add(key, value)
	}
	return a.WithKids(all.kids)
}

// isCall reports whether a node is an intrinsic function with its argument. Fn::ForEach is
// a part of the map around it.
func isCall(n *syntax.Node) bool {
	key, _ := n.Only()
	name := key.Text()
	return name == "Ref" || strings.HasPrefix(name, "Fn::") && !isLoop(name)
}

func isLoop(key string) bool { return strings.HasPrefix(key, "Fn::ForEach::") }

// same reports whether two values are equal, whatever the order of their keys.
func (e *expander) same(a, b *syntax.Node) bool {
	if a.Kind() != b.Kind() || a.Len() != b.Len() {
		return false
	}
	for key, value := range a.Pairs() {
		if b.Key(key.Text()) == nil || !e.same(value, b.Get(key.Text())) {
			return false
		}
	}
	for i, item := range a.Items() {
		if !e.same(item, b.Item(i)) {
			return false
		}
	}
	return e.spelling(a) == e.spelling(b)
}

// spelling is the text of a scalar with its arguments in it.
func (e *expander) spelling(n *syntax.Node) string {
	if f := e.read[n]; f != nil && !f.raw && hasArgument(n) {
		return e.spell(n, f).Text()
	}
	return n.Text()
}

func (e *expander) clash(a, b *syntax.Node) {
	d := e.fail(b.Span(), b.Origin(), "%s cannot be merged with %s", abstract(b), abstract(a))
	d.Notes = append([]diag.Note{{Message: "merged with this", Span: a.Span()}}, d.Notes...)
	d.Help = "give the value in one of the merged parts only, or the same in both"
}

// abstract quotes a value, or says what it is where it is long.
func abstract(n *syntax.Node) string {
	written := n.Span().Text()
	if written == "" || len(written) > 40 || strings.Contains(written, "\n") {
		return n.Kind().String()
	}
	return "`" + written + "`"
}
