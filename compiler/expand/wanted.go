package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// want says which names a place takes.
type want uint8

const (
	anyName      want = iota
	resourceName      // no parameter, as in DependsOn
)

// name links a place that wants a name: "@A" there is "A".
func (l *linker) name(n *syntax.Node, wanted want) *syntax.Node {
	if n.Kind() != syntax.String {
		return l.value(n)
	}
	f := l.frameOf(n)
	parts := l.parse(n, f, 0)
	switch {
	case parts == nil:
		return n
	case len(parts) == 1 && parts[0].Kind == interp.Ref:
		return l.named(n, parts[0], wanted)
	case isSpelled(parts):
		return l.spellNames(n, f, parts)
	}
	l.failName(n, parts)
	return n
}

func (l *linker) named(n *syntax.Node, p interp.Part, wanted want) *syntax.Node {
	at := nameSpan(n.Places(), n.Text(), p)
	if symbol := l.names.Lookup(p.Name); wanted == resourceName && isParameter(symbol) {
		l.fail(n.TextSpan(p.From, p.To), n.Origin(), "`%s` is %s, where the name of a resource is wanted", p.Name, symbol)
	}
	return l.interpolated(n).String(p.Name, at)
}

func isParameter(s interp.Symbol) bool { return s == interp.Parameter || s == interp.Pseudo }

func (l *linker) failName(n *syntax.Node, parts []interp.Part) {
	for _, p := range parts {
		if p.Kind != interp.Text {
			at := n.TextSpan(p.From, p.To)
			l.fail(at, n.Origin(), "`%s` gives a value, where a name is wanted", n.Text()[p.From:p.To]).Help = "write the name alone"
			return
		}
	}
}

// isSpelled reports whether a text has arguments and escapes, and no other expressions.
func isSpelled(parts []interp.Part) bool {
	for _, p := range parts {
		if p.Kind != interp.Text && p.Kind != interp.Arg {
			return false
		}
	}
	return true
}

// nameSpan is where the name of an expression was written.
func nameSpan(places syntax.Places, text string, p interp.Part) source.Span {
	at := strings.Index(text[p.From:p.To], p.Name)
	if at < 0 {
		return places.Span(p.From, p.To)
	}
	return places.Span(p.From+at, p.From+at+len(p.Name))
}

// dependsOn links a resource attribute that names resources, one or a list.
func (l *linker) dependsOn(n *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.List {
		return l.name(n, resourceName)
	}
	return rebuild(n, func(_ int, _, item *syntax.Node) *syntax.Node { return l.name(item, resourceName) })
}

// getAttArgument links [resource, attribute], or a string that reading could not split
// because it has braced expressions.
func (l *linker) getAttArgument(n *syntax.Node) *syntax.Node {
	if n.Kind() == syntax.String {
		return l.getAttText(n)
	}
	if n.Kind() != syntax.List || n.Len() == 0 {
		return l.value(n)
	}
	return rebuild(n, func(i int, _, item *syntax.Node) *syntax.Node {
		if i == 0 {
			return l.name(item, anyName)
		}
		return l.value(item)
	})
}

func (l *linker) getAttText(n *syntax.Node) *syntax.Node {
	f := l.frameOf(n)
	spelled := n
	if parts := l.parse(n, f, 0); parts != nil {
		spelled = l.spellNames(n, f, parts)
	}
	if dot := strings.IndexByte(spelled.Text(), '.'); dot >= 0 {
		return l.splitAt(spelled, dot)
	}
	return spelled
}

// spellNames writes the names and attributes of expressions in their place. It returns nil,
// and says why, where an expression is not a name.
func (l *linker) spellNames(n *syntax.Node, f *frame, parts []interp.Part) *syntax.Node {
	places := n.Places()
	var pieces []syntax.Piece
	for _, p := range parts {
		at := places.Span(p.From, p.To)
		switch p.Kind {
		case interp.Text:
			pieces = append(pieces, syntax.Piece{Text: p.Text, Node: n, From: p.From})
		case interp.Ref:
			pieces = append(pieces, syntax.Piece{Text: p.Name, Span: at})
		case interp.Attr:
			pieces = append(pieces, syntax.Piece{Text: p.Name + "." + p.Attr, Span: at})
		case interp.Arg:
			value := l.spelled(p.Name, at, f, n.Origin())
			if value == nil {
				return nil
			}
			pieces = append(pieces, syntax.Piece{Text: value.Text(), Node: value})
		default:
			l.failName(n, parts)
			return nil
		}
	}
	return l.interpolated(n).Text(n.Span(), pieces...)
}
