package rules

import (
	"iter"
	"slices"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// lifecycleRule is a rule of a bucket that moves objects to colder storage classes and ends them.
type lifecycleRule struct {
	place
	bucket *template.Resource
}

// lifecycleRules goes through the rules of all buckets.
func lifecycleRules(p *lint.Pass) iter.Seq[lifecycleRule] {
	return func(yield func(lifecycleRule) bool) {
		for r := range written(p.Template, bucketType) {
			for at := range placesAt(p.Template, r, "LifecycleConfiguration.Rules.*") {
				if at.value.Is(syntax.Map) && !yield(lifecycleRule{at, r}) {
					return
				}
			}
		}
	}
}

// off reports whether a rule is switched off.
func (r lifecycleRule) off(c *template.Case) bool {
	status, _ := c.Text(c.At(r.value, "Status"))
	return status == "Disabled"
}

// transitions returns the moves of a rule that stand under a key, or under the older key of a
// single one.
func (r lifecycleRule) transitions(t *template.Template, list, single string) []place {
	return append(slices.Collect(below(t, r.place, list+".*")), slices.Collect(below(t, r.place, single))...)
}

// current and noncurrent are the moves of objects, and of versions that were replaced.
func (r lifecycleRule) current(t *template.Template) []place {
	return r.transitions(t, "Transitions", "Transition")
}

func (r lifecycleRule) noncurrent(t *template.Template) []place {
	return r.transitions(t, "NoncurrentVersionTransitions", "NoncurrentVersionTransition")
}

// coldness orders the storage classes: S3 moves objects to a colder one only.
var coldness = []string{"STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"}

// classOf returns the storage class of a move, and how cold it is: -1 where that is not known.
func classOf(c *template.Case, transition *syntax.Node) (class string, cold int) {
	class, _ = c.Text(c.At(transition, "StorageClass"))
	return class, slices.Index(coldness, class)
}

// isInfrequent reports whether a storage class is one for infrequent access, in which objects stay
// for 30 days at least.
func isInfrequent(class string) bool { return class == "STANDARD_IA" || class == "ONEZONE_IA" }

// judge asks about a rule, or about moves of it, where they are there.
func (r lifecycleRule) judge(p *lint.Pass, question func(*template.Case) template.Answer, moves ...place) template.Verdict {
	return p.Template.Judge(r.bucket.When(), func(c *template.Case) template.Answer {
		there := c.In(r.when)
		for _, move := range moves {
			there = there.And(c.In(move.when))
		}
		if there != template.Yes {
			return there
		}
		return question(c)
	})
}
