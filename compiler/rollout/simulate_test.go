package rollout_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/rollout"
)

// group is a rolling update of a group without DesiredCapacity that waits for signals.
func group(minSize, maxSize, running, batch, floor int) rollout.Plan {
	return rollout.Plan{
		Policy: rollout.RollingUpdate, MinSize: minSize, MaxSize: maxSize, Desired: rollout.NoDesired, Running: running,
		MaxBatchSize: batch, MinInService: floor, Waits: true, SuccessPercent: 100, Pause: 10 * time.Minute,
	}
}

func failing(p rollout.Plan, at int) rollout.Plan {
	p.FailAt = at
	return p
}

func with(p rollout.Plan, change func(*rollout.Plan)) rollout.Plan {
	change(&p)
	return p
}

func TestSimulate(t *testing.T) {
	refresh := func(running, least, most int) rollout.Plan {
		return rollout.Plan{Policy: rollout.InstanceRefresh, MinSize: 1, MaxSize: 100, Desired: rollout.NoDesired, Running: running, MinHealthy: least, MaxHealthy: most}
	}
	replacing := rollout.Plan{Policy: rollout.ReplacingUpdate, MinSize: 3, MaxSize: 60, Desired: rollout.NoDesired, Running: 30, Signals: 3}
	tests := []struct {
		name         string
		plan         rollout.Plan
		series       []int
		lowest, peak int
	}{
		{"a low floor", group(2, 20, 10, 20, 2), []int{10, 12, 2, 10}, 2, 12},
		{"a template that resets the group first", with(group(2, 20, 10, 20, 2), func(p *rollout.Plan) { p.Desired = 2 }), []int{10, 2, 4, 2}, 2, 10},
		{"sizes that are kept", with(group(2, 20, 10, 20, 10), func(p *rollout.Plan) { p.Desired, p.KeepsSizes = 2, true }), []int{10, 20, 10}, 10, 20},
		{"a greater MinSize", group(4, 8, 2, 2, 4), []int{2, 4, 6, 4, 6, 4}, 2, 6},
		{"a smaller MaxSize", group(1, 4, 6, 1, 1), []int{6, 4, 3, 4, 3, 4, 3, 4, 3, 4}, 3, 6},
		{"rejected", group(1, 1, 1, 1, 1), []int{}, 0, 0},
		{"no policy", rollout.Plan{Policy: rollout.Stay, MinSize: 1, MaxSize: 9, Desired: rollout.NoDesired, Running: 5}, []int{5}, 5, 5},

		{"failing, with twice the room", failing(group(5, 10, 5, 10, 5), 1), []int{5, 5, 5, 5, 10}, 5, 10},
		{"failing, partially scaled", failing(group(3, 9, 6, 9, 6), 1), []int{6, 6, 6, 6, 9}, 6, 9},
		{"failing, full, one at a time", failing(group(3, 9, 9, 9, 8), 1), []int{9, 8, 8, 8, 8, 9}, 8, 9},
		{"failing, full", failing(group(3, 9, 9, 9, 3), 1), []int{9, 3, 3, 3, 3, 9}, 3, 9},
		{"failing, a low floor", failing(group(2, 20, 10, 20, 2), 1), []int{10, 10, 10, 10, 12}, 10, 12},
		{"failing, blue and green", failing(group(2, 20, 10, 20, 10), 1), []int{10, 10, 10, 10, 20}, 10, 20},
		{"failing, no room and a low floor", failing(group(2, 10, 10, 10, 2), 1), []int{10, 2, 2, 2, 2, 10}, 2, 10},
		{"failing, a single instance", failing(group(1, 1, 1, 1, 0), 1), []int{1, 0, 0, 0, 0, 1}, 0, 1},
		{"failing, and the template names the capacity", with(failing(group(5, 10, 5, 10, 5), 1), func(p *rollout.Plan) { p.Desired = 5 }), []int{5, 5, 5, 5, 10, 5}, 5, 10},
		{"failing in the second batch", failing(group(2, 8, 4, 2, 4), 2), []int{4, 6, 4, 4, 4, 4, 6, 4, 6}, 4, 6},
		{"failures that are tolerated", with(failing(group(1, 4, 4, 2, 2), 2), func(p *rollout.Plan) { p.SuccessPercent = 50 }), []int{4, 2, 4, 2, 2}, 2, 4},
		{"nobody waits for signals", with(failing(group(1, 4, 4, 2, 2), 1), func(p *rollout.Plan) { p.Waits = false }), []int{4, 2, 2, 0, 0}, 0, 4},

		{"a new group that starts small", replacing, []int{30, 33, 3}, 3, 33},
		{"a new group of the same size", with(replacing, func(p *rollout.Plan) { p.Desired = 30 }), []int{30, 60, 30}, 30, 60},
		{"a new group that does not work", failing(replacing, 1), []int{30, 30, 30, 30}, 30, 30},
		{"a new group that does not work, and nobody looks", failing(with(replacing, func(p *rollout.Plan) { p.Signals = 0 }), 1), []int{30, 30, 0}, 0, 30},

		{"refresh with twice the number", refresh(10, 100, 200), []int{10, 20, 10}, 10, 20},
		{"refresh with one extra at a time", refresh(3, 100, 110), []int{3, 4, 3, 4, 3, 4, 3}, 3, 4},
		{"refresh in place", refresh(10, 90, 100), []int{10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10}, 9, 10},
		{"refresh of all at once", refresh(10, 0, 100), []int{10, 0, 10}, 0, 10},
		{"refresh with percentages that make no sense", refresh(10, -5, 50), []int{10, 0, 10}, 0, 10},

		{"all at once", rollout.Plan{Policy: rollout.TerminateAll, Running: 7}, []int{7, 0, 7}, 0, 7},
		{"metadata without cfn-hup", rollout.Plan{Policy: rollout.MetadataOnly, Running: 7}, []int{7}, 7, 7},
		{"metadata with cfn-hup", rollout.Plan{Policy: rollout.MetadataOnly, Running: 7, Hup: true}, []int{7, 0, 7}, 0, 7},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := rollout.Simulate(test.plan)
			if got := o.Series(); !slices.Equal(got, test.series) {
				t.Errorf("the series is %v, want %v", got, test.series)
			}
			equal(t, "lowest", o.Lowest(), test.lowest)
			equal(t, "peak", o.Peak(), test.peak)
			if o.Failed != slices.ContainsFunc(o.Events, func(e rollout.Event) bool { return e.Action == rollout.Fail }) {
				t.Error("failed without an event, or the other way round")
			}
		})
	}
}

