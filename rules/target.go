package rules

import (
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// resolves reports whether CloudFormation looks up what a part of a template refers to. It
// does not look at metadata of the whole template, nor at sections that it does not know.
func resolves(o *template.Owner) bool {
	switch o.Section {
	case "Conditions", "Rules", "Resources", "Outputs", "Globals":
		return true
	}
	return false
}

// onlyParameters reports whether a part of a template is evaluated before there are
// resources, so that it can refer to parameters only.
func onlyParameters(o *template.Owner) bool {
	return o.Section == "Conditions" || o.Section == "Rules"
}

// reportUndeclared says that a use names nothing, if it surely does.
func reportUndeclared(p *lint.Pass, u *template.Use) {
	if name := p.Template.Undeclared(u); name != "" {
		p.AtSpan(u.Name.Node, u.Span(), "`%s` is %s%s", name, undeclared(p.Template, name), meaning(p.Template.Nearest(name)))
	}
}

// undeclared says what a name is that is neither a parameter nor a resource.
func undeclared(t *template.Template, name string) string {
	switch {
	case t.Condition(name) != nil:
		return "a condition, expected a parameter or a resource"
	case t.Mapping(name) != nil:
		return "a mapping, expected a parameter or a resource"
	}
	return "neither a parameter nor a resource of this template"
}

// reportEarly says that a use wants a resource before there is one.
func reportEarly(p *lint.Pass, u *template.Use) {
	if names, _ := u.Names(); len(names) > 0 && onlyParameters(u.Owner) && p.Template.Resource(names[0]) != nil {
		p.AtSpan(u.Name.Node, u.Span(), "`%s` is a resource, and the section `%s` is evaluated before there are resources",
			names[0], u.Owner.Section).Help("refer to a parameter or a pseudo parameter here")
	}
}
