package template_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/template"
)

func dependencies(model *template.Template) string {
	var list []string
	for d := range model.Dependencies() {
		list = append(list, d.From.ID+">"+d.To.ID)
	}
	return strings.Join(list, " ")
}

func TestDependencies(t *testing.T) {
	model := parse(t, `
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: {P: {Type: String}, E: {Type: String}}
Conditions: {A: {Fn::Equals: [{Ref: P}, x]}}
Resources:
  A: {Type: T, Condition: A, DependsOn: [B, Missing, P], Metadata: {X: {Ref: C}}, UpdatePolicy: {X: {Fn::Sub: '${D.Arn} ${P}'}}}
  B: {Type: T, DependsOn: C, Properties: {X: {Fn::If: [A, {Fn::GetAtt: D.Arn}, {Ref: AWS::NoValue}]}, Y: {Ref: E}}}
  C: {Type: T, Properties: {X: {Fn::FindInMap: [D, a, b]}}}
  D: {Type: AWS::Serverless::Function, Properties: {Events: {X: {Ref: C}}}}
  E: {Type: T}
  M: {Type: 'Our::Team::Network::MODULE', Properties: {X: {Ref: C}}}
  Fn::ForEach::L: [N, [X, Y], {'L${N}': {Type: T, DependsOn: 'L${N}', Properties: {X: {Ref: C}}}}]
  F: {Type: T, DependsOn: LX}
Outputs: {O: {Value: {Ref: A}}}
`)
	if got, want := dependencies(model), "A>B A>C A>D B>C B>D"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for range model.Dependencies() {
		break
	}
}

// cycles lists cycles as "A>B B>A".
func cycles(model *template.Template) (list []string) {
	for _, cycle := range model.Cycles() {
		var steps []string
		for _, d := range cycle {
			steps = append(steps, d.From.ID+">"+d.To.ID)
		}
		list = append(list, strings.Join(steps, " "))
	}
	return list
}

func TestCycles(t *testing.T) {
	const conditions = "Parameters: {P: {Type: String}}\nConditions: {X: {Fn::Equals: [{Ref: P}, x]}, Y: {Fn::Equals: [{Ref: P}, y]}}\n"
	tests := []struct {
		name, resources string
		want            []string
	}{
		{"none", "A: {Type: T, DependsOn: [B, C]}, B: {Type: T, DependsOn: C}, C: {Type: T}", nil},
		{"itself", "A: {Type: T, X: {Ref: A}}", []string{"A>A"}},
		{"two", "A: {Type: T, X: {Ref: B}}, B: {Type: T, X: {Fn::GetAtt: A.B}}", []string{"A>B B>A"}},
		{"the way there", "W: {Type: T, DependsOn: A}, A: {Type: T, X: {Ref: B}}, B: {Type: T, DependsOn: [V, A]}, V: {Type: T}", []string{"A>B B>A"}},
		{"the shorter one first", "A: {Type: T, DependsOn: [B, C]}, B: {Type: T, DependsOn: C}, C: {Type: T, DependsOn: A}", []string{"A>B B>C C>A", "A>C C>A"}},
		{"two that share a resource", "A: {Type: T, DependsOn: [B, C]}, B: {Type: T, DependsOn: A}, C: {Type: T, DependsOn: A}", []string{"A>B B>A", "A>C C>A"}},
		{"apart", "A: {Type: T, DependsOn: B}, B: {Type: T, DependsOn: A}, C: {Type: T, DependsOn: D}, D: {Type: T, DependsOn: C}", []string{"A>B B>A", "C>D D>C"}},
		{"conditions that exclude each other", "A: {Type: T, Condition: X, DependsOn: B}, B: {Type: T, Condition: Y, DependsOn: A}", nil},
		{"conditions that can hold at once", "A: {Type: T, Condition: X, DependsOn: B}, B: {Type: T, P: {Fn::If: [X, {Ref: A}, 1]}}", []string{"A>B B>A"}},
		{"a branch that is never taken", "A: {Type: T, Condition: X, P: {Fn::If: [Y, {Ref: B}, 1]}}, B: {Type: T, DependsOn: A}", nil},
		{"a condition of which nothing is known", "A: {Type: T, Condition: Z, DependsOn: B}, B: {Type: T, DependsOn: A}", nil},
	}
	for _, test := range tests {
		model := parse(t, conditions+"Resources: {"+test.resources+"}\n")
		if diff := cmp.Diff(test.want, cycles(model)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Every dependency is in a cycle that is found exactly if its end leads to its beginning.
func TestCyclesCoverAll(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		n := 2 + r.IntN(7)
		text, edges := "Resources:\n", [][2]int{}
		for i := range n {
			text += fmt.Sprintf("  R%d: {Type: T, DependsOn: [", i)
			for range r.IntN(3) {
				to := r.IntN(n)
				edges = append(edges, [2]int{i, to})
				text += fmt.Sprintf("R%d, ", to)
			}
			text += "]}\n"
		}
		found := strings.Join(cycles(parse(t, text)), " ")
		for _, e := range edges {
			step := fmt.Sprintf("R%d>R%d", e[0], e[1])
			if got, want := slices.Contains(strings.Fields(found), step), leads(edges, n, e[1], e[0]); got != want {
				t.Fatalf("%s%s is in a cycle: %v, want %v; found %s", text, step, got, want, found)
			}
		}
	}
}

func leads(edges [][2]int, n, from, to int) bool {
	reached := map[int]bool{from: true}
	for range n {
		for _, e := range edges {
			reached[e[1]] = reached[e[1]] || reached[e[0]]
		}
	}
	return reached[to]
}

// Ten thousand resources, each after the two before and the last before the first.
func TestCyclesOfThousands(t *testing.T) {
	var b strings.Builder
	b.WriteString("Resources:\n  R0: {Type: T, DependsOn: R9999}\n  R1: {Type: T, DependsOn: R0}\n")
	for i := 2; i < 10000; i++ {
		fmt.Fprintf(&b, "  R%d: {Type: T, DependsOn: [R%d, R%d]}\n", i, i-1, i-2)
	}
	if found := parse(t, b.String()).Cycles(); len(found) == 0 || len(found[0]) != 5001 {
		t.Errorf("%d cycles", len(found))
	}
}

func BenchmarkCycles(b *testing.B) {
	root := read(b, 520)
	model, _ := template.New(root)
	for b.Loop() {
		model.Cycles()
	}
}
