package check

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// object holds a map against a schema.
func (w *walker) object(s schema.Node, v, key *syntax.Node) {
	open := w.inserted(v) || w.open && w.depth == 1
	for name, value := range v.Pairs() {
		w.member(s, v, name, value)
	}
	if open {
		w.unsure = true
		return
	}
	w.required(s, v, key)
	w.requiredOr(s, v, key)
	w.requiredXor(s, v, key)
	w.dependent(s, v)
	w.size(s, v, key)
}

// member holds one pair of a map against the schema of its name.
func (w *walker) member(s schema.Node, object, name, value *syntax.Node) {
	text := name.Text()
	if strings.HasPrefix(text, "Fn::") || w.isOpen(text) {
		return
	}
	if names := s.PropertyNames(); !names.IsZero() && !template.IsNoValue(value) {
		w.value(names, name, name)
	}
	below, known := s.Properties().Get(text)
	if known {
		w.value(below, value, name)
	}
	for pattern, below := range s.PatternProperties() {
		if w.expression.match(pattern, text) {
			known = true
			w.value(below, value, name)
		}
	}
	if !known && s.Closed() && !template.IsNoValue(value) {
		w.unexpected(s, object, name)
	}
}

// unexpected says that there is no property of a name.
func (w *walker) unexpected(s schema.Node, object, name *syntax.Node) {
	w.failed = true
	if w.quiet {
		return
	}
	var names []string
	for candidate := range s.Properties().All() {
		if object.Key(candidate) == nil {
			names = append(names, candidate)
		}
	}
	near := diag.Nearest(name.Text(), names, maxEdits)
	message := "`" + shorten(name.Text()) + "` is no property that is known here"
	switch pattern := namePattern(s); {
	case pattern != "" && s.Properties().Len() == 0:
		message = "the name `" + shorten(name.Text()) + "` does not match the pattern `" + pattern + "`"
	case near != "":
		message += ", did you mean `" + near + "`?"
	case len(names) > 0 && len(names) <= maxNamed:
		message += ", expected " + among(names)
	}
	w.report(Violation{Rule: "E3002", Node: name, Message: message, Fix: renaming(name, near)})
}

// namePattern is the pattern for the names of properties, if there is one only.
func namePattern(s schema.Node) (source string) {
	for pattern := range s.PatternProperties() {
		if source != "" {
			return ""
		}
		source = pattern.Source()
	}
	return source
}

// required wants properties.
func (w *walker) required(s schema.Node, v, key *syntax.Node) {
	for name := range s.Required().All() {
		switch w.property(v, name) {
		case missing:
			w.fail("E3003", key, "`%s` is missing", name)
		case sometimes:
			w.sometimes(v, name, func() { w.fail("E3003", v.Key(name), "`%s` is missing when its condition does not hold", name) })
		}
	}
}

// sometimes calls fail if there certainly is a scenario in which a property is missing.
func (w *walker) sometimes(v *syntax.Node, name string, fail func()) {
	if w.quiet {
		w.unsure = true
		return
	}
	for range w.worlds([]*syntax.Node{v.Get(name)}) {
		if w.property(v, name) == missing {
			fail()
			return
		}
	}
}

// has lists those of some properties that an object has; certain is false if that depends on
// conditions.
func (w *walker) has(v *syntax.Node, names schema.Strings) (list []string, certain bool) {
	for name := range names.All() {
		switch w.property(v, name) {
		case there:
			list = append(list, name)
		case sometimes:
			return nil, false
		}
	}
	return list, true
}

// each calls check for every scenario of some properties of an object.
func (w *walker) each(v *syntax.Node, names schema.Strings, check func(has []string)) {
	var values []*syntax.Node
	for name := range names.All() {
		if w.property(v, name) == sometimes {
			values = append(values, v.Get(name))
		}
	}
	if len(values) > 0 && w.quiet {
		w.unsure = true
		return
	}
	for range w.worlds(values) {
		if has, certain := w.has(v, names); certain {
			check(has)
		}
	}
}

// requiredOr wants one of some properties or more.
func (w *walker) requiredOr(s schema.Node, v, key *syntax.Node) {
	names := s.RequiredOr()
	if names.Len() == 0 {
		return
	}
	w.each(v, names, func(has []string) {
		if len(has) == 0 {
			w.fail("E3058", key, "one of the properties %s is missing", among(names.Slice()))
		}
	})
}

// requiredXor wants exactly one of some properties.
func (w *walker) requiredXor(s schema.Node, v, key *syntax.Node) {
	names := s.RequiredXor()
	if names.Len() == 0 {
		return
	}
	w.each(v, names, func(has []string) {
		switch {
		case len(has) == 0:
			w.fail("E3014", key, "one of the properties %s is missing", among(names.Slice()))
		case len(has) > 1:
			first, last := w.order(v, has[0], has[1])
			w.fail("E3014", v.Key(last), "`%s` and `%s` exclude each other", first, last)
		}
	})
}

// dependent looks at properties that need or exclude others.
func (w *walker) dependent(s schema.Node, v *syntax.Node) {
	needs, excludes := s.DependentRequired(), s.DependentExcluded()
	if needs.Len() == 0 && excludes.Len() == 0 {
		return
	}
	for name, value := range v.Pairs() {
		if template.IsNoValue(value) {
			continue
		}
		others, _ := needs.Get(name.Text())
		for other := range others.All() {
			w.pair(v, name.Text(), other, func(has bool) {
				if !has {
					w.fail("E3021", name, "`%s` needs `%s` beside it", name.Text(), other)
				}
			})
		}
		others, _ = excludes.Get(name.Text())
		for other := range others.All() {
			w.pair(v, name.Text(), other, func(has bool) {
				if has {
					first, last := w.order(v, name.Text(), other)
					w.fail("E3020", v.Key(last), "`%s` and `%s` exclude each other", first, last)
				}
			})
		}
	}
}

// pair calls check for every scenario in which a property is there, with whether another is.
func (w *walker) pair(v *syntax.Node, name, other string, check func(has bool)) {
	var values []*syntax.Node
	for _, n := range [...]string{name, other} {
		if w.property(v, n) == sometimes {
			values = append(values, v.Get(n))
		}
	}
	if len(values) > 0 && w.quiet {
		w.unsure = true
		return
	}
	for range w.worlds(values) {
		if w.property(v, name) == there {
			check(w.property(v, other) == there)
		}
	}
}

// order puts two properties into the order of the source.
func (w *walker) order(v *syntax.Node, a, b string) (first, last string) {
	names := []string{a, b}
	var found []string
	for key := range v.Pairs() {
		if slices.Contains(names, key.Text()) && !slices.Contains(found, key.Text()) {
			found = append(found, key.Text())
		}
	}
	if len(found) < 2 {
		return a, b
	}
	return found[0], found[1]
}

// size counts properties.
func (w *walker) size(s schema.Node, v, key *syntax.Node) {
	least, bounded := s.MinProperties()
	most, limited := s.MaxProperties()
	if !bounded && !limited {
		return
	}
	few, many := w.present(v.Kids(), 2)
	switch {
	case bounded && many < least:
		w.fail("E3002", key, "this map has %s, expected at least %d", count(many, "property", "properties"), least)
	case limited && few > most:
		w.fail("E3002", key, "this map has %s, expected at most %d", count(few, "property", "properties"), most)
	case bounded && few < least, limited && many > most:
		w.unsure = true
	}
}
