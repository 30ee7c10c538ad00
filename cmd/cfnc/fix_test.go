package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

// changing is a rule that wants one text for another everywhere.
func changing(id, from, to string) *lint.Rule {
	return &lint.Rule{ID: id, Name: "no-" + strings.ToLower(id), Severity: diag.Warning, Check: func(p *lint.Pass) {
		texts(p.Unit.Root, func(n *syntax.Node) {
			if n.Text() == from {
				p.At(n, "not `%s`", from).Fix("change it", true, diag.Edit{Span: n.Span(), Text: to})
			}
		})
	}}
}

// refusing is a rule for which a text is an error.
func refusing(text string) *lint.Rule {
	return &lint.Rule{ID: "E9999", Name: "refused-text", Severity: diag.Error, Check: func(p *lint.Pass) {
		texts(p.Unit.Root, func(n *syntax.Node) {
			if n.Text() == text {
				p.At(n, "`%s` is refused", text)
			}
		})
	}}
}

func texts(n *syntax.Node, yield func(*syntax.Node)) {
	if n.IsScalar() {
		yield(n)
	}
	for _, kid := range n.Kids() {
		texts(kid, yield)
	}
}

// repaired is a file after the fixes of rules, and what was said on standard error.
func repaired(t *testing.T, text string, rules ...*lint.Rule) (after, said string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("web.yaml", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	s := &session{stdout: &stdout, stderr: &stderr}
	st := settings{rules: rules, library: &compiler.Library{}, keepFiles: true}
	st.root, _ = project.NewRoot("", project.Config{})
	outcomes := s.each(s.find([]string{"web.yaml"}), func(o *outcome) { s.check(o, st) })
	if err := s.repair(outcomes, st, &lintFlags{fix: safeFixes}, lint.Baseline{}); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile("web.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(made), stderr.String()
}

func TestRounds(t *testing.T) {
	const text = "Resources:\n  A: {Type: a, Metadata: [b, c, b]}\n"
	tests := []struct {
		name  string
		rules []*lint.Rule
		want  string
	}{
		{"one round", []*lint.Rule{changing("W1", "b", "x")}, "Resources:\n  A: {Type: a, Metadata: [x, c, x]}\n"},
		{"a fix makes room for another", []*lint.Rule{changing("W1", "b", "x"), changing("W2", "x", "y")}, "Resources:\n  A: {Type: a, Metadata: [y, c, y]}\n"},
		{"what does not parse is taken back", []*lint.Rule{changing("W1", "b", "}"), changing("W2", "c", "x")}, "Resources:\n  A: {Type: a, Metadata: [b, x, b]}\n"},
		{"so is a new error", []*lint.Rule{changing("W1", "b", "bad"), changing("W2", "c", "x"), refusing("bad")}, "Resources:\n  A: {Type: a, Metadata: [b, x, b]}\n"},
		{"an error that was there is none of its own", []*lint.Rule{changing("W1", "b", "x"), refusing("c")}, "Resources:\n  A: {Type: a, Metadata: [x, c, x]}\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, said := repaired(t, text, test.rules...); got != test.want {
				t.Errorf("the file is\n%swant\n%s%s", got, test.want, said)
			}
		})
	}
}

// Fixes that undo each other come to an end.
func TestRoundsAreBounded(t *testing.T) {
	got, _ := repaired(t, "Resources:\n  A: {Type: a, Metadata: b}\n", changing("W1", "b", "x"), changing("W2", "x", "b"))
	if !strings.Contains(got, "Metadata: ") {
		t.Errorf("the file is %q", got)
	}
}

// A file that somebody else changed meanwhile is left alone.
func TestChangedMeanwhile(t *testing.T) {
	const others = "Resources: {}\n"
	meddling := &lint.Rule{ID: "W3", Name: "meddling-rule", Check: func(p *lint.Pass) {
		if err := os.WriteFile("web.yaml", []byte(others), 0o644); err != nil {
			t.Error(err)
		}
	}}
	got, said := repaired(t, "Resources:\n  A: {Type: a, Metadata: b}\n", changing("W1", "b", "x"), meddling)
	if got != others || !strings.Contains(said, "web.yaml was changed by somebody else meanwhile") {
		t.Errorf("the file is %q, and said was %q", got, said)
	}
}
