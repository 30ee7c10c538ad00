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

// inOutputValue reports whether a part of a template is the value of an output.
func inOutputValue(o *template.Owner) bool { return o.Section == "Outputs" && o.Part == "Value" }

// answersFor reports whether a function that fails in a part of a template is a matter of the
// pass's rule: in the value of an output it is one of the output's.
func answersFor(p *lint.Pass, o *template.Owner) bool {
	return resolves(o) && inOutputValue(o) == (p.Rule.ID == outputValueID)
}

// onlyParameters reports whether a part of a template is evaluated before there are
// resources, so that it can refer to parameters only.
func onlyParameters(o *template.Owner) bool {
	return o.Section == "Conditions" || o.Section == "Rules"
}

// targets looks at what the uses of one kind name.
type targets struct {
	*lint.Pass
	hints int // that may still be looked for: in a large template that takes its time
}

const maxHints = 50

// eachTarget calls check for every use in one way that CloudFormation looks up.
func eachTarget(p *lint.Pass, via template.Via, check func(*targets, *template.Use)) {
	t := &targets{p, maxHints}
	for i := range p.Template.Uses() {
		if u := &p.Template.Uses()[i]; u.Via == via && resolves(u.Owner) {
			check(t, u)
		}
	}
}

// eachFailing is eachTarget for a rule of functions that fail without a target.
func eachFailing(p *lint.Pass, via template.Via, check func(*targets, *template.Use)) {
	eachTarget(p, via, func(t *targets, u *template.Use) {
		if answersFor(p, u.Owner) {
			check(t, u)
		}
	})
}

// didYouMean ends a message about an undeclared name with the one that was probably meant.
func (t *targets) didYouMean(name string) string {
	if t.hints == 0 {
		return ""
	}
	t.hints--
	return meaning(t.Template.Nearest(name))
}

// undeclared says that a use names nothing, if it surely does.
func (t *targets) undeclared(u *template.Use) {
	if name := t.Template.Undeclared(u); name != "" {
		t.AtSpan(u.Name.Node, u.Span(), "`%s` is %s%s", name, undeclared(t.Template, name), t.didYouMean(name))
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

// early says that a use wants a resource before there is one.
func (t *targets) early(u *template.Use) {
	for name := range u.Names() {
		if onlyParameters(u.Owner) && t.Template.Resource(name) != nil {
			t.AtSpan(u.Name.Node, u.Span(), "`%s` is a resource, and the section `%s` is evaluated before there are resources", name, u.Owner.Section).
				Help("refer to a parameter or a pseudo parameter here")
			return
		}
	}
}
