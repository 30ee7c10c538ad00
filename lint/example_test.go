package lint_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/lint"
)

func TestExampleMarks(t *testing.T) {
	const text = "A:\n  B: 1   # want\n  # want\n  C: \"# want\" # not\n  D: 2 // want\n"
	if got := (lint.Example{}).Wanted(text); !slices.Equal(got, []int{2, 3, 5}) {
		t.Errorf("marked are the lines %v", got)
	}
	want := "A:\n  B: 1\n\n  C: \"# want\" # not\n  D: 2\n"
	if got := (lint.Example{}).Shown(text); got != want {
		t.Errorf("shown is %q, want %q", got, want)
	}
}

func TestLongExamplesAreCut(t *testing.T) {
	got := lint.Example{}.Shown(strings.Repeat("é", 101) + "\n" + strings.Repeat("line\n", 30))
	if want := strings.Repeat("é", 100) + "…\n"; !strings.HasPrefix(got, want) {
		t.Errorf("the long line is %q", got)
	}
	if !strings.HasSuffix(got, "\nline\n… 11 more lines\n") || strings.Count(got, "\n") != 21 {
		t.Errorf("the long text is %q", got)
	}
	if got := (lint.Example{}).Shown(strings.Repeat("line\n", 20)); strings.Contains(got, "…") {
		t.Errorf("a text of 20 lines is cut: %q", got)
	}
}

func TestExampleFileNames(t *testing.T) {
	for text, want := range map[string]string{"{\n}\n": "template.json", "A: 1\n": "template.yaml"} {
		if got := (lint.Example{Template: text}).FileName(); got != want {
			t.Errorf("%q is in %s", text, got)
		}
	}
}
