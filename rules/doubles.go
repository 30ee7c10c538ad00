package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/template"
)

// doubles goes through the values at a path that a resource of a type shares with one before it,
// where both surely exist at once. The values may be known to the deployment only.
func doubles(t *template.Template, name, path string) iter.Seq2[place, place] {
	return func(yield func(first, second place) bool) {
		var seen []place
		for r := range written(t, name) {
			before := len(seen)
			for at := range placesAt(t, r, path) {
				first, twice := double(t, seen[:before], at)
				if twice && !yield(first, at) {
					return
				}
				seen = append(seen, at)
			}
		}
	}
}

// double finds the first of places that has the same value as another, and is there with it.
func double(t *template.Template, seen []place, at place) (first place, twice bool) {
	for _, first := range seen {
		if template.Same(first.value, at.value) && !template.IsNoValue(at.value) && together(t, first.when, at.when) {
			return first, true
		}
	}
	return place{}, false
}
