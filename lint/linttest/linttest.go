// Package linttest runs the examples that rules carry, and checks that rules explain
// themselves. A bad example must be reported at the lines that it marks and at no other; a
// good one must be silent. Only tests import it.
package linttest

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

// Examples runs the examples of rules.
func Examples(t *testing.T, rules []*lint.Rule) {
	for _, rule := range rules {
		bad, good := rule.Examples()
		for _, e := range slices.Concat(bad, good) {
			t.Run(rule.ID+"/"+e.Name, func(t *testing.T) {
				for _, problem := range Problems(rule, e) {
					t.Error(problem)
				}
			})
		}
	}
}

// Problems runs one example and says what is not as it should be.
func Problems(rule *lint.Rule, e lint.Example) (problems []string) {
	found := Findings(rule, e)
	if marked, reported := wanted(e), lines(rule, found); !slices.Equal(marked, reported) {
		problems = append(problems, fmt.Sprintf("marked are %s, reported are %s", places(marked), places(reported)))
	}
	for _, d := range found {
		if d.Rule != rule.ID && lint.Fatal(d) {
			problems = append(problems, fmt.Sprintf("it does not compile: %s: %s", place(d.Span), d.Message))
		}
		if d.Rule == rule.ID && (d.Severity > rule.Severity || d.Name != rule.Name) {
			problems = append(problems, fmt.Sprintf("a finding is called %s and is of severity %s: %s", d.Name, d.Severity, d.Message))
		}
	}
	return problems
}

// Findings compiles an example and returns what the compiler and the one rule find in it, for
// the regions that its metadata name.
func Findings(rule *lint.Rule, e lint.Example) []diag.Diagnostic {
	unit, found := compiler.Compile(source.NewFile(e.FileName(), e.FileName(), e.Template), compiler.Options{Loader: files(e.Files)})
	return lint.Run([]lint.Source{{Unit: unit, Found: found, Regions: lint.Regions(unit.Root)}}, []*lint.Rule{rule}, lint.Selection{})
}

// files is a loader over the further files of an example.
type files map[string]string

func (f files) Load(path string) (*source.File, error) {
	text, ok := f[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return source.NewFile(path, path, text), nil
}

// wanted lists the marked lines of an example as "file:line".
func wanted(e lint.Example) []string {
	list := marked(e, e.FileName(), e.Template)
	for name, text := range e.Files {
		list = append(list, marked(e, name, text)...)
	}
	slices.Sort(list)
	return list
}

func marked(e lint.Example, name, text string) (list []string) {
	for _, line := range e.Wanted(text) {
		list = append(list, fmt.Sprintf("%s:%d", name, line))
	}
	return list
}

// lines lists where the rule found something as "file:line", each once.
func lines(rule *lint.Rule, found []diag.Diagnostic) (list []string) {
	for _, d := range found {
		if d.Rule == rule.ID {
			list = append(list, place(d.Span))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func place(s source.Span) string {
	start, _ := s.Positions()
	return fmt.Sprintf("%s:%d", s.Name(), start.Line)
}

func places(list []string) string {
	if len(list) == 0 {
		return "no lines"
	}
	return strings.Join(list, ", ")
}
