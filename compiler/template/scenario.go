package template

import (
	"iter"
	"maps"
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Scenario is what conditions say where a part of a template counts: the Condition of the
// resource or output around it, and every Fn::If on the way with the branch taken. All of it
// holds at once. A parameter may have a value, too. Nil is everywhere.
type Scenario struct {
	Condition string // "" where only the deployment knows which one it is
	Holds     bool
	Parameter string // not "": instead of a condition, a parameter that has a value
	Value     string
	Within    *Scenario
}

// With returns the scenario inside s in which a condition is true, or is false.
func (s *Scenario) With(condition string, holds bool) *Scenario {
	return &Scenario{Condition: condition, Holds: holds, Within: s}
}

// WithValue returns the scenario inside s in which Ref of a parameter, or of a pseudo parameter,
// gives a text.
func (s *Scenario) WithValue(parameter, text string) *Scenario {
	return &Scenario{Parameter: parameter, Value: text, Within: s}
}

// And returns the scenario in which both hold.
func (s *Scenario) And(other *Scenario) *Scenario {
	for ; other != nil; other = other.Within {
		step := *other
		step.Within = s
		s = &step
	}
	return s
}

// When returns the scenario in which the resource exists.
func (r *Resource) When() *Scenario {
	if r == nil {
		return nil
	}
	return conditionOf(r.Body)
}

// When returns the scenario in which the output exists.
func (o *Output) When() *Scenario { return conditionOf(o.Value) }

// conditionOf reads the attribute Condition of a resource or an output.
func conditionOf(n *syntax.Node) *Scenario {
	key, value := n.Key("Condition"), n.Get("Condition")
	if key == nil {
		return nil
	}
	return (*Scenario)(nil).With(conditionName(value, nil), true)
}

// conditionName reads the name of a condition. It is "" for one that a loop puts together.
func conditionName(n *syntax.Node, loop *Loop) string {
	name := nameIn(n, loop).Text
	if holes(name) {
		return ""
	}
	return name
}

// Branches goes through what a value may be: itself, or for Fn::If its branches, each with
// the scenario in which it counts. Branches that cannot be reached are left out.
func (t *Template) Branches(n *syntax.Node, when *Scenario) iter.Seq2[*Scenario, *syntax.Node] {
	return func(yield func(*Scenario, *syntax.Node) bool) { t.branches(n, when, yield) }
}

func (t *Template) branches(n *syntax.Node, when *Scenario, yield func(*Scenario, *syntax.Node) bool) bool {
	call := CallTo(FnIf, n)
	if call.Function == "" {
		return yield(when, n)
	}
	name := conditionName(call.If().Condition, nil)
	for _, holds := range []bool{true, false} {
		value := call.If().Else
		if holds {
			value = call.If().Then
		}
		branch := when.With(name, holds)
		if t.Possible(branch) != No && !t.branches(value, branch, yield) {
			return false
		}
	}
	return true
}

// UndeclaredCondition returns the first of the names that a node gives which certainly is no
// condition of the template, or "". The loop is the innermost around the node, or nil.
func (t *Template) UndeclaredCondition(n *syntax.Node, loop *Loop) string {
	use := Use{Name: nameIn(n, loop), Loop: loop}
	if !use.Known() || t.conditions.open || t.Opaque() || t.graph().inserts {
		return ""
	}
	for name := range use.Names() {
		if t.Condition(name) == nil {
			return name
		}
	}
	return ""
}

// NearestCondition returns the condition that an undeclared name was probably meant to be, or
// "".
func (t *Template) NearestCondition(name string) string {
	return diag.Nearest(name, slices.Sorted(maps.Keys(t.conditions.byName)), 2)
}
