package expand

import (
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// sub links the argument of Fn::Sub, a text or [text, variables].
func (l *linker) sub(n *syntax.Node) *syntax.Node {
	if n.Kind() == syntax.String {
		return l.subText(n, nil)
	}
	if n.Kind() != syntax.List {
		return l.value(n)
	}
	return rebuild(n, func(i int, _, item *syntax.Node) *syntax.Node {
		if i == 0 && item.Kind() == syntax.String {
			return l.subText(item, n.Item(1))
		}
		return l.value(item)
	})
}

// subText links the text of Fn::Sub, in which a reference becomes ${Name}.
func (l *linker) subText(n, variables *syntax.Node) *syntax.Node {
	f := l.frameOf(n)
	parts := l.parse(n, f, interp.InSub)
	if parts == nil {
		return n
	}
	s := splice{linker: l, whole: n, mode: interp.InSub, shadow: variables}
	s.addParts(n, f, parts)
	return s.textAlone(l.interpolated(n))
}

// addCall adds a function to the string: as a value, or as ${…} where Fn::Sub knows it.
func (t *strand) addCall(call *syntax.Node, at source.Span) {
	if t.mode != interp.InSub {
		t.addValue(call)
		return
	}
	name, text := holeName(call), at.Text()
	if name != "" {
		text = "${" + name + "}"
		t.checkShadow(name, at)
	} else {
		t.fail(at, t.n.Origin(), "`%s` cannot stand in the text of `Fn::Sub`", at.Text()).Help =
			"write `!Sub [\"… ${Value} …\", {Value: \"" + at.Text() + "\"}]`"
	}
	t.addText(syntax.Piece{Text: text, Span: at}, at, t.way)
}

// checkShadow reports a name that the variables of Fn::Sub hide.
func (t *strand) checkShadow(name string, at source.Span) {
	if t.shadow.Key(name) == nil {
		return
	}
	t.fail(at, t.n.Origin(), "`%s` would be the variable `%s` of this `Fn::Sub`", at.Text(), name).Help =
		"rename the variable, as in `!Sub [\"… ${My" + name + "} …\", {My" + name + ": \"" + at.Text() + "\"}]`"
}

// holeName is what stands between the braces of ${…} for a reference or an attribute, or ""
// for what has no such form.
func holeName(call *syntax.Node) string {
	key, argument := call.Only()
	switch key.Text() {
	case "Ref":
		return argument.Text()
	case "Fn::GetAtt":
		if attribute := argument.Item(1).Text(); attribute != "" {
			return argument.Item(0).Text() + "." + attribute
		}
	}
	return ""
}
