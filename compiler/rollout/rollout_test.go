package rollout_test

import (
	"iter"
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/rollout"
)

// The traces are those of published event logs of real updates.
func TestSeries(t *testing.T) {
	tests := []struct {
		name                    string
		max, running, obsolete  int
		batchSize, minInService int
		batch, temporary        int
		series, replacements    []int
		lowest, peak            int
		empties                 bool
	}{
		{"from healthy to healthy", 10, 5, 5, 10, 5, 5, 10, []int{5, 10, 5}, []int{0}, 5, 10, false},
		{"partially scaled", 9, 6, 6, 9, 3, 6, 9, []int{6, 9, 3, 6}, []int{3}, 3, 9, false},
		{"partially scaled, floor is the live capacity", 9, 6, 6, 9, 6, 3, 9, []int{6, 9, 6, 9, 6}, []int{3, 0}, 6, 9, false},
		{"fully scaled", 9, 9, 9, 9, 3, 6, 9, []int{9, 3, 9, 6, 9}, []int{6, 3}, 3, 9, false},
		{"fully scaled, floor is one below", 9, 9, 9, 9, 8, 1, 9,
			[]int{9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9}, []int{1, 1, 1, 1, 1, 1, 1, 1, 1}, 8, 9, false},
		{"batch as large as the floor", 9, 6, 6, 3, 3, 3, 6, []int{6, 3, 6, 3, 6}, []int{3, 3}, 3, 6, false},
		{"doubling", 9, 3, 3, 9, 3, 3, 6, []int{3, 6, 3}, []int{0}, 3, 6, false},
		{"one extra at a time", 5, 3, 3, 1, 3, 1, 4, []int{3, 4, 3, 4, 3, 4, 3}, []int{1, 1, 0}, 3, 4, false},
		{"one at a time without a floor", 2, 2, 2, 1, 0, 1, 2, []int{2, 1, 2, 1, 2}, []int{1, 1}, 1, 2, false},
		{"a single instance with room", 2, 1, 1, 1, 1, 1, 2, []int{1, 2, 1}, []int{0}, 1, 2, false},
		{"rollback of three instances", 9, 9, 3, 9, 3, 3, 9, []int{9, 6, 9}, []int{3}, 6, 9, false},
		{"rollback of five instances", 9, 8, 5, 9, 3, 5, 8, []int{8, 3, 8}, []int{5}, 3, 8, false},

		{"floor far below the live capacity", 20, 10, 10, 20, 2, 10, 12, []int{10, 12, 2, 10}, []int{8}, 2, 12, false},
		{"blue and green", 20, 10, 10, 20, 10, 10, 20, []int{10, 20, 10}, []int{0}, 10, 20, false},
		{"no floor at all", 20, 10, 10, 20, 0, 10, 10, []int{10, 0, 10}, []int{10}, 0, 10, true},
		{"no headroom and a low floor", 10, 10, 10, 10, 2, 8, 10, []int{10, 2, 10, 8, 10}, []int{8, 2}, 2, 10, false},
		{"twenty-seven at once", 30, 30, 30, 30, 3, 27, 30, []int{30, 3, 30, 27, 30}, []int{27, 3}, 3, 30, false},
		{"batches of five", 20, 10, 10, 5, 10, 5, 15, []int{10, 15, 10, 15, 10}, []int{5, 0}, 10, 15, false},
		{"batches of two", 8, 4, 4, 2, 4, 2, 6, []int{4, 6, 4, 6, 4}, []int{2, 0}, 4, 6, false},
		{"a floor that is stale and high", 20, 2, 2, 20, 10, 2, 12, []int{2, 12, 10, 2}, []int{0}, 2, 12, false},
		{"a single instance without room", 1, 1, 1, 1, 0, 1, 1, []int{1, 0, 1}, []int{1}, 0, 1, true},
		{"nothing to replace", 20, 10, 0, 20, 2, 0, 10, []int{10}, nil, 10, 10, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := rollout.Rolling{MaxSize: test.max, Running: test.running, Obsolete: test.obsolete,
				MaxBatchSize: test.batchSize, MinInService: test.minInService}
			equal(t, "batch", r.Batch(), test.batch)
			equal(t, "temporary", r.Temporary(), test.temporary)
			equal(t, "lowest", r.Lowest(), test.lowest)
			equal(t, "peak", r.Peak(), test.peak)
			if r.Empties() != test.empties {
				t.Errorf("empties is %v, want %v", r.Empties(), test.empties)
			}
			if got := r.Series(); !slices.Equal(got, test.series) {
				t.Errorf("series is %v, want %v", got, test.series)
			}
			if got := replacements(r); !slices.Equal(got, test.replacements) {
				t.Errorf("batches are replaced with %v, want %v", got, test.replacements)
			}
		})
	}
}

