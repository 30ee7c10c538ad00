// Package linttest runs the examples that rules carry. A bad example must be reported at
// the lines that it marks and at no other; a good one must be silent. Only tests import it.
package linttest

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

// Examples runs the examples of rules.
func Examples(t *testing.T, rules []*lint.Rule) {
	for _, rule := range rules {
		for _, e := range slices.Concat(rule.Bad, rule.Good) {
			t.Run(rule.ID+"/"+e.Name, func(t *testing.T) { example(t, rule, e) })
		}
	}
}

func example(t *testing.T, rule *lint.Rule, e lint.Example) {
	found := Findings(rule, e)
	if diff := cmp.Diff(wanted(e), lines(rule, found)); diff != "" {
		t.Errorf("%s is reported at other lines than those marked (-marked +reported):\n%s", rule.ID, diff)
	}
	for _, d := range found {
		if d.Rule != rule.ID && lint.Fatal(d) {
			t.Errorf("the example does not compile: %s: %s", place(d.Span), d.Message)
		}
		if d.Rule == rule.ID && (d.Severity > rule.Severity || d.Name != rule.Name) {
			t.Errorf("a finding of %s is called %s, and is as bad as %s: %s", rule.Name, d.Name, d.Severity, d.Message)
		}
	}
}

// Findings compiles an example and returns what the compiler and the one rule find in it.
func Findings(rule *lint.Rule, e lint.Example) []diag.Diagnostic {
	unit, found := compiler.Compile(source.NewFile(e.FileName(), e.FileName(), e.Template), compiler.Options{Loader: files(e.Files)})
	return lint.Run([]lint.Source{{Unit: unit, Found: found}}, []*lint.Rule{rule}, lint.Selection{})
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
	list := places(e.FileName(), e.Wanted(e.Template))
	for name, text := range e.Files {
		list = append(list, places(name, e.Wanted(text))...)
	}
	slices.Sort(list)
	return list
}

func places(file string, lines []int) []string {
	list := []string{}
	for _, line := range lines {
		list = append(list, fmt.Sprintf("%s:%d", file, line))
	}
	return list
}

// lines lists where the rule found something as "file:line", each once.
func lines(rule *lint.Rule, found []diag.Diagnostic) []string {
	list := []string{}
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