// A rollback works with the policy of the template before.
func TestRollbackWithPreviousPolicy(t *testing.T) {
	previous := group(3, 9, 0, 1, 8)
	plan := failing(group(3, 9, 6, 9, 6), 1)
	plan.Previous = &previous
	got := rollout.Simulate(plan).Series()
	if want := []int{6, 6, 6, 6, 7, 7, 8, 8, 9}; !slices.Equal(got, want) {
		t.Errorf("the series is %v, want %v", got, want)
	}
}

func TestTolerated(t *testing.T) {
	for _, test := range []struct {
		obsolete int
		percent  float64
		want     int
	}{{5, 50, 2}, {5, 100, 0}, {10, 99.96, 0}, {10, 80, 2}, {9, 0, 9}, {3, 66.7, 0}} {
		equal(t, "tolerated", rollout.Tolerated(test.obsolete, test.percent), test.want)
	}
}

func TestDuration(t *testing.T) {
	plan := group(2, 8, 4, 2, 4)
	plan.Drain = 5 * time.Minute
	o := rollout.Simulate(plan)
	if o.Least != 0 || o.Most != 2*10*time.Minute+2*5*time.Minute {
		t.Errorf("takes %v to %v", o.Least, o.Most)
	}
	plan.Waits = false
	if o = rollout.Simulate(plan); o.Least != 20*time.Minute {
		t.Errorf("without signals it takes at least %v", o.Least)
	}
}

// The closed forms of the scan say what a simulation says.
func TestWorst(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 12_000 {
		p := group(random.IntN(4), 1+random.IntN(12), 0, 1+random.IntN(14), random.IntN(10))
		if random.IntN(3) == 0 {
			p.Policy, p.MinHealthy, p.MaxHealthy = rollout.InstanceRefresh, random.IntN(101), 100+random.IntN(101)
		}
		if random.IntN(3) == 0 {
			p.Desired = p.MinSize
		}
		worst := rollout.Worst(p, 0, p.MaxSize)
		for n := range p.MaxSize + 1 {
			p.Running = n
			if o := rollout.Simulate(p); o.Lost() > worst.Lost() || o.Lost() == worst.Lost() && n < worst.Running {
				t.Fatalf("%+v: %d lost with %d running, the scan says %d with %d", p, o.Lost(), n, worst.Lost(), worst.Running)
			}
		}
	}
}

// Whatever the numbers are, an update ends.
func FuzzSimulate(f *testing.F) {
	f.Add(uint8(1), 2, 20, 10, 20, 2, 0, 100, 200)
	f.Fuzz(func(t *testing.T, policy uint8, low, high, running, batch, floor, failAt, least, most int) {
		bound := func(n int) int { return n % 500 }
		p := group(bound(low), bound(high), bound(running)&0xff, bound(batch), bound(floor))
		p.Policy, p.FailAt, p.MinHealthy, p.MaxHealthy = rollout.Policy(policy%6), bound(failAt), bound(least), bound(most)
		o := rollout.Simulate(p)
		if len(o.Events) > 10_000 {
			t.Fatalf("%d events", len(o.Events))
		}
	})
}

func BenchmarkWorst(b *testing.B) {
	p := group(1, 10_000, 0, 100, 10)
	for b.Loop() {
		rollout.Worst(p, 1, 10_000)
	}
}
