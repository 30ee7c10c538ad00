package check

import (
	"regexp"

	"github.com/cfnc/cfnc/schema"
)

// expressions are the regular expressions that were needed so far: to compile all of them
// would take longer than all else.
type expressions struct{ compiled map[string]*regexp.Regexp }

// match reports whether a text may match a pattern. One that cannot be checked matches all.
func (x *expressions) match(p schema.Pattern, text string) bool {
	if !p.Checked() {
		return true
	}
	for source := range p.Match().All() {
		if e := x.compile(source); e != nil && !e.MatchString(text) {
			return false
		}
	}
	for source := range p.Exclude().All() {
		if e := x.compile(source); e != nil && e.MatchString(text) {
			return false
		}
	}
	return true
}

func (x *expressions) compile(source string) *regexp.Regexp {
	e, known := x.compiled[source]
	if !known {
		e, _ = regexp.Compile(source) // nil where it cannot be: then it never complains
		x.compiled[source] = e
	}
	return e
}
