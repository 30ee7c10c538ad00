// Package linttest runs the examples that rules carry as tests, and checks that rules explain
// themselves. Only tests import it.
package linttest

import (
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// Examples runs the examples of rules.
func Examples(t *testing.T, rules []*lint.Rule) {
	for _, rule := range rules {
		bad, good := rule.Examples()
		for _, e := range slices.Concat(bad, good) {
			t.Run(rule.ID+"/"+e.Name, func(t *testing.T) {
				for _, problem := range rule.Problems(e) {
					t.Error(problem)
				}
			})
		}
	}
}

// Findings compiles an example and returns what the compiler and the one rule find in it.
func Findings(rule *lint.Rule, e lint.Example) []diag.Diagnostic { return rule.FindingsIn(e) }
