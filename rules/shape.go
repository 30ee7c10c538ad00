package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// shape is what a part of a template must be like, where no schema of a resource type says it.
// A value is a scalar, a list or a map, of those that the shape takes. A shape that takes none
// takes everything. Unless it is literal, a function may stand for each.
type shape struct {
	expected string                  // as messages say it: "a whole number"
	scalar   func(*syntax.Node) bool // which scalars
	items    *shape                  // of a list
	fields   []part                  // of a map
	others   *shape                  // of the values of other keys; without it there are none
	literal  bool
}

type part struct {
	name     string
	shape    *shape
	required bool
}

func anyShape() *shape { return &shape{} }

func textShape() *shape {
	return &shape{expected: "a text", scalar: func(*syntax.Node) bool { return true }}
}

func numberShape() *shape {
	return &shape{expected: "a whole number", scalar: func(n *syntax.Node) bool {
		_, err := strconv.Atoi(n.Text())
		return err == nil
	}}
}

func decimalShape() *shape {
	return &shape{expected: "a number", scalar: func(n *syntax.Node) bool {
		_, err := strconv.ParseFloat(n.Text(), 64)
		return err == nil
	}}
}

func boolShape() *shape {
	return &shape{expected: "`true` or `false`", scalar: func(n *syntax.Node) bool {
		return slices.Contains([]string{"true", "false"}, strings.ToLower(n.Text()))
	}}
}

func listShape(items *shape) *shape { return &shape{expected: "a list", items: items} }

func mapShape(others *shape) *shape { return &shape{expected: "a map", others: others} }

func recordShape(fields ...part) *shape { return &shape{expected: "a map", fields: fields} }

// literally makes a shape literal, and those within it.
func literally(s *shape) *shape {
	if s != nil {
		s.literal = true
		literally(s.items)
		literally(s.others)
		for _, f := range s.fields {
			literally(f.shape)
		}
	}
	return s
}

func (s *shape) takesMap() bool { return s.fields != nil || s.others != nil }

func (s *shape) takesAll() bool { return !s.takesMap() && s.items == nil && s.scalar == nil }

// check reports what of a value does not have the shape. Key is the key where the value stands.
func (s *shape) check(p *lint.Pass, key, n *syntax.Node, when *template.Scenario) {
	s.checkAt(p, spot{key.Text(), key}, n, when)
}

// spot is where a value stands: the name that messages call it by, and what stands for all of
// it where something is missing.
type spot struct {
	name string
	node *syntax.Node
}

func (s *shape) checkAt(p *lint.Pass, at spot, n *syntax.Node, when *template.Scenario) {
	if s.takesAll() {
		return
	}
	if s.literal {
		s.checkBranch(p, at, n, when)
		return
	}
	for when, value := range p.Template.Branches(n, when) {
		s.checkBranch(p, at, value, when)
	}
}

func (s *shape) checkBranch(p *lint.Pass, at spot, n *syntax.Node, when *template.Scenario) {
	call := template.CallOf(n).Function
	switch {
	case n.Is(syntax.None, syntax.Null), call != "" && !s.literal, call == template.FnTransform:
	case call != "":
		p.At(n, "`%s` holds %s, expected %s", at.name, kindOf(n), s.expected)
	case n.Is(syntax.Map) && s.takesMap():
		s.checkMap(p, at, n, when)
	case n.Is(syntax.List) && s.items != nil:
		for _, item := range n.Items() {
			s.items.checkAt(p, spot{at.name, firstOf(item)}, item, when)
		}
	case n.IsScalar() && s.scalar != nil && !s.scalar(n):
		p.At(n, "`%s` is no value of `%s`, expected %s", n.Text(), at.name, s.expected)
	case !n.IsScalar() || s.scalar == nil:
		p.At(n, "`%s` holds %s, expected %s", at.name, kindOf(n), s.expected)
	}
}

// firstOf is the first key of a map, or what else an item of a list is.
func firstOf(item *syntax.Node) *syntax.Node {
	if key, _ := item.Pair(0); key != nil {
		return key
	}
	return item
}

func (s *shape) checkMap(p *lint.Pass, at spot, n *syntax.Node, when *template.Scenario) {
	unknown := false // it may be a required one, misspelt
	for name, value := range n.Pairs() {
		if strings.HasPrefix(name.Text(), "Fn::") {
			return
		}
		if of := s.of(name.Text()); of != nil {
			of.check(p, name, value, when)
		} else {
			unknown = true
			s.unknown(p, at, n, name)
		}
	}
	for _, f := range s.fields {
		if f.required && !unknown && n.Key(f.name) == nil {
			p.At(at.node, "`%s` has no `%s`", at.name, f.name)
		}
	}
}

func (s *shape) unknown(p *lint.Pass, at spot, n, name *syntax.Node) {
	near := diag.Nearest(name.Text(), s.names(), 2)
	finding := p.At(name, "`%s` is nothing that `%s` takes%s", name.Text(), at.name, meaning(near)).
		Help("correct the name, or remove it; `%s` takes %s", at.name, oneOf(s.names()))
	if n.Key(near) == nil {
		offer(finding, name, near)
	}
}

// of returns the shape of the value of a key, nil for a key that must not be there.
func (s *shape) of(name string) *shape {
	for _, f := range s.fields {
		if f.name == name {
			return f.shape
		}
	}
	return s.others
}

func (s *shape) names() (names []string) {
	for _, f := range s.fields {
		names = append(names, f.name)
	}
	return names
}

// attribute checks an attribute of all resources that have it. It asks for the shape by the
// resource's type: nil is none, for a type that has no such attribute.
func attribute(p *lint.Pass, name string, of func(name string) *shape) {
	for _, r := range p.Template.Resources {
		key, value := r.Attribute(name)
		if key == nil || !isAWS(r.Type) {
			continue
		}
		if s := of(r.Type); s != nil {
			s.check(p, key, value, r.When())
		} else {
			p.At(key, "resources of the type `%s` have no `%s`", r.Type, name).Help("remove `%s`", name)
		}
	}
}
