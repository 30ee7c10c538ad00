package lint

import (
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// The severity that is set is that of the rule: its milder findings stay milder, and none is
// worse.
func TestGrades(t *testing.T) {
	rule := func(own diag.Severity, fixed bool) *Rule {
		return &Rule{ID: "H104", Name: "no-bad", Severity: own, Check: func(p *Pass) {
			f := p.At(p.Unit.Root, "bad")
			if fixed {
				f.Severity(own)
			}
		}}
	}
	tests := []struct {
		rule   *Rule
		grades []Grade
		want   diag.Severity
	}{
		{rule(diag.Warning, false), nil, diag.Warning},
		{rule(diag.Warning, false), []Grade{{"H104", diag.Error}}, diag.Error},
		{rule(diag.Error, false), []Grade{{"no-bad", diag.Info}}, diag.Info},
		{rule(diag.Error, false), []Grade{{"H1", diag.Info}, {"H", diag.Warning}}, diag.Warning},
		{rule(diag.Error, false), []Grade{{"E", diag.Info}}, diag.Error},
		{rule(diag.Info, true), []Grade{{"H104", diag.Error}}, diag.Info},
		{rule(diag.Error, true), []Grade{{"H104", diag.Info}}, diag.Info},
	}
	unit, _ := compiler.Compile(source.NewFile("a.yaml", "a.yaml", "Resources: {}\n"), compiler.Options{})
	for i, test := range tests {
		found := Run([]Source{{Unit: unit}}, []*Rule{test.rule}, Selection{Grades: test.grades})
		if len(found) != 1 || found[0].Severity != test.want {
			t.Errorf("%d: found %v, want it as %s", i, found, test.want)
		}
	}
}

// What the compiler finds has the severity that is set for its rule, but for what keeps the
// source from compiling.
func TestGradesOfTheCompiler(t *testing.T) {
	f := source.NewFile("a.yaml", "a.yaml", "Resources: {}\n")
	unit, _ := compiler.Compile(f, compiler.Options{})
	own := diag.Diagnostic{Rule: "W0001", Severity: diag.Warning, Span: f.Span(0, 1)}
	fatal := diag.Diagnostic{Rule: "E0000", Severity: diag.Error, Span: f.Span(0, 1)}
	rules := []*Rule{{ID: "W0001", Severity: diag.Warning}, {ID: "E0000", Severity: diag.Error}}
	found := Run([]Source{{Unit: unit, Found: []diag.Diagnostic{own, fatal}}}, rules, Selection{Grades: []Grade{{"W", diag.Error}, {"E0000", diag.Info}}})
	for _, d := range found {
		if d.Severity != diag.Error {
			t.Errorf("%s is of severity %s", d.Rule, d.Severity)
		}
	}
}

func TestSelectionWith(t *testing.T) {
	one := Selection{Ignore: []string{"A"}, Options: Options{"H1": {"a": Number(1), "b": Number(2)}}}
	both := one.With(Selection{Ignore: []string{"B"}, Grades: []Grade{{"H1", diag.Info}}, Options: Options{"H1": {"b": Number(3)}, "H2": {"c": Flag(true)}}})
	if len(both.Ignore) != 2 || len(both.Grades) != 1 || both.Options["H1"]["a"].Number() != 1 || both.Options["H1"]["b"].Number() != 3 || !both.Options["H2"]["c"].Flag() {
		t.Errorf("together they are %+v", both)
	}
	if one.Options["H1"]["b"].Number() != 2 || len(one.Options) != 1 || len(one.Ignore) != 1 {
		t.Errorf("the first has become %+v", one)
	}
}
