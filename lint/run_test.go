package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// rules of the tests: one that reports every value "bad", one that reports every "worse"
// key, and the one for unused suppressions.
func testRules() []*Rule {
	return []*Rule{
		{ID: "H104", Aliases: []string{"H1040"}, Name: "no-bad", Severity: diag.Error, Help: "be good", Check: func(p *Pass) {
			each(p.Unit.Root, func(n *syntax.Node) {
				if strings.HasPrefix(n.Text(), "bad") {
					p.At(n, "`%s` is bad", n.Text())
				}
			})
		}},
		{ID: "W2001", Name: "no-worse", Severity: diag.Warning, Check: func(p *Pass) {
			each(p.Unit.Root, func(n *syntax.Node) {
				if at := strings.Index(n.Text(), "worse"); at >= 0 {
					p.AtSpan(n, n.TextSpan(at, at+5), "`worse` is worse")
				}
			})
		}},
		{ID: UnusedID, Name: "unused-suppression", Severity: diag.Warning, Help: "remove it"},
	}
}

func each(n *syntax.Node, visit func(*syntax.Node)) {
	visit(n)
	for _, kid := range n.Kids() {
		each(kid, visit)
	}
}

type files map[string]string

func (f files) Load(path string) (*source.File, error) {
	text, ok := f[path]
	if !ok {
		return nil, fmt.Errorf("there is no such file")
	}
	return source.NewFile(path, path, text), nil
}

func compile(name string, all files) Source {
	f, _ := all.Load(name)
	unit, found := compiler.Compile(f, compiler.Options{Loader: all})
	return Source{Unit: unit, Found: found}
}

// run lints one text and shows each finding as "line:column ID path".
func run(t *testing.T, text string, s Selection) (shown []string) {
	t.Helper()
	return show(Run([]Source{compile("a.yaml", files{"a.yaml": text})}, testRules(), s))
}

func show(found []diag.Diagnostic) (shown []string) {
	for _, d := range found {
		start, _ := d.Span.Positions()
		shown = append(shown, fmt.Sprintf("%d:%d %s %s", start.Line, start.Column, d.Rule, d.Path))
	}
	return shown
}

func TestSuppression(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"none", "A: bad\n", []string{"1:4 H104 /A"}},
		{"trailing", "A: bad # cfnc:ignore H104\n", nil},
		{"trailing with a reason", "A: bad # cfnc:ignore H104 because it is good\n", nil},
		{"trailing by name", "A: bad # cfnc:ignore no-bad\n", nil},
		{"trailing by alias", "A: bad # cfnc:ignore H1040\n", nil},
		{"two with commas", "A: bad worse # cfnc:ignore H104, W2001: both\n", nil},
		{"two with blanks", "A: bad worse # cfnc:ignore H104 W2001 both\n", nil},
		{"another rule", "A: bad # cfnc:ignore W2001\n", []string{"1:4 H104 /A", "1:22 C005 "}},
		{"an ID in the reason", "A: bad # cfnc:ignore H104 like W2001\n", nil},
		{"the line above", "# cfnc:ignore H104\nA: bad\nB: bad\n", []string{"3:4 H104 /B"}},
		{"the line above, over other comments", "# cfnc:ignore H104 a reason\n# that goes on\n# cfnc:ignore W2001\nA: bad worse\n", nil},
		{"not over an empty line", "# cfnc:ignore H104\n\nA: bad\n", []string{"1:15 C005 ", "3:4 H104 /A"}},
		{"not the line below a trailing one", "A: 1 # cfnc:ignore H104\nB: bad\n", []string{"1:20 C005 ", "2:4 H104 /B"}},
		{"a block scalar by its header", "A: | # cfnc:ignore W2001\n  one\n  worse\nB: worse\n", []string{"4:4 W2001 /B"}},
		{"a block scalar by the line above", "# cfnc:ignore W2001\nA: |\n  one\n  worse\n", nil},
		{"not a map by the line of its key", "A: # cfnc:ignore H104\n  B: bad\n", []string{"1:18 C005 ", "2:6 H104 /A/B"}},
		{"no rule", "A: 1 # cfnc:ignore\n", []string{"1:8 C005 "}},
		{"a misspelt rule", "A: bad # cfnc:ignore no-bda\n", []string{"1:4 H104 /A", "1:22 C005 "}},
		{"an unknown ID", "A: bad # cfnc:ignore E9999 H104\n", []string{"1:22 C005 "}},
		{"another word", "A: bad # cfnc:ignored H104\n", []string{"1:4 H104 /A"}},
		{"metadata of the template", "Metadata: {Cfnc: {Ignore: [H104]}}\nA: bad\n", nil},
		{"metadata of the template, one", "Metadata: {Cfnc: {Ignore: no-bad}}\nA: bad\n", nil},
		{"metadata of a resource", "Resources:\n  A/B:\n    Metadata: {Cfnc: {Ignore: [H104]}}\n    P: bad\n  A: {P: bad}\n",
			[]string{"5:10 H104 /Resources/A/P"}},
		{"metadata without effect", "Resources:\n  A:\n    Metadata: {Cfnc: {Ignore: [W2001, E9999]}}\n",
			[]string{"3:32 C005 /Resources/A", "3:39 C005 /Resources/A"}},
		{"cfn-lint", "Metadata: {cfn-lint: {config: {ignore_checks: [W, E30]}}}\nA: bad worse\n", []string{"2:4 H104 /A"}},
		{"cfn-lint on a resource", "Resources:\n  A:\n    Metadata: {cfn-lint: {config: {ignore_checks: [H10, E3012]}}}\n    P: bad\n", nil},
		{"cfn-lint with nonsense", "Metadata: {cfn-lint: {config: {ignore_checks: ['', {}]}}}\nA: bad\n", []string{"2:4 H104 /A"}},
		{"syntax errors stay", "A: 'x # cfnc:ignore E0000\n", []string{"1:4 E0000 "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, run(t, c.text, Selection{})); diff != "" {
				t.Errorf("%s\n%s", c.text, diff)
			}
		})
	}
}

