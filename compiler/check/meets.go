package check

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// Meets reports whether the properties of a resource surely meet a schema in a scenario. All
// meet the zero schema.
func Meets(t *template.Template, r *template.Resource, s schema.Node, when *template.Scenario) bool {
	properties, key := r.Property(), r.Body.Key("Properties")
	typ, known := TypeOf(r)
	if s.IsZero() || !known || !properties.Is(syntax.Map) {
		return s.IsZero()
	}
	steps := maxSteps
	w := &walker{checker: quietChecker(t), resource: r, typ: typ, steps: &steps, base: when, when: when}
	w.open = w.inserted(properties)
	return w.match(s, properties, key) == yes
}
