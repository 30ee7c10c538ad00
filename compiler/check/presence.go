package check

import (
	"iter"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// presence says whether a value is there.
type presence uint8

const (
	missing presence = iota
	sometimes
	there
)

// presence looks at a value where w.when holds.
func (w *walker) presence(v *syntax.Node) presence {
	if template.CallTo(template.FnIf, v).Function == "" {
		return isThere(v)
	}
	first, known := missing, false
	for _, branch := range w.template.Branches(v, w.when) {
		p := isThere(branch)
		if known && p != first {
			return sometimes
		}
		first, known = p, true
	}
	return first
}

func isThere(v *syntax.Node) presence {
	if template.IsNoValue(v) {
		return missing
	}
	return there
}

// property says whether an object has a property.
func (w *walker) property(object *syntax.Node, name string) presence {
	if object.Key(name) == nil {
		return missing
	}
	return w.presence(object.Get(name))
}

// maxWorlds bounds how many combinations of branches are looked at one by one.
const maxWorlds = 32

// worlds goes through the combinations of the branches that values have, with w.when set to
// each. Those of which it is not certain that they can be are left out; if there are too many
// combinations, there is none.
func (w *walker) worlds(values []*syntax.Node) iter.Seq[*template.Scenario] {
	return func(yield func(*template.Scenario) bool) {
		if len(values) == 0 {
			yield(w.when)
			return
		}
		outer := w.when
		defer func() { w.when = outer }()
		for _, w.when = range w.split(values) {
			if !yield(w.when) {
				return
			}
		}
	}
}

func (w *walker) split(values []*syntax.Node) []*template.Scenario {
	list := []*template.Scenario{w.when}
	for _, v := range values {
		var next []*template.Scenario
		for _, when := range list {
			for branch := range w.template.Branches(v, when) {
				if next = append(next, branch); len(next) > maxWorlds {
					return nil
				}
			}
		}
		list = next
	}
	certain := list[:0]
	for _, when := range list {
		if w.template.Possible(when) == template.Yes {
			certain = append(certain, when)
		}
	}
	return certain
}

// choices finds the values below a node that a schema speaks of and that have branches.
func (w *walker) choices(s schema.Node, v *syntax.Node) []*syntax.Node {
	if !w.branched[w.resource] || w.quiet {
		return nil
	}
	return w.choicesBelow(nil, s, v, 0)
}

const maxChoiceDepth = 6

func (w *walker) choicesBelow(list []*syntax.Node, s schema.Node, v *syntax.Node, depth int) []*syntax.Node {
	s = s.Resolve()
	*w.steps--
	switch {
	case template.CallTo(template.FnIf, v).Function != "":
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
		return list
	case s.IsZero() || depth > maxChoiceDepth || *w.steps < 0 || !v.Is(syntax.Map):
		return list
	}
	for name, value := range v.Pairs() {
		below, known := s.Properties().Get(name.Text())
		if known || speaksOf(s, name.Text()) {
			list = w.choicesBelow(list, below, value, depth+1)
		}
	}
	for _, nodes := range [...]schema.Nodes{s.AllOf(), s.AnyOf(), s.OneOf()} {
		for part := range nodes.All() {
			list = w.choicesBelow(list, part, v, depth+1)
		}
	}
	for _, part := range [...]schema.Node{s.If(), s.Not(), s.Then(), s.Else()} {
		list = w.choicesBelow(list, part, v, depth+1)
	}
	return list
}

// speaksOf reports whether a schema wants a property there, or not there.
func speaksOf(s schema.Node, name string) bool {
	_, needs := s.DependentRequired().Get(name)
	_, excludes := s.DependentExcluded().Get(name)
	return needs || excludes || s.Required().Has(name) || s.RequiredXor().Has(name) || s.RequiredOr().Has(name)
}

// inserted reports whether a macro or a loop adds pairs to a map that cannot be seen.
func (w *walker) inserted(v *syntax.Node) bool {
	if w.template.Opaque() {
		return true
	}
	for key := range v.Pairs() {
		text := key.Text()
		if strings.HasPrefix(text, "Fn::") || w.resource.Loop != nil && strings.Contains(text, "{") {
			return true
		}
	}
	return false
}

// fromGlobals reports whether AWS SAM may add properties out of the section Globals.
func (w *walker) fromGlobals() bool {
	return strings.HasPrefix(w.resource.Type, "AWS::Serverless::") && w.template.Root.Get("Globals") != nil
}

// present counts the values that are there in every branch, and those that are in some. Of the
// children of a map, every second is a value.
func (w *walker) present(kids []*syntax.Node, every int) (few, many int) {
	for i := every - 1; i < len(kids); i += every {
		switch w.presence(kids[i]) {
		case there:
			few, many = few+1, many+1
		case sometimes:
			many++
		}
	}
	return few, many
}