func TestSuppressionInJSON(t *testing.T) {
	text := "// cfnc:ignore W2001\n{\"A\": \"worse\", // cfnc:ignore W2001\n\"B\": \"bad\" /* cfnc:ignore H104 */,\n\"C\": \"bad\"}\n"
	found := Run([]Source{compile("a.json", files{"a.json": text})}, testRules(), Selection{})
	if diff := cmp.Diff([]string{"4:6 H104 /C"}, show(found)); diff != "" {
		t.Error(diff)
	}
}

func TestUnusedSuppressionsOfRulesThatDoNotRun(t *testing.T) {
	text := "A: 1 # cfnc:ignore H104\n"
	for _, c := range []struct {
		s    Selection
		want []string
	}{
		{Selection{}, []string{"1:20 C005 "}},
		{Selection{Select: []string{"W", "C"}}, nil},
		{Selection{Ignore: []string{"H104"}}, nil},
		{Selection{Ignore: []string{"C005"}}, nil},
		{Selection{Select: []string{"H104", "unused-suppression"}}, []string{"1:20 C005 "}},
	} {
		if diff := cmp.Diff(c.want, run(t, text, c.s)); diff != "" {
			t.Errorf("%v: %s", c.s, diff)
		}
	}
}

func TestUnusedSuppressionsOfSourcesThatDoNotCompile(t *testing.T) {
	if diff := cmp.Diff([]string{"2:4 E0000 "}, run(t, "A: 1 # cfnc:ignore H104\nB: 'x\n", Selection{})); diff != "" {
		t.Error(diff)
	}
}

func TestFindingsInSharedFragments(t *testing.T) {
	all := files{
		"a.yaml":    "Resources:\n  A: !Include part.yaml\n",
		"b.yaml":    "Resources:\n  B: !Include part.yaml\n  C: worse\n",
		"part.yaml": "P: bad\nQ: worse # cfnc:ignore W2001\nR: worse\nS: 1 # cfnc:ignore H104\n",
	}
	found := Run([]Source{compile("a.yaml", all), compile("b.yaml", all)}, testRules(), Selection{})
	want := []string{"3:6 W2001 /Resources/C", "1:4 H104 /Resources/A/P", "3:4 W2001 /Resources/A/R", "4:20 C005 "}
	if diff := cmp.Diff(want, show(found)); diff != "" {
		t.Fatal(diff)
	}
	if notes := found[1].Notes; len(notes) != 2 || notes[0].Span.Name() != "a.yaml" || notes[1].Span.Name() != "b.yaml" {
		t.Errorf("want a note for each including template, got %v", notes)
	}
}

