package template

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Case is one way in which a deployment may turn out, as far as a question depends on it: which
// branches of Fn::If count, and which values the parameters have. A question reads values
// through a case, so that it never sees a function, and all that it reads goes together.
//
// What a question reads first makes the choices: a branch of Fn::If, one of AllowedValues, a
// row of a mapping. Judge asks the question again for every other way to choose.
type Case struct {
	template *Template
	when     *Scenario
	choices  []choice
	forced   []int // which options to take for the first choices
	defaults bool  // parameters of which nothing else is known have their defaults
	open     bool  // a default may make a difference
	relied   bool  // on such a default
	samples  bool  // pseudo parameters have the values of some account and region
	sampled  bool  // on such a value
	fixed    bool  // nothing is chosen: only given values are known
	given    bool  // such a value was read
	dead     bool  // what was chosen excludes itself
}

// choice is a condition that is true or false, or a parameter that has one of several values.
type choice struct {
	name    string       // of the condition or parameter; "" for a condition that has none
	at      *syntax.Node // what asked
	options []*Scenario  // those that are possible
	taken   int
}

// When returns the scenario in which the case counts.
func (c *Case) When() *Scenario { return c.when }

// takes reports whether the default of a parameter counts, if it has one.
func (c *Case) takes(value *syntax.Node) bool {
	c.open = c.open || value != nil
	return c.defaults && value != nil
}

// Relied reports whether a parameter's default was taken for its value.
func (c *Case) Relied() bool { return c.relied }

// choose decides between the possible ones of some options, for the first time or as before.
// It returns nil when none is possible.
func (c *Case) choose(name string, at *syntax.Node, options func() []*Scenario) *Scenario {
	if c.fixed {
		c.dead = true
		return nil
	}
	for _, made := range c.choices {
		if made.is(name, at) {
			return made.options[made.taken]
		}
	}
	made := choice{name: name, at: at, options: c.possible(options())}
	if len(made.options) == 0 {
		c.dead = true
		return nil
	}
	if i := len(c.choices); i < len(c.forced) {
		made.taken = c.forced[i]
	}
	c.choices = append(c.choices, made)
	c.when = made.options[made.taken]
	return c.when
}

func (m choice) is(name string, at *syntax.Node) bool {
	return m.name == name && (name != "" || m.at == at)
}

func (c *Case) possible(options []*Scenario) []*Scenario {
	kept := options[:0]
	for _, option := range options {
		if c.template.Possible(option) != No {
			kept = append(kept, option)
		}
	}
	return kept
}

// branch returns the branch of Fn::If that counts, or nil.
func (c *Case) branch(branches If) *syntax.Node {
	name := conditionName(branches.Condition, nil)
	taken := c.choose(name, branches.Condition, func() []*Scenario {
		return []*Scenario{c.when.With(name, true), c.when.With(name, false)}
	})
	switch {
	case taken == nil:
		return nil
	case taken.Holds:
		return branches.Then
	}
	return branches.Else
}

// value returns the text that a parameter has, of those that it can have. ok is false where it
// can have any.
func (c *Case) value(name string, texts []string) (text string, ok bool) {
	if len(texts) == 0 {
		return "", false
	}
	taken := c.choose(name, nil, func() (options []*Scenario) {
		for _, text := range texts {
			options = append(options, c.when.WithValue(name, text))
		}
		return options
	})
	if taken == nil {
		return "", false
	}
	return taken.Value, true
}

// Choices says what was chosen, as messages do: "`Prod` is false and `Size` is 3". It leaves out
// what could not be otherwise.
func (c *Case) Choices() string {
	var all []string
	for _, made := range c.choices {
		if s := made.options[made.taken]; len(made.options) > 1 && made.name != "" {
			all = append(all, s.choice())
		}
	}
	return strings.Join(all, " and ")
}

func (s *Scenario) choice() string {
	switch {
	case s.Parameter != "":
		return fmt.Sprintf("`%s` is `%s`", s.Parameter, s.Value)
	case s.Holds:
		return fmt.Sprintf("`%s` is true", s.Condition)
	}
	return fmt.Sprintf("`%s` is false", s.Condition)
}

// Exists reports whether a resource exists in the case.
func (c *Case) Exists(r *Resource) bool {
	when := r.When()
	if when == nil {
		return r != nil
	}
	taken := c.choose(when.Condition, r.Body.Get("Condition"), func() []*Scenario {
		return []*Scenario{c.when.With(when.Condition, true), c.when.With(when.Condition, false)}
	})
	return taken != nil && taken.Holds
}

// In says whether a scenario holds in the case, as far as it is made of conditions that have a
// name.
func (c *Case) In(s *Scenario) Answer {
	for ; s != nil; s = s.Within {
		if s.Parameter != "" || s.Condition == "" {
			return Undecided
		}
		taken := c.choose(s.Condition, nil, func() []*Scenario {
			return []*Scenario{c.when.With(s.Condition, true), c.when.With(s.Condition, false)}
		})
		if taken == nil || taken.Holds != s.Holds {
			return No
		}
	}
	return Yes
}
