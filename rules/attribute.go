package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// checkGetAttAttributes looks for attributes that the type of a resource does not have, in
// Fn::GetAtt.
func checkGetAttAttributes(p *lint.Pass) {
	for call := range p.Template.Calls(template.FnGetAtt) {
		g, ok := call.GetAtt()
		if !ok || call.Loop != nil || !answersFor(p, call.Owner) {
			continue
		}
		if message := noAttribute(p.Template, g.Resource.Text, g.Attribute.Text); message != "" {
			p.AtSpan(g.Attribute.Node, g.Attribute.Span(), "%s", message).Help(attributeHelp)
		}
	}
}

// checkSubAttributes looks for them in the texts of Fn::Sub.
func checkSubAttributes(p *lint.Pass) {
	for call := range p.Template.Calls(template.FnSub) {
		if call.Loop != nil || !answersFor(p, call.Owner) {
			continue
		}
		sub := call.Sub()
		parts, _ := sub.Parts()
		for _, part := range parts {
			if part.Kind != interp.SubAttr || sub.Variable(part) != nil {
				continue
			}
			if message := noAttribute(p.Template, part.Name, part.Attr); message != "" {
				at := part.NameAt + len(part.Name) + 1
				p.AtSpan(sub.Text, sub.Text.TextSpan(at, at+len(part.Attr)), "%s", message).Help(attributeHelp)
			}
		}
	}
}

const attributeHelp = "name an attribute that the type has"

// noAttribute says that a resource has no attribute of a name, if it surely has none. What a
// custom resource, a module or a type of others has is not known.
func noAttribute(t *template.Template, id, name string) string {
	r := t.Resource(id)
	if r == nil || r.Loop != nil || name == "" || check.IsCustom(r.Type) || t.Opaque() {
		return ""
	}
	typ, known := schema.Lookup(r.Type)
	if _, ok := typ.AttributeTypes(name); ok || !known {
		return ""
	}
	names := attributesOf(typ)
	if len(names) == 0 {
		return ""
	}
	message := "`" + r.Type + "` has no attribute `" + name + "`"
	if near := diag.Nearest(name, names, 2); near != "" {
		return message + meaning(near)
	}
	if isServerless(r) {
		return "" // `Function.Version.Version` names what AWS SAM makes of the resource
	}
	return message + ", expected " + oneOf(names)
}

// attributesOf lists the attributes of a type that have a name of their own.
func attributesOf(typ schema.Type) (names []string) {
	for name := range typ.Attributes() {
		if !strings.Contains(name, "*") {
			names = append(names, name)
		}
	}
	return names
}
