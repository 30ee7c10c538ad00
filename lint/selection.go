package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
)

// A Selection says which rules run. Its patterns are IDs, aliases, names, or the beginning
// of an ID: "H1" is H101 and all the other rules of that hundred, "W" every warning. The zero
// Selection runs all rules. What is ignored does not run although it is selected.
type Selection struct {
	Select    []string // none: all rules
	Ignore    []string
	Mandatory []string // rules that nothing can ignore
	Grades    []Grade  // a later one wins
	Options   Options
	Reasons   bool // suppressions need a reason, whatever the options say
}

// A Grade gives all findings of the rules that a pattern means another severity.
type Grade struct {
	Rules    string
	Severity diag.Severity
}

// With returns the selection with what another one adds: it ignores more, and what it says of
// severities and options wins.
func (s Selection) With(more Selection) Selection {
	s.Ignore = slices.Concat(s.Ignore, more.Ignore)
	s.Grades = slices.Concat(s.Grades, more.Grades)
	options := maps.Clone(s.Options)
	if options == nil {
		options = Options{}
	}
	for id, set := range more.Options {
		joined := maps.Clone(set)
		for name, setting := range options[id] {
			if _, wins := set[name]; !wins {
				joined[name] = setting
			}
		}
		options[id] = joined
	}
	s.Options = options
	return s
}

// graded returns the rule with the severity that the selection gives it.
func (s Selection) graded(r *Rule) *Rule {
	for _, grade := range slices.Backward(s.Grades) {
		if r.matches(grade.Rules) {
			as := *r
			as.Severity = grade.Severity
			return &as
		}
	}
	return r
}

// severity returns the severity of a finding: the one that its rule is given, or a milder one
// that the finding itself has.
func (s Selection) severity(r *Rule, own diag.Severity) diag.Severity {
	as := s.graded(r)
	switch {
	case as == r:
		return own
	case r.byCompiler() && own == r.Severity:
		return as.Severity
	}
	return min(own, as.Severity)
}

// Has reports whether the selection runs a rule.
func (s Selection) Has(r *Rule) bool {
	return s.selects(r) && (!r.matchesAny(s.Ignore) || s.requires(r))
}

// selects reports whether the rule is among the selected ones. An optional one must be named.
func (s Selection) selects(r *Rule) bool {
	switch {
	case r.Optional && len(s.Select) > 0:
		return slices.ContainsFunc(s.Select, r.Is)
	case r.Optional:
		return slices.ContainsFunc(s.Grades, func(g Grade) bool { return r.Is(g.Rules) })
	}
	return len(s.Select) == 0 || r.matchesAny(s.Select)
}

// requires reports whether nothing can ignore a rule.
func (s Selection) requires(r *Rule) bool { return r != nil && r.matchesAny(s.Mandatory) }

// Check returns an error for the first pattern that fits no rule. An ignored ID may be
// unknown: the lists of ignored rules that people have also hold rules of other linters.
func (s Selection) Check(rules []*Rule) error {
	for _, pattern := range s.Select {
		if !anyMatches(rules, pattern) {
			return unknown(rules, pattern)
		}
	}
	for _, pattern := range s.Ignore {
		if !isPrefix(pattern) && !anyMatches(rules, pattern) {
			return unknown(rules, pattern)
		}
	}
	return nil
}

func anyMatches(rules []*Rule, pattern string) bool {
	return slices.ContainsFunc(rules, func(r *Rule) bool { return r.matches(pattern) })
}

func unknown(rules []*Rule, pattern string) error {
	if near := Suggest(rules, pattern); near != "" {
		return fmt.Errorf("no rule is called `%s`; did you mean `%s`?", pattern, near)
	}
	return fmt.Errorf("no rule is called `%s`", pattern)
}

func (r *Rule) matchesAny(patterns []string) bool { return slices.ContainsFunc(patterns, r.matches) }

// matches reports whether a pattern of a selection means the rule.
func (r *Rule) matches(pattern string) bool {
	if r.Is(pattern) {
		return true
	}
	hasPrefix := func(id string) bool { return strings.HasPrefix(id, pattern) }
	return isPrefix(pattern) && (hasPrefix(r.ID) || slices.ContainsFunc(r.Aliases, hasPrefix))
}

// isPrefix reports whether a text is an ID or the beginning of one.
func isPrefix(pattern string) bool {
	if pattern == "" || pattern[0] < 'A' || pattern[0] > 'Z' {
		return false
	}
	return strings.Trim(pattern[1:], "0123456789") == ""
}

// isID reports whether a text has the form of an ID, whether or not a rule has it.
func isID(text string) bool { return isPrefix(text) && (len(text) == 4 || len(text) == 5) }

// Is reports whether a word is the rule's ID, its name or one of its aliases.
func (r *Rule) Is(word string) bool {
	return word != "" && (word == r.ID || word == r.Name || slices.Contains(r.Aliases, word))
}

// Find returns the rule with an ID, alias or name, or nil.
func Find(rules []*Rule, word string) *Rule {
	for _, r := range rules {
		if r.Is(word) {
			return r
		}
	}
	return nil
}

// Suggest returns the ID or name that a misspelt word most likely means, or "".
func Suggest(rules []*Rule, word string) string {
	var ids, names []string
	for _, r := range rules {
		ids = append(append(ids, r.ID), r.Aliases...)
		names = append(names, r.Name)
	}
	if near := diag.Nearest(word, names, 2); near != "" {
		return near
	}
	return diag.Nearest(word, ids, 1)
}
