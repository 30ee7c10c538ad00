package rules

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// place is a value of a resource, with the key or the item where it stands and the scenario
// in which it counts.
type place struct {
	key, value *syntax.Node
	when       *template.Scenario
}

// placesAt goes through the values at a path of a resource's properties, as package schema
// writes paths: A.B.*.C. It looks into the branches of Fn::If on the way, and leaves out
// branches that cannot be reached. The values may be other functions.
func placesAt(t *template.Template, r *template.Resource, path string) iter.Seq[place] {
	key, value := r.Attribute("Properties")
	return func(yield func(place) bool) {
		if value != nil && !r.Body.Is(syntax.None) {
			follow(t, place{key, value, r.When()}, path, yield)
		}
	}
}

func follow(t *template.Template, at place, path string, yield func(place) bool) bool {
	for when, value := range t.Branches(at.value, at.when) {
		if !step(t, place{at.key, value, when}, path, yield) {
			return false
		}
	}
	return true
}

func step(t *template.Template, at place, path string, yield func(place) bool) bool {
	if path == "" {
		return yield(at)
	}
	name, rest, _ := strings.Cut(path, ".")
	if name != "*" {
		value := at.value.Get(name)
		return value == nil || follow(t, place{at.value.Key(name), value, at.when}, rest, yield)
	}
	for _, item := range at.value.Items() {
		if item != nil && !follow(t, place{item, item, at.when}, rest, yield) {
			return false
		}
	}
	return true
}

// literal returns the text of a value that is the same in every deployment.
func (p place) literal() (string, bool) {
	text, ok := p.value.Str()
	return text, ok && !strings.Contains(text, "{{resolve:")
}

// given is literal with the values that parameters are given.
func (p place) given(t *template.Template) (string, bool) {
	if it, known := t.Given(p.value); known {
		p.value = it
	}
	return p.literal()
}

// complete reports whether nothing adds attributes to a resource: no macro, and no part of it
// failed to compile.
func complete(t *template.Template, r *template.Resource) bool {
	return !t.Opaque() && r.Body.Is(syntax.Map) && r.Body.Key("Fn::Transform") == nil
}

// whole reports whether a resource is complete, and no function adds properties to it.
func whole(t *template.Template, r *template.Resource) bool {
	key, properties := r.Attribute("Properties")
	return complete(t, r) && (key == nil || isPlain(properties))
}

// isFixed reports whether a value is a text that is the same in every deployment.
func isFixed(n *syntax.Node) bool {
	_, ok := place{value: n}.literal()
	return ok
}
