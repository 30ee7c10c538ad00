package check

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// combined holds a value against schemas that are put together from others.
func (w *walker) combined(s schema.Node, v, key *syntax.Node) {
	for part := range s.AllOf().All() {
		w.value(part, v, key)
	}
	if s.AnyOf().Len() > 0 {
		for range w.worlds(w.choices(s, v)) {
			w.anyOf(s.AnyOf(), v, key)
		}
	}
	if s.OneOf().Len() > 0 {
		for range w.worlds(w.choices(s, v)) {
			w.oneOf(s.OneOf(), v, key)
		}
	}
	if part := s.Not(); !part.IsZero() {
		for range w.worlds(w.choices(part, v)) {
			w.not(part, v, key)
		}
	}
	if condition := s.If(); !condition.IsZero() {
		for range w.worlds(w.choices(condition, v)) {
			w.either(s, v, key)
		}
	}
}

// either holds a value against one of two schemas, as a third decides.
func (w *walker) either(s schema.Node, v, key *syntax.Node) {
	switch w.match(s.If(), v, key) {
	case yes:
		w.branch(s.If(), s.Then(), v, key)
	case no:
		w.branch(s.If(), s.Else(), v, key)
	default:
		w.unsure = true
	}
}

// branch holds a value against what a condition leads to. If nothing is allowed then, the last
// property that the condition speaks of is at fault.
func (w *walker) branch(condition, s schema.Node, v, key *syntax.Node) {
	if !s.Resolve().Never() {
		w.value(s, v, key)
		return
	}
	for name, value := range v.Pairs() {
		if _, spoken := condition.Resolve().Properties().Get(name.Text()); spoken {
			key, v = name, value
		}
	}
	if v.IsScalar() {
		w.fail("E3002", v, "`%s` must not be `%s` here", key.Text(), shorten(v.Text()))
		return
	}
	w.fail("E3002", key, "`%s` must not be set so", key.Text())
}

// not wants that a value does not meet a schema.
func (w *walker) not(part schema.Node, v, key *syntax.Node) {
	switch w.match(part, v, key) {
	case unknown:
		w.unsure = true
	case yes:
		if at := forbidden(part, v); at != nil {
			w.fail("E3002", at, "`%s` must not be set here", at.Text())
			return
		}
		if v.IsScalar() {
			w.fail("E3002", v, "`%s` is not allowed here", shorten(v.Text()))
			return
		}
		w.fail("E3002", key, "this value is not allowed here")
	}
}

// forbidden is the key of the property by which an object meets a schema that it must not
// meet, or nil.
func forbidden(part schema.Node, v *syntax.Node) *syntax.Node {
	if at := v.Key(onlyRequired(part)); at != nil {
		return at
	}
	for alternative := range part.AnyOf().All() {
		if at := v.Key(onlyRequired(alternative)); at != nil {
			return at
		}
	}
	return nil
}

// onlyRequired is the property that a schema wants and nothing else, or "".
func onlyRequired(s schema.Node) string {
	if names := s.Required(); names.Len() == 1 && s.Properties().Len() == 0 {
		return names.At(0)
	}
	return ""
}

// anyOf wants one alternative or more.
func (w *walker) anyOf(list schema.Nodes, v, key *syntax.Node) {
	for part := range list.All() {
		switch w.match(part, v, key) {
		case yes:
			return
		case unknown:
			w.unsure = true
			return
		}
	}
	w.none("E3017", list, v, key)
}

// oneOf wants exactly one alternative. A text that is a number meets more than one by itself,
// so several count only where each is met without taking one for the other.
func (w *walker) oneOf(list schema.Nodes, v, key *syntax.Node) {
	met := 0
	for part := range list.All() {
		switch w.match(part, v, key) {
		case yes:
			met++
		case unknown:
			w.unsure = true
			return
		}
	}
	switch {
	case met == 0:
		w.none("E3018", list, v, key)
	case met > 1 && w.strictly(list, v, key) > 1:
		w.fail("E3018", key, "only one of %d alternatives may be met, but several are", list.Len())
	}
}

func (w *walker) strictly(list schema.Nodes, v, key *syntax.Node) (met int) {
	strict := *w
	strict.strict = true
	for part := range list.All() {
		if strict.match(part, v, key) == yes {
			met++
		}
	}
	return met
}

// none says that no alternative is met: by what is wrong with the one that was most likely
// meant, if there is one.
func (w *walker) none(rule string, list schema.Nodes, v, key *syntax.Node) {
	w.failed = true
	if w.quiet {
		return
	}
	if names := requiredBy(list); names != nil {
		w.fail(rule, key, "one of the properties %s is missing", among(names))
		return
	}
	if w.formless(rule, list, v) {
		return
	}
	best := w.nearest(list, v, key)
	switch {
	case len(best) > 0:
		for _, violation := range best {
			violation.Rule = rule
			w.report(violation)
		}
	case v.IsScalar():
		w.fail(rule, v, "`%s` has none of the forms that are allowed here", shorten(v.Text()))
	default:
		w.fail(rule, key, "this value has none of the %d forms that are allowed here", list.Len())
	}
}

// formless says that a value has none of several forms: in sum, and form by form, each under
// the rule of the form. A reference names something else.
func (w *walker) formless(rule string, list schema.Nodes, v *syntax.Node) bool {
	names := formsOf(list)
	if call := template.CallOf(v); names != nil && call.Function != "" {
		w.wrongReference(call, v, names)
		return true
	}
	if names == nil || !v.IsScalar() {
		return false
	}
	w.fail(rule, v, "`%s` has none of the forms that are allowed here, expected %s", shorten(v.Text()), among(names))
	for _, name := range names {
		if w.source == nil {
			w.form(formOf(name), v)
		}
	}
	return true
}

// requiredBy names what alternatives require, if that is all that they do.
func requiredBy(list schema.Nodes) (names []string) {
	for part := range list.All() {
		name := onlyRequired(part.Resolve())
		if name == "" {
			return nil
		}
		names = append(names, name)
	}
	return names
}

// nearest finds out what is wrong with the alternative that a value misses least. It is nothing
// where several come equally near.
func (w *walker) nearest(list schema.Nodes, v, key *syntax.Node) (best []Violation) {
	ties := 0
	for part := range list.All() {
		wrong := w.trial(part, v, key)
		switch {
		case best == nil || len(wrong) < len(best):
			best, ties = wrong, 1
		case len(wrong) == len(best):
			ties++
		}
	}
	if ties > 1 {
		return nil
	}
	return best
}

// trial lists what is wrong with a value by a schema, and reports nothing.
func (w *walker) trial(s schema.Node, v, key *syntax.Node) []Violation {
	t, c := *w, *w.checker
	c.found, c.seen = nil, map[said]bool{}
	t.checker, t.source = &c, nil
	t.value(s, v, key)
	return c.found
}
