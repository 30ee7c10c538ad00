package template

import (
	"sync"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template/internal/diagram"
)

// logic is what the conditions of a template and the assertions of its rules state. It is
// made when the first question is asked, all at once, so that the answers do not depend on
// the order of the questions.
type logic struct {
	template   *Template
	terms      *terms
	conditions map[string]condition
	assertions []assertion
	left       int // steps

	mutex   sync.Mutex
	answers map[string]Answer
}

// condition is what a condition states. One that is not understood states that a variable of
// its own is true.
type condition struct {
	it         diagram.Statement
	understood bool
}

// assertion is what a rule states of every deployment.
type assertion struct {
	it        diagram.Statement
	variables []diagram.Variable
}

func (t *Template) logic() *logic {
	t.reasoned.Do(func() { t.reason = newLogic(t) })
	return t.reason
}

func newLogic(t *Template) *logic {
	x := &terms{set: diagram.New(), byKey: map[string]*term{}, flags: map[string]diagram.Variable{}}
	l := &logic{template: t, terms: x, conditions: map[string]condition{}, left: maxSteps, answers: map[string]Answer{}}
	for i := range t.graph().sites {
		if s := &t.graph().sites[i]; s.Loop == nil && isLogical(s.Owner.Section) {
			for a, b := range s.comparisons() {
				x.note(t.operand(a), t.operand(b))
			}
		}
	}
	x.settle()
	for _, c := range t.Conditions {
		l.condition(c.Name)
	}
	for i := range t.Uses() {
		if u := &t.Uses()[i]; u.Via == ByCondition && u.Name.Text != "" {
			l.condition(u.Name.Text)
		}
	}
	for _, r := range t.Rules {
		l.rule(r)
	}
	return l
}

// isLogical reports whether a section holds conditions.
func isLogical(section string) bool { return section == "Conditions" || section == "Rules" }

// condition finds out what a condition states. While it does, the condition counts as not
// understood, and so does what leads back to it.
func (l *logic) condition(name string) condition {
	if c, done := l.conditions[name]; done {
		return c
	}
	l.conditions[name] = condition{}
	var c condition
	if declared := l.template.Condition(name); declared != nil && declared.Loop == nil {
		c.it, c.understood = l.bounded(func() (diagram.Statement, bool) { return l.statement(declared.Value) })
	}
	if !c.understood {
		c.it = l.own()
	}
	l.conditions[name] = c
	return c
}

// bounded makes a statement with the steps that one may take. It is not understood when they
// do not suffice.
func (l *logic) bounded(state func() (diagram.Statement, bool)) (it diagram.Statement, understood bool) {
	set, outer := l.terms.set, l.terms.set.Left()
	steps := min(l.left, maxConditionSteps)
	set.Allow(steps)
	it, understood = state()
	understood = understood && set.Left() >= 0
	l.left -= steps - set.Left()
	set.Allow(outer)
	return it, understood
}

// own states something of which nothing is known.
func (l *logic) own() diagram.Statement {
	set, outer := l.terms.set, l.terms.set.Left()
	set.Allow(2)
	made := set.Is(l.terms.variable(2, nil), 1)
	set.Allow(outer)
	return made
}

// rule takes the assertions of a rule that are understood.
func (l *logic) rule(r *Rule) {
	for _, a := range r.Value.Get("Assertions").Items() {
		it, understood := l.bounded(func() (diagram.Statement, bool) {
			return l.asserted(r.Value.Get("RuleCondition"), a.Get("Assert"))
		})
		if understood && it != diagram.False {
			l.assertions = append(l.assertions, assertion{it, l.terms.set.Variables(it)})
		}
	}
}

// asserted states that an assertion holds if the condition of its rule does.
func (l *logic) asserted(when, assert *syntax.Node) (diagram.Statement, bool) {
	holds, understood := l.statement(assert)
	if when == nil {
		return holds, understood
	}
	guard, known := l.statement(when)
	return l.terms.set.Or(guard.Not(), holds), understood && known
}
