package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Rules that compare single properties ask about them case by case, by Judge, and find the other
// resource by partner. Those that look into lists ask here what several parts can be at once.
// What no rule can know, as the value of a parameter, is passed on as the function that gives it.

// written goes through the resources of a type that stand in the template as they are
// deployed: no macro and no loop makes something else of them.
func written(t *template.Template, name string) iter.Seq[*template.Resource] {
	return func(yield func(*template.Resource) bool) {
		for _, r := range t.OfType(name) {
			if r.Loop == nil && whole(t, r) && !yield(r) {
				return
			}
		}
	}
}

// settings goes through what a property may be, absent where it is left out: the value is nil
// then, and the key that of the properties, or of the resource.
func settings(t *template.Template, r *template.Resource, name string) iter.Seq[place] {
	return func(yield func(place) bool) {
		properties, all := r.Attribute("Properties")
		key, value := all.Key(name), all.Get(name)
		if value == nil {
			yield(place{key: firstNode(properties, r.Key), when: r.When()})
			return
		}
		for when, branch := range t.Branches(value, r.When()) {
			if template.IsNoValue(branch) {
				branch = nil
			}
			if !yield(place{key, branch, when}) {
				return
			}
		}
	}
}

func firstNode(nodes ...*syntax.Node) *syntax.Node {
	for _, n := range nodes {
		if n != nil {
			return n
		}
	}
	return nil
}

// pairs goes through what two properties may be at once, in a scenario.
func pairs(t *template.Template, when *template.Scenario, a, b iter.Seq[place]) iter.Seq2[place, place] {
	return func(yield func(a, b place) bool) {
		for x := range a {
			for y := range b {
				if together(t, when.And(x.when), y.when) && !yield(x, y) {
					return
				}
			}
		}
	}
}

// partners goes through the resources of a type that values name for sure, and which exist where
// the value counts. The place is that of the value.
func partners(t *template.Template, values iter.Seq[place], name string) iter.Seq2[place, *template.Resource] {
	return func(yield func(place, *template.Resource) bool) {
		for at := range values {
			other, _ := t.Certain(at.value)
			if other == nil || other.Type != name || !whole(t, other) {
				continue
			}
			at.when = at.when.And(other.When())
			if t.Possible(at.when) == template.Yes && !yield(at, other) {
				return
			}
		}
	}
}

// below is placesAt for a part of the properties.
func below(t *template.Template, at place, path string) iter.Seq[place] {
	return func(yield func(place) bool) { follow(t, at, path, yield) }
}

// partner returns the resource of a type that a value names in a case and that exists there, or
// nil.
func partner(c *template.Case, value *syntax.Node, name string) *template.Resource {
	r := c.Target(value)
	if r == nil || r.Type != name || r.Loop != nil || !c.Exists(r) {
		return nil
	}
	return r
}

// differ reports whether two values are different for sure in a case: other resources of a type,
// or other texts.
func differ(c *template.Case, a, b *syntax.Node, name string) bool {
	if x, y := partner(c, a, name), partner(c, b, name); x != nil && y != nil {
		return x != y
	}
	x, known := c.Text(a)
	y, alsoKnown := c.Text(b)
	return known && alsoKnown && x != y
}

// node is where the value stands, or the key that lacks it.
func (p place) node() *syntax.Node { return firstNode(p.value, p.key) }

// number returns a whole number that is the same in every deployment, or the one that counts
// where it is left out.
func (p place) number(absent int) (n int, known bool) {
	if p.value == nil {
		return absent, true
	}
	return template.LiteralInt(p.value)
}

// flag is number for booleans.
func (p place) flag(absent bool) (is, known bool) {
	if p.value == nil {
		return absent, true
	}
	return template.LiteralBool(p.value)
}

// one goes through a single place.
func one(at place) iter.Seq[place] {
	return func(yield func(place) bool) { yield(at) }
}
