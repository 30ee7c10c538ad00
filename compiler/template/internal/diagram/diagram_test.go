package diagram_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/template/internal/diagram"
)

const plenty = 1 << 30

// A claim is a statement, and what it says of an assignment of values to variables.
type claim struct {
	it    diagram.Statement
	holds func(values []int) bool
}

// world has a few variables and statements over them that were put together at random.
type world struct {
	set    *diagram.Set
	counts []int
	claims []claim
}

func random(r *rand.Rand) *world {
	w := &world{set: diagram.New()}
	w.set.Allow(plenty)
	for range 1 + r.IntN(4) {
		w.counts = append(w.counts, 1+r.IntN(4))
	}
	for v, count := range w.counts {
		w.set.Variable(count)
		for value := range count {
			w.claims = append(w.claims, claim{w.set.Is(diagram.Variable(v), value), func(values []int) bool { return values[v] == value }})
		}
	}
	for range r.IntN(12) {
		w.claims = append(w.claims, w.combine(r))
	}
	return w
}

func (w *world) combine(r *rand.Rand) claim {
	a, b := w.claims[r.IntN(len(w.claims))], w.claims[r.IntN(len(w.claims))]
	switch r.IntN(3) {
	case 0:
		return claim{a.it.Not(), func(values []int) bool { return !a.holds(values) }}
	case 1:
		return claim{w.set.And(a.it, b.it), func(values []int) bool { return a.holds(values) && b.holds(values) }}
	}
	return claim{w.set.Or(a.it, b.it), func(values []int) bool { return a.holds(values) || b.holds(values) }}
}

// assignments are all ways to give values to the variables.
func (w *world) assignments() [][]int {
	all := [][]int{nil}
	for _, count := range w.counts {
		var more [][]int
		for _, values := range all {
			for value := range count {
				more = append(more, append(slices.Clone(values), value))
			}
		}
		all = more
	}
	return all
}

// table is what a claim comes to for each of the assignments.
func (c claim) table(all [][]int) string {
	row := make([]byte, len(all))
	for i, values := range all {
		row[i] = '0'
		if c.holds(values) {
			row[i] = '1'
		}
	}
	return string(row)
}

// Equal statements are one, whatever they were made of.
func TestStatementsAreUnique(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		w := random(r)
		all := w.assignments()
		byTable, tables := map[string]diagram.Statement{}, map[diagram.Statement]string{}
		for _, c := range w.claims {
			table := c.table(all)
			if other, seen := byTable[table]; seen && other != c.it {
				t.Fatalf("%v and %v are %s both", other, c.it, table)
			}
			if other, seen := tables[c.it]; seen && other != table {
				t.Fatalf("%v is %s and %s", c.it, other, table)
			}
			byTable[table], tables[c.it] = c.it, table
		}
	}
}

func TestPossible(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	answers := map[diagram.Answer]int{}
	for range 5000 {
		w := random(r)
		var goals []diagram.Statement
		var chosen []claim
		for range 1 + r.IntN(4) {
			c := w.claims[r.IntN(len(w.claims))]
			goals, chosen = append(goals, c.it), append(chosen, c)
		}
		want := diagram.Never
		for _, values := range w.assignments() {
			if !slices.ContainsFunc(chosen, func(c claim) bool { return !c.holds(values) }) {
				want = diagram.Possible
			}
		}
		answers[want]++
		if got := w.set.Possible(goals, plenty); got != want {
			t.Fatalf("%v: %v, want %v", goals, got, want)
		}
	}
	if min(answers[diagram.Never], answers[diagram.Possible]) < 500 {
		t.Errorf("the cases are one-sided: %v", answers)
	}
}

// What a statement does not depend on is not among its variables.
func TestVariables(t *testing.T) {
	s := diagram.New()
	s.Allow(plenty)
	a, b, c := s.Variable(2), s.Variable(3), s.Variable(2)
	either := s.Or(s.Is(a, 1), s.Is(c, 1))
	if got := s.Variables(either); !slices.Equal(got, []diagram.Variable{a, c}) {
		t.Errorf("it depends on %v", got)
	}
	all := s.Or(s.Is(b, 0), s.Or(s.Is(b, 1), s.Is(b, 2)))
	if got := s.Variables(all, diagram.False); all != diagram.True || len(got) != 0 {
		t.Errorf("a variable has one of its values: %v depends on %v", all, got)
	}
}

// pairs states that n pairs of variables agree, with the variables in the worst order: the
// number of nodes doubles with every pair.
func pairs(s *diagram.Set, n int) (all []diagram.Statement) {
	var left, right []diagram.Variable
	for range n {
		left = append(left, s.Variable(2))
	}
	for range n {
		right = append(right, s.Variable(2))
	}
	for i := range n {
		x, y := s.Is(left[i], 1), s.Is(right[i], 1)
		all = append(all, s.Or(s.And(x, y), s.And(x.Not(), y.Not())))
	}
	return all
}

func TestSpent(t *testing.T) {
	s := diagram.New()
	s.Allow(10000)
	all := pairs(s, 30)
	if s.Left() < 0 {
		t.Fatal("pairs alone are too much")
	}
	made := diagram.True
	for _, it := range all {
		made = s.And(made, it)
	}
	if s.Left() >= 0 {
		t.Errorf("%d steps are left of 10000, though some 2^30 are needed", s.Left())
	}
	s.Allow(10000)
	if a := s.And(all[0], all[1]); a == diagram.False || s.Left() < 0 {
		t.Error("new steps do not help")
	}
	if got := s.Possible(append(all, s.And(all[0], all[1]).Not()), 10000); got != diagram.Never && got != diagram.Spent {
		t.Errorf("it is %v", got)
	}
	if got := s.Possible(all, 3); got != diagram.Spent {
		t.Errorf("with 3 steps it is %v", got)
	}
}
