package template

import "github.com/cfnc/cfnc/compiler/diag"

// Verdict is the answer to a question over all cases. It holds when there is a Case, the first
// in which the answer is yes; reading values through that case again gives what the question
// saw.
type Verdict struct {
	Case      *Case
	Certainty diag.Certainty
}

// Holds reports whether the answer is yes in some case.
func (v Verdict) Holds() bool { return v.Case != nil }

// maxCases bounds in how many cases a question is asked. What more there are count as
// undecided.
const maxCases = 128

// Judge asks a question in all cases in which a scenario holds. The answer is certain (Must)
// when it is yes in all of them, and possible (May) when it is yes in some. When it is yes in
// none, it is asked again with the defaults of parameters for their values (Default). A question
// must depend on nothing but what it reads through the case.
func (t *Template) Judge(when *Scenario, question func(*Case) Answer) Verdict {
	if t.Possible(when) == No {
		return Verdict{}
	}
	found := t.ask(when, false, question)
	switch {
	case found.first != nil && found.all:
		return Verdict{found.first, diag.Must}
	case found.first != nil:
		return Verdict{found.first, diag.May}
	case found.open:
		return Verdict{t.ask(when, true, question).first, diag.Default}
	}
	return Verdict{}
}

// answers are what a question came to in all cases.
type answers struct {
	first *Case // in which the answer is yes
	all   bool  // it is yes in all
	open  bool  // the default of a parameter may make a difference
}

func (t *Template) ask(when *Scenario, defaults bool, question func(*Case) Answer) (a answers) {
	a.all = true
	var forced []int
	for range maxCases {
		c := &Case{template: t, when: when, forced: forced, defaults: defaults}
		switch got := question(c); {
		case c.dead:
		case got != Yes:
			a.all = false
		case a.first == nil && (c.relied || !defaults):
			a.first = c
		}
		a.open = a.open || c.open
		if forced = c.next(); forced == nil {
			return a
		}
	}
	a.all = false
	return a
}

// next returns the options to take in the case after this one, or nil after the last.
func (c *Case) next() []int {
	for last := len(c.choices) - 1; last >= 0; last-- {
		if c.choices[last].taken+1 < len(c.choices[last].options) {
			forced := make([]int, 0, last+1)
			for _, made := range c.choices[:last] {
				forced = append(forced, made.taken)
			}
			return append(forced, c.choices[last].taken+1)
		}
	}
	return nil
}

// Cases visits the cases that a scenario leaves open, as far as a visit reads values. Parameters
// have their defaults where nothing else is known of them. It visits at most 128 cases.
func (t *Template) Cases(when *Scenario, visit func(*Case)) {
	t.ask(when, true, func(c *Case) Answer {
		visit(c)
		return No
	})
}

// Dead reports whether what the case has chosen excludes itself, so that what was read through it
// means nothing.
func (c *Case) Dead() bool { return c.dead }
