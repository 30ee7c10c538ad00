package diag

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
)

func at(f *source.File, start, end int, rule, path, message string, notes ...Note) Diagnostic {
	return Diagnostic{Rule: rule, Path: path, Message: message, Span: f.Span(start, end), Notes: notes}
}

func TestSortOrder(t *testing.T) {
	a, b := source.NewFile("a.yaml", "a.yaml", "text"), source.NewFile("b.yaml", "b.yaml", "text")
	want := []Diagnostic{
		at(a, 0, 1, "E2", "", "z"),
		at(a, 1, 2, "E1", "/a", "z"),
		at(a, 1, 2, "E1", "/b", "y"),
		at(a, 1, 2, "E2", "", "a"),
		at(a, 1, 3, "E1", "", "a"),
		at(b, 0, 1, "E1", "", "a"),
		at(b, 0, 1, "E1", "", "b"),
	}
	for shift := range want {
		list := append(append([]Diagnostic(nil), want[shift:]...), want[:shift]...)
		for i, d := range Sort(list) {
			if d.Message != want[i].Message || d.Span != want[i].Span || d.Rule != want[i].Rule || d.Path != want[i].Path {
				t.Fatalf("rotated by %d, place %d: got %+v, want %+v", shift, i, d, want[i])
			}
		}
	}
}

func TestSortJoinsTheNotesOfEqualFindings(t *testing.T) {
	fragment := source.NewFile("part.yaml", "part.yaml", "text")
	again := source.NewFile("part.yaml", "part.yaml", "text")
	main := source.NewFile("main.yaml", "main.yaml", "text")
	first, second := Note{"included from", main.Span(0, 1)}, Note{"included from", main.Span(2, 3)}
	list := Sort([]Diagnostic{
		at(fragment, 0, 4, "E1", "/B", "same", second),
		at(fragment, 0, 4, "E1", "/A", "same", first),
		at(fragment, 0, 4, "E1", "/A", "other", first),
		at(again, 0, 4, "E1", "/C", "same", first),
	})
	if len(list) != 2 {
		t.Fatalf("%d findings, want 2: %v", len(list), list)
	}
	got := list[1]
	if got.Path != "/A" || len(got.Notes) != 2 || got.Notes[0] != first || got.Notes[1] != second {
		t.Errorf("got path %s, notes %v; want /A and both places in order", got.Path, got.Notes)
	}
	if len(list[0].Notes) != 1 {
		t.Errorf("the finding with another message has notes %v", list[0].Notes)
	}
}

func TestSortLeavesTheNotesOfOthersAlone(t *testing.T) {
	f := source.NewFile("a", "a", "text")
	shared := make([]Note, 1, 4)
	shared[0] = Note{"one", f.Span(0, 1)}
	Sort([]Diagnostic{at(f, 0, 1, "E1", "/A", "m", shared...), at(f, 0, 1, "E1", "/B", "m", Note{"two", f.Span(1, 2)})})
	if grown := shared[:2]; grown[1].Message != "" {
		t.Errorf("the array of a caller was written to: %v", grown)
	}
}

func TestWorst(t *testing.T) {
	if _, ok := Worst(nil); ok {
		t.Error("an empty list has a worst severity")
	}
	list := []Diagnostic{{Severity: Warning}, {Severity: Info}}
	if worst, _ := Worst(list); worst != Warning || HasErrors(list) {
		t.Errorf("worst %v, errors %v", worst, HasErrors(list))
	}
	if !HasErrors(append(list, Diagnostic{Severity: Error})) {
		t.Error("an error is not seen")
	}
}
