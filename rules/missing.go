package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
)

// missing says that a use counts where a resource that it names does not exist.
func (t *targets) missing(u *template.Use) {
	for name := range u.Names() {
		r := t.Template.Resource(name)
		if r.When() == nil || t.Template.Parameter(name) != nil || onlyParameters(u.Owner) {
			continue
		}
		if t.Template.Possible(u.When.With(r.When().Condition, false)) == template.Yes {
			t.mayMiss(u, r)
		}
	}
}

func (t *targets) mayMiss(u *template.Use, r *template.Resource) {
	condition := r.When().Condition
	counts, certainty := "this place counts in other cases too", diag.May
	if t.Template.Possible(u.When.With(condition, true)) == template.No {
		counts, certainty = "this place counts only if it is false", diag.Must
	}
	finding := t.AtSpan(u.Name.Node, u.Span(), "`%s` exists only if `%s` is true, but %s", r.ID, condition, counts).
		Certainty(certainty).
		Note(r.At("Condition"), "the condition of `%s`", r.ID)
	if u.Via == template.ByDependsOn {
		finding.Help("give this resource the condition of `%s`, or remove the entry", r.ID)
	}
}