// In one template the suppressed finding is there, in the other it is not.
func TestASuppressionIsUsedIfOneSourceUsesIt(t *testing.T) {
	all := files{
		"a.yaml":    "A: {Fn::Include: {File: part.yaml, With: {k: bad}}}\n",
		"b.yaml":    "A: {Fn::Include: {File: part.yaml, With: {k: good}}}\n",
		"part.yaml": "P: 'bad @{.k}' # cfnc:ignore H104\nQ: '@{.k}'\n",
	}
	found := Run([]Source{compile("a.yaml", all), compile("b.yaml", all)}, testRules(), Selection{})
	for _, d := range found {
		if d.Rule == UnusedID {
			t.Errorf("reported as unused: %v", d)
		}
	}
}

func TestCompilerFindingsGetAPath(t *testing.T) {
	source := compile("a.yaml", files{"a.yaml": "A:\n  - B~/: one two\n    C: 1\n"})
	f := source.Unit.Documents[0].File
	source.Found = append(source.Found,
		diag.Diagnostic{Rule: "C001", Span: f.Span(strings.Index(f.Text(), "two"), strings.Index(f.Text(), "two")+3)},
		diag.Diagnostic{Rule: "C001", Span: f.Span(strings.Index(f.Text(), "C"), strings.Index(f.Text(), "C")+1)},
		diag.Diagnostic{Rule: "C001", Path: "/own", Span: f.Span(0, 1)},
	)
	want := []string{"1:1 C001 /own", "2:14 C001 /A/0/B~0~1", "3:5 C001 /A/0/C"}
	if diff := cmp.Diff(want, show(Run([]Source{source}, testRules(), Selection{}))); diff != "" {
		t.Error(diff)
	}
}

func TestSelectionAppliesToTheCompilerToo(t *testing.T) {
	source := compile("a.yaml", files{"a.yaml": "A: 1\n"})
	f := source.Unit.Documents[0].File
	source.Found = []diag.Diagnostic{
		{Rule: "H104", Span: f.Span(0, 1)},
		{Rule: "X1", Span: f.Span(0, 1)},
		{Rule: "E0001", Severity: diag.Error, Span: f.Span(0, 1)},
	}
	found := Run([]Source{source}, testRules(), Selection{Select: []string{"W"}, Ignore: []string{"E"}})
	if diff := cmp.Diff([]string{"1:1 E0001 /A", "1:1 X1 /A"}, show(found)); diff != "" {
		t.Error(diff)
	}
	if len(source.Found) != 3 || source.Found[0].Path != "" {
		t.Errorf("the caller's findings were changed: %v", source.Found)
	}
}

func TestBorrowedFindings(t *testing.T) {
	bad := testRules()[0]
	borrower := &Rule{ID: "E6101", Name: "borrower", Severity: diag.Warning, Help: "be better", Check: func(p *Pass) {
		p.Borrow(bad)
		p.At(p.Unit.Root, "all is bad")
	}}
	found := Run([]Source{compile("a.yaml", files{"a.yaml": "A: bad\n"})}, []*Rule{borrower}, Selection{})
	if len(found) != 2 {
		t.Fatalf("found %v", found)
	}
	own, borrowed := found[0], found[1]
	if borrowed.Rule != "E6101" || borrowed.Name != "borrower" || borrowed.Severity != diag.Error || borrowed.Help != "be good" {
		t.Errorf("borrowed is %+v", borrowed)
	}
	if own.Rule != "E6101" || own.Severity != diag.Warning || own.Help != "be better" {
		t.Errorf("its own is %+v", own)
	}
}

func TestFindingsAreLimited(t *testing.T) {
	text := "A:\n" + strings.Repeat("- bad\n", MaxFindings)
	if found := Run([]Source{compile("a.yaml", files{"a.yaml": text})}, testRules(), Selection{}); len(found) != MaxFindings || found[MaxFindings-1].Notes != nil {
		t.Errorf("%d findings, want %d without a note", len(found), MaxFindings)
	}
	found := Run([]Source{compile("a.yaml", files{"a.yaml": text + "- bad\n- bad\n"})}, testRules(), Selection{})
	if len(found) != MaxFindings || len(found[MaxFindings-1].Notes) != 1 || found[MaxFindings-1].Notes[0].Message != "2 more findings of H104 are not shown" {
		t.Errorf("%d findings, the last %+v", len(found), found[len(found)-1])
	}
}
