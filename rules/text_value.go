package rules

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// wantText reports each branch of a value that certainly gives no text.
func wantText(p *lint.Pass, when *template.Scenario, n *syntax.Node, what string) {
	for _, value := range p.Template.Branches(n, when) {
		if gives := noText(p.Template, value); gives != "" {
			p.At(value, "%s is %s, expected a text", what, gives)
		}
	}
}

// noText says what a value is that certainly gives no text, else "".
func noText(t *template.Template, n *syntax.Node) string {
	call := template.CallOf(n)
	switch {
	case n.Is(syntax.Map, syntax.List) && call.Function == "" && !macro(n):
		return kindOf(n)
	case call.Function == "" || t.Gives(call).Fits(template.String):
		return ""
	}
	return kindOf(n) + ", which gives " + t.Gives(call).String()
}
