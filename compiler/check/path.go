package check

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/schema"
)

// complete reports whether all required properties are there. Checks are about how they go
// together.
func (w *walker) complete(properties *syntax.Node) bool {
	for name := range w.typ.Schema().Required().All() {
		if w.property(properties, name) == missing {
			return w.open || w.inserted(properties)
		}
	}
	return true
}

// checks holds values against the schemas of single rules.
func (w *walker) checks(properties, key *syntax.Node) {
	for c := range w.typ.Checks() {
		w.rule = c.Rule
		w.at(segments(c.Path), properties, key, func(v, key *syntax.Node) { w.value(c.Schema, v, key) })
	}
	w.rule = ""
}

// readOnly looks for properties that only CloudFormation sets.
func (w *walker) readOnly(properties *syntax.Node) {
	paths := w.typ.ReadOnly()
	for path := range paths.All() {
		if below(path, paths) || w.typ.Schema().Required().Has(path) {
			continue
		}
		w.at(segments(path), properties, nil, func(_, key *syntax.Node) {
			w.fail("E3040", key, "`%s` is set by AWS and cannot be set here", key.Text())
		})
	}
}

// below reports whether a path leads into what another one of a list names.
func below(path string, paths schema.Strings) bool {
	for other := range paths.All() {
		if strings.HasPrefix(path, other+".") {
			return true
		}
	}
	return false
}

func segments(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, ".")
}

// at visits the values at a path, each in the scenario in which it counts, with its key.
func (w *walker) at(path []string, v, key *syntax.Node, visit func(v, key *syntax.Node)) {
	outer := w.when
	defer func() { w.when = outer }()
	for when, branch := range w.template.Branches(v, outer) {
		w.when = when
		branch = w.known(branch)
		if g := w.given(branch); g.absent || g.unknown || len(path) > 0 && !g.literal {
			continue
		}
		w.below(path, branch, key, visit)
	}
}

func (w *walker) below(path []string, v, key *syntax.Node, visit func(v, key *syntax.Node)) {
	switch {
	case len(path) == 0:
		visit(v, key)
	case path[0] == "*" && v.Is(syntax.List):
		for _, item := range v.Items() {
			w.at(path[1:], item, item, visit)
		}
	case path[0] == "*":
		for name, value := range v.Pairs() {
			w.at(path[1:], value, name, visit)
		}
	case v.Key(path[0]) != nil:
		w.at(path[1:], v.Get(path[0]), v.Key(path[0]), visit)
	}
}
