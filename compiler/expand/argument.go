package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// hasArgument reports whether a string may hold @{.name}.
func hasArgument(n *syntax.Node) bool {
	text, ok := n.Str()
	return ok && strings.Contains(text, "@{.")
}

// isArgument reports whether a node is @{.name} and nothing else: such a one becomes the
// value itself.
func isArgument(n *syntax.Node) bool {
	return n.Tag() == "" && argumentName(n) != ""
}

func argumentName(n *syntax.Node) string {
	text, ok := n.Str()
	if !ok || !strings.HasPrefix(text, "@{.") || len(text) > 300 {
		return ""
	}
	parts, _ := interp.Parse(text, noNames{}, interp.Included)
	if len(parts) != 1 || parts[0].Kind != interp.Arg {
		return ""
	}
	return parts[0].Name
}

// wholeArgument goes on to the value that the include passes for @{.name}.
func (e *expander) wholeArgument(n *syntax.Node, c context) (*syntax.Node, context) {
	a := e.argument(argumentName(n), n.Span(), c.frame, c.origin)
	if a == nil {
		return nil, c
	}
	e.spend(1, n.Span(), c.origin)
	return a.value, a.context(n.Span(), c.origin, c.depth)
}

// context is where the value of an argument is read: with the arguments and the folder of
// the file that passes it, at the place that names it.
func (a *argument) context(at source.Span, origin *syntax.Origin, depth int) context {
	c := a.at
	c.origin = syntax.NewOrigin(syntax.Argument, at, origin)
	c.depth = depth + 1
	return c
}

// argument finds an argument by its name, and reports a missing one.
func (e *expander) argument(name string, at source.Span, f *frame, origin *syntax.Origin) *argument {
	if a := f.argument(name); a != nil {
		a.used = true
		return a
	}
	near := diag.Nearest(name, f.argumentNames(), 2)
	d := e.fail(at, origin, "the include passes no argument `%s`%s", name, didYouMean(near))
	d.Help = "add `" + name + "` to `With` of the include, or write `@@{." + name + "}` to keep the text"
	if near != "" {
		d.Help = "write `@{." + near + "}`"
	}
	return nil
}

// key reads a key of a map. Nothing expands in it but arguments, which must be strings.
func (e *expander) key(n *syntax.Node, c context) *syntax.Node {
	written, inner := n, c
	if n.Kind() == syntax.Alias {
		written, inner = e.follow(n, c)
	}
	if written == nil {
		return nil
	}
	if !written.IsScalar() || !isBare(written) {
		e.fail(n.TagSpan(), c.origin, "a key must be a string, not %s", describe(written))
		return nil
	}
	placed := inner.place(written.Untagged())
	if inner.frame.included() && hasArgument(written) {
		return e.spell(placed, inner.frame)
	}
	return placed
}

// spell puts arguments into a text in which nothing else expands. It returns nil where one
// is missing or has no spelling.
func (e *expander) spell(n *syntax.Node, f *frame) *syntax.Node {
	text := n.Text()
	parts, _ := interp.Parse(text, noNames{}, interp.Included)
	if parts == nil {
		return n
	}
	places := n.Places()
	var pieces []syntax.Piece
	for _, p := range parts {
		if p.Kind != interp.Arg {
			pieces = append(pieces, literalPiece(n, p))
			continue
		}
		value := e.spelled(p.Name, places.Span(p.From, p.To), f, n.Origin())
		if value == nil {
			return nil
		}
		pieces = append(pieces, syntax.Piece{Text: value.Text(), Node: value})
	}
	return n.Origin().Text(n.Span(), pieces...)
}

// literalPiece is a part of a text in which only arguments expand, and so only their
// escapes are taken off.
func literalPiece(n *syntax.Node, p interp.Part) syntax.Piece {
	rest := n.Text()[p.To:]
	if p.Kind == interp.Text && (strings.HasPrefix(rest, "{.") || strings.HasPrefix(rest, "@{.")) {
		return syntax.Piece{Text: p.Text, Node: n, From: p.From}
	}
	return syntax.Piece{Text: n.Text()[p.From:p.To], Node: n, From: p.From}
}

// spelled is the value of an argument as it is written into a key or a text where nothing
// else expands.
func (e *expander) spelled(name string, at source.Span, f *frame, origin *syntax.Origin) *syntax.Node {
	value := e.argumentValue(name, at, f, origin)
	if value == nil {
		return nil
	}
	if value.Kind() != syntax.String {
		e.fail(at, origin, "the argument `%s` must be a string here, not %s", name, value.Kind())
		return nil
	}
	if inner := e.frameOf(value); inner.included() && hasArgument(value) {
		value = e.spell(value, inner)
	}
	e.spendBytes(len(value.Text()), at, origin)
	if e.spent.stopped {
		return nil
	}
	return value
}

// argumentValue reads the value of an argument for a place inside of a text.
func (e *expander) argumentValue(name string, at source.Span, f *frame, origin *syntax.Origin) *syntax.Node {
	a := e.argument(name, at, f, origin)
	if a == nil {
		return nil
	}
	e.spend(nodesPerPart, at, origin)
	return e.node(a.value, a.context(at, origin, 0))
}

// reportUnused warns of arguments that the included file never asks for.
func (e *expander) reportUnused() {
	for _, f := range e.frames {
		for _, a := range f.arguments {
			if !a.used && !e.spent.stopped {
				e.warn(UnusedID, UnusedName, a.key.Span(), a.key.Origin(), "`%s` does not use the argument `%s`", f.file.Name(), a.name).Help =
					"take it out of `With`, or use `@{." + a.name + "}` in the included file"
			}
		}
	}
}
