package expand

import (
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// strand is one of the strings that a splice is made of.
type strand struct {
	*splice
	n      *syntax.Node
	frame  *frame
	places syntax.Places
	way    *syntax.Origin // of what the expressions in it become
}

// add adds a part of the string to the splice.
func (t *strand) add(p interp.Part) {
	at := t.places.Span(p.From, p.To)
	switch p.Kind {
	case interp.Text:
		t.addText(syntax.Piece{Text: p.Text, Node: t.n, From: p.From}, at, t.way)
	case interp.Arg:
		t.addArgument(p, at)
	case interp.File:
		t.addFile(p, at)
	default:
		t.addExpression(p, at)
	}
}

// written is a part as text, for what could not be resolved.
func (t *strand) written(p interp.Part) string { return t.n.Text()[p.From:p.To] }

func (t *strand) addFile(p interp.Part, at source.Span) {
	file := t.load(p.Text, at, t.frame, t.n.Origin())
	if file == nil {
		return
	}
	if text := t.content(file, at, t.n.Origin()); text != nil {
		t.addString(text, &frame{file: file, outer: t.frame, arguments: t.frame.arguments})
	}
}

// addArgument adds the value of an argument: text as text, functions as values.
func (t *strand) addArgument(p interp.Part, at source.Span) {
	value := t.argumentValue(p.Name, at, t.frame, t.n.Origin())
	switch {
	case value == nil:
	case value.Is(syntax.Number, syntax.Bool):
		t.addText(syntax.Piece{Text: value.Text(), Node: value}, value.Span(), value.Origin())
	case value.Kind() == syntax.String:
		t.spendBytes(len(value.Text()), at, t.n.Origin())
		t.addString(value, t.frameOf(value))
	case isCall(value):
		t.addCall(t.linker.value(value), at)
	default:
		t.fail(at, t.n.Origin(), "the argument `%s` is %s, and within text it must be a scalar", p.Name, value.Kind())
	}
}

// addExpression adds a reference, an attribute or a lookup.
func (t *strand) addExpression(p interp.Part, at source.Span) {
	call := t.call(p)
	if call == nil {
		t.addText(syntax.Piece{Text: t.written(p), Node: t.n, From: p.From}, at, t.way)
		return
	}
	t.addCall(call, at)
}

// call makes the function that an expression stands for. It returns nil, and says why,
// where there is none.
func (t *strand) call(p interp.Part) *syntax.Node {
	at := t.places.Span(p.From, p.To)
	if a, isLive := t.liveAttribute(p); isLive {
		return t.liveValue(p, a, at)
	}
	name := t.way.String(p.Name, nameSpan(t.places, t.n.Text(), p))
	switch {
	case p.Kind == interp.Live:
		t.failLive(p)
		return nil
	case p.Kind == interp.Ref:
		return t.way.Call("Ref", at, name, at)
	case p.Kind == interp.Attr:
		attribute := t.way.String(p.Attr, t.places.Span(p.AttrSpan()))
		return t.way.Call("Fn::GetAtt", at, t.way.List(at, name, attribute), at)
	}
	return t.lookup(p, name, at)
}

func (t *strand) lookup(p interp.Part, mapping *syntax.Node, at source.Span) *syntax.Node {
	items := []*syntax.Node{mapping}
	for i, key := range p.Keys {
		value := t.key(key)
		if value == nil {
			return nil
		}
		if i == 2 {
			value = t.defaultValue(key, value)
		}
		items = append(items, value)
	}
	return t.way.Call("Fn::FindInMap", at, t.way.List(at, items...), at)
}

// key makes a key of a lookup.
func (t *strand) key(key interp.Key) *syntax.Node {
	at := t.places.Span(key.From, key.To)
	switch {
	case key.Expr == nil:
		return t.way.String(key.Text, at)
	case key.Expr.Kind == interp.Arg:
		return t.linker.value(t.argumentValue(key.Expr.Name, at, t.frame, t.n.Origin()))
	}
	return t.call(*key.Expr)
}

// defaultValue makes the third argument of Fn::FindInMap, which only the language
// extensions know.
func (t *strand) defaultValue(key interp.Key, value *syntax.Node) *syntax.Node {
	at := t.places.Span(key.From, key.To)
	if !t.extensions {
		t.fail(at, t.n.Origin(), "a default value in a lookup needs the transform `AWS::LanguageExtensions`").Help =
			"add `Transform: AWS::LanguageExtensions` to the template"
	}
	return t.way.Call("DefaultValue", at, value, at)
}
