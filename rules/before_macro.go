package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// beforeMacro softens a finding in a template that goes through a macro which cfnc does not
// know: it counts unless the macro takes the place away.
func beforeMacro(p *lint.Pass, f *lint.Finding) *lint.Finding {
	m := p.Template.Macro()
	if m == nil {
		return f
	}
	return f.Severity(min(p.Rule.Severity, diag.Warning)).Certainty(diag.May).
		Note(m.Node, "the macro `%s` may change this before CloudFormation looks at it", m.Name)
}

// forMacro reports whether a resource is an order to a macro: it has no type, or one that is
// neither AWS's own nor a custom resource's, and CloudFormation need not understand it.
func forMacro(t *template.Template, r *template.Resource) bool {
	owner, _, _ := strings.Cut(r.Type, "::")
	return t.Opaque() && owner != "AWS" && owner != "Alexa" && owner != "Custom" || t.ForMacro(r.Type)
}
