package rules

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// tagKeys goes through the keys of a resource's tags that are literals, with the scenarios in
// which they count.
func tagKeys(t *template.Template, r *template.Resource) iter.Seq[place] {
	known, _ := schema.Lookup(r.Type)
	property, form := known.Tags()
	return func(yield func(place) bool) {
		switch form {
		case schema.TagList, schema.GroupTags:
			for at := range placesAt(t, r, property+".*.Key") {
				if isFixed(at.value) && !yield(at) {
					return
				}
			}
		case schema.TagMap:
			for tags := range placesAt(t, r, property) {
				for key := range tags.value.Pairs() {
					if template.CallOf(tags.value).Function == "" && !yield(place{key, key, tags.when}) {
						return
					}
				}
			}
		}
	}
}

// together reports whether two parts of a template surely exist at once in some deployment.
func together(t *template.Template, a, b *template.Scenario) bool {
	return t.Possible(a.And(b)) == template.Yes
}
