package lint

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
)

func TestSelection(t *testing.T) {
	rule := testRules()[0]
	for _, c := range []struct {
		s    Selection
		want bool
	}{
		{Selection{}, true},
		{Selection{Select: []string{"H104"}}, true},
		{Selection{Select: []string{"H1"}}, true},
		{Selection{Select: []string{"H"}}, true},
		{Selection{Select: []string{"H1040"}}, true},
		{Selection{Select: []string{"no-bad"}}, true},
		{Selection{Select: []string{"no-"}}, false},
		{Selection{Select: []string{"W", "H2"}}, false},
		{Selection{Select: []string{""}}, false},
		{Selection{Ignore: []string{"H1"}}, false},
		{Selection{Ignore: []string{"W"}}, true},
		{Selection{Select: []string{"H104"}, Ignore: []string{"H"}}, false},
	} {
		if got := c.s.Has(rule); got != c.want {
			t.Errorf("%+v: %v, want %v", c.s, got, c.want)
		}
	}
}

func TestSelectionCheck(t *testing.T) {
	for _, c := range []struct {
		s    Selection
		want string
	}{
		{Selection{Select: []string{"H", "W2001", "no-bad", "H1040"}, Ignore: []string{"E3012", "no-worse"}}, ""},
		{Selection{Select: []string{"H7"}}, "no rule is called `H7`"},
		{Selection{Select: []string{"H105"}}, "no rule is called `H105`; did you mean `H104`?"},
		{Selection{Select: []string{"h104"}}, "no rule is called `h104`; did you mean `H104`?"},
		{Selection{Ignore: []string{"no-wrose"}}, "no rule is called `no-wrose`; did you mean `no-worse`?"},
		{Selection{Ignore: []string{"something-else"}}, "no rule is called `something-else`"},
	} {
		got := ""
		if err := c.s.Check(testRules()); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.s, got, c.want)
		}
	}
}

// An optional rule runs only where it is named: neither by default nor with its family.
func TestOptionalRule(t *testing.T) {
	rule := *testRules()[0]
	rule.Optional = true
	for _, c := range []struct {
		s    Selection
		want bool
	}{
		{Selection{}, false},
		{Selection{Select: []string{"H"}}, false},
		{Selection{Select: []string{"W", "H104"}}, true},
		{Selection{Select: []string{"no-bad"}}, true},
		{Selection{Select: []string{"H104"}, Ignore: []string{"H1"}}, false},
		{Selection{Grades: []Grade{{"H104", diag.Info}}}, true},
		{Selection{Grades: []Grade{{"H", diag.Info}}}, false},
		{Selection{Select: []string{"W"}, Grades: []Grade{{"H104", diag.Info}}}, false},
	} {
		if got := c.s.Has(&rule); got != c.want {
			t.Errorf("%+v: %v, want %v", c.s, got, c.want)
		}
	}
}
