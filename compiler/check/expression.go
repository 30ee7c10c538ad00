package check

import "github.com/cfnc/cfnc/schema"

// expressions are the regular expressions that were needed so far.
type expressions struct{ parsed map[string]*expression }

// match reports whether a text may match a pattern. One that cannot be checked matches all.
func (x *expressions) match(p schema.Pattern, text string) bool {
	if !p.Checked() {
		return true
	}
	for source := range p.Match().All() {
		if e := x.of(source); e != nil && !e.matches(text) {
			return false
		}
	}
	for source := range p.Exclude().All() {
		if e := x.of(source); e != nil && e.matches(text) {
			return false
		}
	}
	return true
}

// of returns an expression, nil for one that is none: then it never complains.
func (x *expressions) of(source string) *expression {
	e, known := x.parsed[source]
	if !known {
		e = newExpression(source)
		x.parsed[source] = e
	}
	return e
}
