package rollout

import "iter"

// Rolling is an update by AutoScalingRollingUpdate. All numbers are instances.
type Rolling struct {
	MaxSize      int // of the group
	Running      int // in service when the update begins, and again when it ends
	Obsolete     int // those of Running that the update replaces
	MaxBatchSize int // of the policy; CloudFormation's default is 1
	MinInService int // MinInstancesInService of the policy; the default is 0

	Down      int  // those of Obsolete that are not in service; they are ended first
	FailAt    int  // from this launch on, counted from 1, new instances never come into service; 0 for none
	Waits     bool // for signals, so that the update learns of failures
	Tolerated int  // failures with which the update still succeeds
}

// Tolerated is how many of the new instances may fail: those beyond
// MinSuccessfulInstancesPercent of all that are replaced. CloudFormation counts over the whole
// update, and rounds the percentage to a tenth.
func Tolerated(obsolete int, percent float64) int {
	return obsolete * (1000 - int(percent*10+0.5)) / 1000
}

// Rejection is what CloudFormation says when it fails such an update at its start, or "".
// It accepts the same policy when it creates the group.
func (r Rolling) Rejection() string {
	switch {
	case r.MinInService >= r.MaxSize:
		return "MinInstancesInService must be less than the autoscaling group's MaxSize"
	case r.MaxBatchSize < 1:
		return "MaxBatchSize must be at least 1"
	}
	return ""
}

// Batch is how many instances are replaced at once, 0 when nothing is.
func (r Rolling) Batch() int {
	if r.Rejection() != "" {
		return 0
	}
	return max(0, min(r.Obsolete, r.MaxBatchSize, r.MaxSize-r.MinInService))
}

// Temporary is the desired capacity for the duration of the update.
func (r Rolling) Temporary() int {
	if batch := r.Batch(); batch > 0 {
		return max(r.Running, r.MinInService+batch)
	}
	return r.Running
}

// Lowest is the smallest number of instances in service at any time.
func (r Rolling) Lowest() int { return min(r.Running, r.Temporary()-r.Batch()) }

// Peak is the greatest number of instances in service at any time.
func (r Rolling) Peak() int { return r.Temporary() }

// Empties reports whether there is a time with no instance in service at all.
func (r Rolling) Empties() bool { return r.Batch() > 0 && r.Lowest() == 0 }

// Series is the number of instances in service at the start and after each step. It has at
// most two entries for each obsolete instance and three more.
func (r Rolling) Series() []int {
	series := []int{r.Running - r.Down}
	for step := range r.Steps() {
		series = append(series, step.InService)
	}
	return series
}

// Steps goes through what happens. A rejected update has no steps.
func (r Rolling) Steps() iter.Seq[Step] {
	return func(yield func(Step) bool) {
		run := run{Rolling: r, old: r.Obsolete - r.Down, down: r.Down, good: r.Running - r.Obsolete, yield: yield}
		if r.Batch() > 0 {
			run.update()
		}
	}
}

// run is an update on its way.
type run struct {
	Rolling
	old, down, good int // instances: those to be replaced, in service and not, and the others
	broken          int // new instances that never come into service
	launches        int
	failed          bool
	yield           func(Step) bool
}

func (r *run) obsolete() int { return r.old + r.down }

func (r *run) total() int { return r.old + r.down + r.good + r.broken }

func (r *run) update() {
	temporary := r.Temporary()
	going := r.launch(temporary - r.Running)
	for going && r.obsolete() > 0 {
		going = r.terminate(min(r.Batch(), r.obsolete())) && r.launch(r.replacements(temporary))
	}
	if surplus := r.good + r.broken - r.Running; going && surplus > 0 {
		r.good -= min(surplus, r.good)
		r.yield(Step{ScaleIn, surplus, r.good})
	}
}

// replacements is what is launched after a batch ended: while there is more to replace, up to
// the temporary capacity; at last, up to the capacity of before.
func (r *run) replacements(temporary int) int {
	if r.obsolete() > 0 {
		return min(r.Batch(), temporary-r.total())
	}
	return r.Running - r.total()
}

// launch starts instances and waits for them. It reports whether the update goes on.
func (r *run) launch(instances int) bool {
	if instances <= 0 {
		return true
	}
	r.launches++
	if r.FailAt > 0 && r.launches >= r.FailAt {
		r.broken += instances
	} else {
		r.good += instances
	}
	if !r.step(Launch, instances) {
		return false
	}
	r.failed = r.Waits && r.broken > r.Tolerated
	return !r.failed || r.step(Fail, r.broken) && false
}

func (r *run) terminate(instances int) bool {
	down := min(instances, r.down)
	r.down -= down
	r.old -= instances - down
	return r.step(Terminate, instances)
}

func (r *run) step(action Action, instances int) bool {
	return r.yield(Step{action, instances, r.old + r.good})
}
