package rules_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

// TestMessages keeps what every bad example says, and the exact place where it says so, in
// testdata/messages.txt. After a change, read the difference: `go test ./rules -update`.
func TestMessages(t *testing.T) {
	var b strings.Builder
	for _, rule := range rules.All() {
		bad, _ := rule.Examples()
		for _, e := range bad {
			fmt.Fprintf(&b, "== %s %s\n", rule.ID, e.Name)
			for _, d := range linttest.Findings(rule, e) {
				if d.Rule == rule.ID {
					b.WriteString(described(d))
				}
			}
		}
	}
	const file = "testdata/messages.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("messages differ (-want +got):\n%s", diff)
	}
}

func described(d diag.Diagnostic) string {
	var b strings.Builder
	start, end := d.Span.Positions()
	fmt.Fprintf(&b, "%s:%d:%d-%d:%d %s, %s: %s\n", d.Span.Name(), start.Line, start.Column, end.Line, end.Column, d.Severity, d.Certainty, d.Message)
	text, _, _ := strings.Cut(d.Span.Text(), "\n")
	fmt.Fprintf(&b, "  path %s\n  text %.60q\n", d.Path, text)
	for _, n := range d.Notes {
		at, _ := n.Span.Positions()
		fmt.Fprintf(&b, "  note %d:%d %s\n", at.Line, at.Column, n.Message)
	}
	fmt.Fprintf(&b, "  help %s\n", d.Help)
	return b.String()
}
