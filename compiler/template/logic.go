package template

import (
	"encoding/binary"
	"slices"

	"github.com/cfnc/cfnc/compiler/template/internal/diagram"
)

// The bounds of all questions, in steps of a few dozen nanoseconds: what is understood of the
// conditions of a template, of one condition, and of one question takes no more.
const (
	maxSteps          = 1 << 18
	maxConditionSteps = 1 << 15
	maxQuestionSteps  = 1 << 12
)

// Possible says whether there are values of the parameters with which all of a scenario
// holds. Parameters have their AllowedValues and nothing else, Fn::Equals with different
// literals excludes itself, and the assertions of Rules hold.
func (t *Template) Possible(s *Scenario) Answer {
	switch {
	case s == nil:
		return Yes
	case t.Opaque():
		return Undecided
	}
	return t.logic().possible(s)
}

// Implies says whether b holds in all deployments in which a does.
func (t *Template) Implies(a, b *Scenario) Answer {
	answer := Yes
	for ; b != nil; b = b.Within {
		if b.Parameter != "" {
			answer = Undecided
			continue
		}
		switch t.Possible(a.With(b.Condition, !b.Holds)) {
		case Yes:
			return No
		case Undecided:
			answer = Undecided
		}
	}
	return answer
}

// Equivalent says whether a and b hold in the same deployments.
func (t *Template) Equivalent(a, b *Scenario) Answer {
	there, back := t.Implies(a, b), t.Implies(b, a)
	if there == No || back == No {
		return No
	}
	return min(there, back)
}

// Constant says whether a condition is true, or false, in every deployment. It is undecided for
// one that can be both, and for one of which that is not known.
func (t *Template) Constant(condition string) Answer {
	for _, holds := range []bool{true, false} {
		if t.Possible((*Scenario)(nil).With(condition, !holds)) == No {
			return Whether(holds)
		}
	}
	return Undecided
}

// possible finds the answer, or remembers it. Most questions are short and were asked before,
// so they take no room of their own.
func (l *logic) possible(s *Scenario) Answer {
	var room [8]diagram.Statement
	var text [4*len(room) + 1]byte
	l.mutex.Lock()
	defer l.mutex.Unlock()
	goals, understood := l.goals(s, room[:0])
	name := appendName(text[:0], goals, understood)
	answer, known := l.answers[string(name)]
	if !known {
		answer = l.search(slices.Clone(goals), understood)
		l.answers[string(name)] = answer
	}
	return answer
}

// goals adds the statements that a scenario makes; understood is false if not all are.
func (l *logic) goals(s *Scenario, goals []diagram.Statement) (all []diagram.Statement, understood bool) {
	understood = true
	for ; s != nil; s = s.Within {
		if s.Parameter != "" {
			goals = append(goals, l.terms.has(s.Parameter, s.Value)...)
			continue
		}
		c, known := l.conditions[s.Condition]
		understood = understood && known && c.understood
		if !known {
			continue
		}
		if s.Holds {
			goals = append(goals, c.it)
		} else {
			goals = append(goals, c.it.Not())
		}
	}
	slices.Sort(goals)
	return slices.Compact(goals), understood
}

func appendName(name []byte, goals []diagram.Statement, understood bool) []byte {
	for _, goal := range goals {
		name = binary.LittleEndian.AppendUint32(name, uint32(goal))
	}
	if understood {
		name = append(name, 1)
	}
	return name
}

func (l *logic) search(goals []diagram.Statement, understood bool) Answer {
	goals, variables := l.withRules(goals)
	switch l.terms.set.Possible(goals, maxQuestionSteps) {
	case diagram.Never:
		return No
	case diagram.Possible:
		if understood && !l.tangled(variables) {
			return Yes
		}
	}
	return Undecided
}

// withRules adds the assertions that say something of what the goals depend on.
func (l *logic) withRules(goals []diagram.Statement) ([]diagram.Statement, []diagram.Variable) {
	variables := l.terms.set.Variables(goals...)
	rest := slices.Clone(l.assertions)
	for more := true; more; {
		more = false
		for i, rule := range rest {
			if rule.it == diagram.True || !intersect(rule.variables, variables) {
				continue
			}
			goals = append(goals, rule.it)
			variables = append(variables, rule.variables...)
			rest[i], more = assertion{}, true
		}
	}
	slices.Sort(variables)
	return goals, slices.Compact(variables)
}

func intersect(a, b []diagram.Variable) bool {
	return slices.ContainsFunc(a, func(v diagram.Variable) bool { return slices.Contains(b, v) })
}

// tangled reports whether several variables depend on one parameter, so that not all of their
// values can go together.
func (l *logic) tangled(variables []diagram.Variable) bool {
	seen := map[string]bool{}
	for _, v := range variables {
		for _, name := range l.terms.reads[v] {
			if seen[name] {
				return true
			}
			seen[name] = true
		}
	}
	return false
}
