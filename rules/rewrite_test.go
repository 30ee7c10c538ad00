package rules_test

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

// A bad example is no longer reported where its fixes were made, and still compiles.
func TestFixes(t *testing.T) {
	for _, rule := range rules.All() {
		bad, _ := rule.Examples()
		for _, e := range bad {
			found := reportedBy(rule, e)
			fixed := e
			fixed.Template, fixed.Files = fix(e.FileName(), e.Template, found), maps.Clone(e.Files)
			for name, text := range e.Files {
				fixed.Files[name] = fix(name, text, found)
			}
			left := reportedBy(rule, fixed)
			if want := unfixed(found); len(left) != want {
				t.Errorf("%s: %s: after fixes %d findings are left, want %d:\n%s", rule.ID, e.Name, len(left), want, fixed.Template)
			}
		}
	}
}

func reportedBy(rule *lint.Rule, e lint.Example) []diag.Diagnostic {
	return slices.DeleteFunc(linttest.Findings(rule, e), func(d diag.Diagnostic) bool {
		return d.Rule != rule.ID && !lint.Fatal(d)
	})
}

func unfixed(found []diag.Diagnostic) (n int) {
	for _, d := range found {
		if len(d.Fixes) == 0 {
			n++
		}
	}
	return n
}

// fix makes the first fix of each finding in a file, from the last to the first.
func fix(name, text string, found []diag.Diagnostic) string {
	var edits []diag.Edit
	for _, d := range found {
		if len(d.Fixes) > 0 {
			edits = append(edits, d.Fixes[0].Edits...)
		}
	}
	edits = slices.DeleteFunc(edits, func(e diag.Edit) bool { return e.Span.Name() != name })
	slices.SortFunc(edits, func(a, b diag.Edit) int { return cmp.Compare(b.Span.Start, a.Span.Start) })
	for _, e := range edits {
		text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
	}
	return text
}
