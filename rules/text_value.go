package rules

import (
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
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
	case call.Function == "" || !listed(t, call) && t.Gives(call).Fits(template.String):
		return ""
	case listed(t, call):
		return kindOf(n) + ", which gives a list"
	}
	return kindOf(n) + ", which gives " + t.Gives(call).String()
}

// listed reports whether a call is Fn::GetAtt of an attribute that is a list.
func listed(t *template.Template, c template.Call) bool {
	get, _ := c.GetAtt()
	resource := t.Resource(get.Resource.Text)
	if resource == nil {
		return false
	}
	typ, _ := check.TypeOf(resource)
	types, _ := typ.AttributeTypes(get.Attribute.Text)
	return types == schema.Array
}