// TestClosedForms walks through every update of small groups.
func TestClosedForms(t *testing.T) {
	for r := range updates(7) {
		series := r.Series()
		if got := slices.Min(series); got != r.Lowest() {
			t.Fatalf("%+v: lowest of %v is %d, the closed form says %d", r, series, got, r.Lowest())
		}
		if got := slices.Max(series); got != r.Peak() {
			t.Fatalf("%+v: peak of %v is %d, the closed form says %d", r, series, got, r.Peak())
		}
		if got := series[len(series)-1]; got != r.Running {
			t.Fatalf("%+v: %v does not end at the capacity of the start", r, series)
		}
		if r.Rejection() == "" && r.Obsolete > 0 && replaced(r) != r.Obsolete {
			t.Fatalf("%+v: replaced %d of %d obsolete instances", r, replaced(r), r.Obsolete)
		}
	}
}

// TestBlueGreen checks when nothing is lost and all is replaced at once.
func TestBlueGreen(t *testing.T) {
	for r := range updates(7) {
		if r.Rejection() != "" || r.Obsolete == 0 || r.Obsolete != r.Running {
			continue
		}
		oneBatch := r.Lowest() == r.Running && r.Batch() == r.Obsolete
		roomy := r.MinInService >= r.Running && r.MaxBatchSize >= r.Running && r.MaxSize >= r.MinInService+r.Running
		if oneBatch != roomy {
			t.Fatalf("%+v: goes %v, but the rule for blue/green says %v", r, r.Series(), roomy)
		}
	}
}

func TestRejection(t *testing.T) {
	for _, r := range []rollout.Rolling{
		{MaxSize: 1, Running: 1, Obsolete: 1, MaxBatchSize: 1, MinInService: 1},
		{MaxSize: 4, Running: 4, Obsolete: 4, MaxBatchSize: 0},
	} {
		if r.Rejection() == "" {
			t.Errorf("%+v is accepted", r)
		}
		if got := r.Series(); !slices.Equal(got, []int{r.Running}) {
			t.Errorf("%+v has the series %v", r, got)
		}
	}
}

func TestStepsStop(t *testing.T) {
	r := rollout.Rolling{MaxSize: 9, Running: 6, Obsolete: 6, MaxBatchSize: 9, MinInService: 3}
	for step := range r.Steps() {
		if step.Action == rollout.Terminate {
			return
		}
	}
	t.Error("nothing was terminated")
}

func updates(size int) iter.Seq[rollout.Rolling] {
	return func(yield func(rollout.Rolling) bool) {
		for n := range size * size * size * size * size {
			r := rollout.Rolling{MaxSize: n%size + 1, Running: n / size % size, Obsolete: n / size / size % size,
				MaxBatchSize: n / size / size / size % size, MinInService: n / size / size / size / size}
			if r.Running <= r.MaxSize && r.Obsolete <= r.Running && !yield(r) {
				return
			}
		}
	}
}

// replacements is what was launched after each batch that was ended.
func replacements(r rollout.Rolling) []int {
	var counts []int
	for step := range r.Steps() {
		switch {
		case step.Action == rollout.Terminate:
			counts = append(counts, 0)
		case step.Action == rollout.Launch && len(counts) > 0:
			counts[len(counts)-1] = step.Instances
		}
	}
	return counts
}

func replaced(r rollout.Rolling) (total int) {
	for step := range r.Steps() {
		if step.Action == rollout.Terminate {
			total += step.Instances
		}
	}
	return total
}

func equal(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %d, want %d", what, got, want)
	}
}
