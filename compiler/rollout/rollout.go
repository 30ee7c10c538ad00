// Package rollout says what a rolling update of an Auto Scaling group does to the instances
// that are running: how many are in service after each step. It is arithmetic over the sizes
// of a group and the numbers of its policy, and knows neither templates nor AWS.
//
// The formulas reproduce the event logs of real updates that were published: the batch is
// bounded by the room between MinInstancesInService and MaxSize, and CloudFormation raises
// the desired capacity for the duration of the update.
package rollout

import "iter"

// Rolling is an update by AutoScalingRollingUpdate. All numbers are instances.
type Rolling struct {
	MaxSize      int // of the group
	Running      int // in service when the update begins, and again when it ends
	Obsolete     int // those of Running that the update replaces
	MaxBatchSize int // of the policy; CloudFormation's default is 1
	MinInService int // MinInstancesInService of the policy; the default is 0
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
// most two entries for each obsolete instance and two more.
func (r Rolling) Series() []int {
	series := []int{r.Running}
	for step := range r.Steps() {
		series = append(series, step.InService)
	}
	return series
}

// Action says what happens in a step.
type Action uint8

// The actions. ScaleIn ends instances that the update started and the group does not need
// any more; Auto Scaling chooses them by the group's termination policies.
const (
	Launch Action = iota
	Terminate
	ScaleIn
)

// String names the action as the JSON of `cfnc rollout` does.
func (a Action) String() string { return [...]string{"launch", "terminate", "scale-in"}[a] }

// Step is one change of the number of instances.
type Step struct {
	Action    Action
	Instances int // that this step launches or ends
	InService int // afterwards
}

// Steps goes through what happens, when every new instance comes into service. A rejected
// update has no steps.
func (r Rolling) Steps() iter.Seq[Step] {
	return func(yield func(Step) bool) {
		run := run{Rolling: r, old: r.Obsolete, good: r.Running - r.Obsolete, yield: yield}
		if r.Batch() > 0 {
			run.update()
		}
	}
}

// run is an update on its way.
type run struct {
	Rolling
	old, good int // instances in service: those still to be replaced, and the others
	yield     func(Step) bool
}

func (r *run) update() {
	temporary := r.Temporary()
	going := r.step(Launch, temporary-r.Running)
	for going && r.old > 0 {
		going = r.step(Terminate, min(r.Batch(), r.old)) && r.step(Launch, r.replacements(temporary))
	}
	if going {
		r.step(ScaleIn, r.good-r.Running)
	}
}

// replacements is what is launched after a batch ended: while there is more to replace, up to
// the temporary capacity; at last, up to the capacity of before.
func (r *run) replacements(temporary int) int {
	if r.old > 0 {
		return min(r.Batch(), temporary-r.old-r.good)
	}
	return r.Running - r.good
}

// step reports whether the update goes on.
func (r *run) step(action Action, instances int) bool {
	if instances <= 0 {
		return true
	}
	switch action {
	case Launch:
		r.good += instances
	case Terminate:
		r.old -= instances
	case ScaleIn:
		r.good -= instances
	}
	return r.yield(Step{Action: action, Instances: instances, InService: r.old + r.good})
}
