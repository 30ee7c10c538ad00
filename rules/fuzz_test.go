package rules_test

import (
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

// FuzzRules runs all rules over anything. A finding must have a message and a place.
func FuzzRules(f *testing.F) {
	for _, rule := range rules.All() {
		bad, good := rule.Examples()
		for _, e := range slices.Concat(bad, good) {
			f.Add(e.Template)
		}
	}
	all := rules.All()
	f.Fuzz(func(t *testing.T, text string) {
		unit, found := compiler.Compile(source.NewFile("fuzz.yaml", "fuzz.yaml", text), compiler.Options{})
		for _, d := range lint.Run([]lint.Source{{Unit: unit, Found: found}}, all, lint.Selection{}) {
			if d.Message == "" || d.Span.File == nil || d.Span.Start > d.Span.End || d.Span.End > len(text) {
				t.Errorf("%s says %q at bytes %d to %d", d.Rule, d.Message, d.Span.Start, d.Span.End)
			}
		}
	})
}
