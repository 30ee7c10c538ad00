package linttest

import (
	"regexp"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/lint"
)

// Laws checks what holds of every rule: it can be found, and it explains itself.
func Laws(t *testing.T, rules []*lint.Rule) {
	words := map[string]string{}
	for _, rule := range rules {
		t.Run(rule.ID, func(t *testing.T) {
			for _, word := range append([]string{rule.ID, rule.Name}, rule.Aliases...) {
				if other, taken := words[word]; taken {
					t.Errorf("%s already means rule %s", word, other)
				}
				words[word] = rule.ID
			}
			identity(t, rule)
			prose(t, rule)
			examples(t, rule)
		})
	}
}

func identity(t *testing.T, rule *lint.Rule) {
	match(t, "ID", rule.ID, `^(E[0-9]{4}|W[0-9]{4}|I[0-9]{4}|H[0-9]{3,4}|C[0-9]{3})$`)
	match(t, "name", rule.Name, `^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	for _, alias := range rule.Aliases {
		match(t, "alias", alias, `^[A-Z][0-9]{3,4}$`)
	}
}

func prose(t *testing.T, rule *lint.Rule) {
	match(t, "title", rule.Title, `^[A-Z].{9,70}[^.]$`)
	match(t, "reason", rule.Why, `(?s)^[A-Z`+"`"+`].{40,}\.$`)
	match(t, "help", rule.Help, `^[a-z].*[^.]$`)
}

func examples(t *testing.T, rule *lint.Rule) {
	if len(rule.Bad) == 0 || len(rule.Good) == 0 {
		t.Error("a rule needs a bad and a good example")
	}
	names := map[string]bool{}
	for _, e := range append(rule.Bad[:len(rule.Bad):len(rule.Bad)], rule.Good...) {
		match(t, "name of an example", e.Name, `^[a-z0-9].*[^.]$`)
		if names[e.Name] {
			t.Errorf("two examples are called %q", e.Name)
		}
		names[e.Name] = true
		if !strings.HasSuffix(e.Template, "\n") || strings.HasPrefix(e.Template, "\n") {
			t.Errorf("example %q does not begin with a line of text and end with a line break", e.Name)
		}
	}
	for _, e := range rule.Bad {
		if len(wanted(e)) == 0 {
			t.Errorf("bad example %q marks no line", e.Name)
		}
	}
	for _, e := range rule.Good {
		if len(wanted(e)) > 0 {
			t.Errorf("good example %q marks a line", e.Name)
		}
	}
}

func match(t *testing.T, what, text, pattern string) {
	t.Helper()
	if !regexp.MustCompile(pattern).MatchString(text) {
		t.Errorf("%s %q does not have the form %s", what, text, pattern)
	}
}
