package template

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Same reports whether two nodes are the same expression, so that they have the same value
// whatever that is. Ref of a name is the same as Fn::Sub of "${Name}"; 20 is the same as
// "20". Nothing is not the same as nothing.
func Same(a, b *syntax.Node) bool {
	a, b = simplest(a), simplest(b)
	switch {
	case a == nil || b == nil:
		return false
	case a == b:
		return true
	case a.IsScalar() && b.IsScalar():
		return a.Text() == b.Text() && a.Is(syntax.Null) == b.Is(syntax.Null)
	case a.Is(syntax.Map) && b.Is(syntax.Map):
		return sameMap(a, b)
	}
	return a.Kind() == b.Kind() && slices.EqualFunc(a.Kids(), b.Kids(), Same)
}

func sameMap(a, b *syntax.Node) bool {
	if x, ok := CallOf(a).GetAtt(); ok {
		y, ok := CallOf(b).GetAtt()
		return ok && x.sameAs(y)
	}
	for key, value := range a.Pairs() {
		if !Same(value, b.Get(key.Text())) {
			return false
		}
	}
	return a.Len() == b.Len()
}

// sameAs compares literal names; others count as different.
func (g GetAtt) sameAs(other GetAtt) bool {
	return g.Resource.Text != "" && g.Attribute.Text != "" &&
		g.Resource.Text == other.Resource.Text && g.Attribute.Text == other.Attribute.Text
}

// simplest takes away the functions around a value that do not change it: Fn::Sub of one
// name, and Fn::Join of one value.
func simplest(n *syntax.Node) *syntax.Node {
	switch call := CallOf(n); call.Function {
	case FnSub:
		return subbed(call.Sub(), n)
	case FnJoin:
		if values := call.Join().Values; values.Is(syntax.List) && values.Len() == 1 {
			return simplest(values.Item(0))
		}
	}
	return n
}

// subbed returns the Ref, Fn::GetAtt or literal that a text stands for as a whole, else n.
func subbed(s Sub, n *syntax.Node) *syntax.Node {
	parts, _ := s.Parts()
	if len(parts) != 1 || s.Variables.Len() > 0 {
		return n
	}
	at := s.Text.Span()
	switch p := parts[0]; p.Kind {
	case interp.SubRef:
		return syntax.NewCall(string(FnRef), at, syntax.NewString(p.Name, at), at)
	case interp.SubAttr:
		return syntax.NewCall(string(FnGetAtt), at, syntax.NewString(subName(p), at), at)
	case interp.SubText:
		return s.Text
	}
	return n
}
