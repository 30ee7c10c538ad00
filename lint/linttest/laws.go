package linttest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/lint"
)

// Laws says which rules break what must hold of every rule: it can be found by its words,
// and it explains itself.
func Laws(rules []*lint.Rule) []string {
	l := laws{words: map[string]string{}}
	for _, rule := range rules {
		l.rule = rule
		l.unique()
		l.identity()
		l.prose()
		l.options()
		l.examples()
	}
	return l.broken
}

type laws struct {
	rule   *lint.Rule
	words  map[string]string // ID, name or alias → ID
	broken []string
}

func (l *laws) fail(format string, args ...any) {
	l.broken = append(l.broken, l.rule.ID+": "+fmt.Sprintf(format, args...))
}

func (l *laws) match(what, text, pattern string) {
	if !regexp.MustCompile(pattern).MatchString(text) {
		l.fail("the %s %q does not have the form %s", what, text, pattern)
	}
}

func (l *laws) unique() {
	for _, word := range append([]string{l.rule.ID, l.rule.Name}, l.rule.Aliases...) {
		if other, taken := l.words[word]; taken {
			l.fail("%s already means %s", word, other)
		}
		l.words[word] = l.rule.ID
	}
}

func (l *laws) identity() {
	l.match("ID", l.rule.ID, `^([EWI][0-9]{4}|H[0-9]{3,4}|C[0-9]{3})$`)
	l.match("name", l.rule.Name, `^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	for _, alias := range l.rule.Aliases {
		l.match("alias", alias, `^[A-Z][0-9]{3,4}$`)
	}
}

func (l *laws) prose() {
	l.match("title", l.rule.Title, `^[A-Z].{9,70}[^.]$`)
	l.match("reason", l.rule.Why, `(?s)^[A-Z].{40,}\.$`)
	l.match("help", l.rule.Help, `^[a-z].*[^.]$`)
}

func (l *laws) options() {
	for _, o := range l.rule.Options {
		l.match("name of an option", o.Name, `^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
		l.match("text on an option", o.Doc, `^[a-z].*[^.]$`)
		if o.Default.String() == "" {
			l.fail("the option %s has no default", o.Name)
		}
	}
}

func (l *laws) examples() {
	bad, good := l.rule.Examples()
	if len(bad) == 0 || len(good) == 0 {
		l.fail("it needs a bad and a good example")
	}
	var names []string
	for _, e := range slices.Concat(bad, good) {
		l.match("name of an example", e.Name, `^[a-z0-9].*[^.]$`)
		if slices.Contains(names, e.Name) {
			l.fail("two examples are called %q", e.Name)
		}
		names = append(names, e.Name)
		if !strings.HasSuffix(e.Template, "\n") || strings.HasPrefix(e.Template, "\n") {
			l.fail("the example %q does not begin with a line of text and end with a line break", e.Name)
		}
	}
	for _, e := range bad {
		if len(e.Marks()) == 0 {
			l.fail("the bad example %q marks no line", e.Name)
		}
	}
	for _, e := range good {
		if len(e.Marks()) > 0 {
			l.fail("the good example %q marks a line", e.Name)
		}
	}
}
