// Package rollout says what an update of an Auto Scaling group does to the instances that are
// running: how many are in service after each step. It is arithmetic over the sizes of a group
// and the numbers of its policy, and knows neither templates nor AWS.
//
// The formulas of rolling updates reproduce the event logs of real updates that were published.
// Each event says what it rests on: AWS's documents, such logs, or an inference from them.
package rollout

import (
	"slices"
	"time"
)

// Action says what happens in a step.
type Action uint8

// The actions. ScaleIn ends instances because the group shall have fewer; Auto Scaling chooses
// them by the group's termination policies.
const (
	Launch Action = iota
	Terminate
	ScaleIn
	ScaleOut
	Interrupt // instances restart what they serve, all at the same time
	Recover   // and serve again
	Fail      // new instances did not come into service, and the update is given up
)

// String names the action as the JSON of `cfnc rollout` does.
func (a Action) String() string {
	return [...]string{"launch", "terminate", "scale-in", "scale-out", "interrupt", "recover", "fail"}[a]
}

// Step is one change of the number of instances.
type Step struct {
	Action    Action
	Instances int // that this step launches, ends or finds broken
	InService int // afterwards
}

// Basis says what is known of a step.
type Basis uint8

// What a step rests on: AWS's documents, published logs of real updates, or an inference.
const (
	Documented Basis = iota
	Observed
	Inferred
)

// String is "documented", "observed" or "inferred".
func (b Basis) String() string { return [...]string{"documented", "observed", "inferred"}[b] }

// Phase says in which part of an update a step is.
type Phase uint8

// The parts. Sizes of the template are written into the group before anything is replaced.
const (
	Resize Phase = iota
	Replace
	Rollback
)

// String is "resize", "update" or "rollback".
func (p Phase) String() string { return [...]string{"resize", "update", "rollback"}[p] }

// Event is a step of an outcome.
type Event struct {
	Step
	Phase Phase
	Basis Basis
}

// Policy is what decides how an update replaces instances.
type Policy uint8

// The policies. Stay leaves the running instances alone.
const (
	Stay Policy = iota
	RollingUpdate
	ReplacingUpdate
	InstanceRefresh
	TerminateAll // somebody ends all instances at once
	MetadataOnly // cfn-hup runs cfn-init again on every instance
)

// String is the name of the policy in templates, or "" where instances stay.
func (p Policy) String() string {
	return [...]string{"", "AutoScalingRollingUpdate", "AutoScalingReplacingUpdate", "AutoScalingInstanceRefresh", "terminate-all", "metadata-only"}[p]
}

// Plan is an update of a group.
type Plan struct {
	Policy           Policy
	Conflict         string // with which CloudFormation refuses the policies as a whole, or ""
	MinSize, MaxSize int    // of the template
	Desired          int    // DesiredCapacity of the template, or NoDesired
	KeepsSizes       bool
	Running          int // instances in service when the update begins

	MaxBatchSize, MinInService int
	FloorFollows               bool // MinInService is the number of running instances, kept between MinSize and one below MaxSize
	DesiredFollows             bool // Desired is the number of running instances
	Waits                      bool
	SuccessPercent             float64       // MinSuccessfulInstancesPercent
	Pause                      time.Duration // PauseTime, or Timeout of the creation policy for a replacing update
	Signals                    int           // that a replacing update waits for
	MinHealthy, MaxHealthy     int           // percentages of an instance refresh
	Hup                        bool          // cfn-hup runs on the instances

	FailAt   int           // the launch from which on new instances do not work; 0 for none
	Drain    time.Duration // that a load balancer may take to let go of an instance
	Previous *Plan         // whose policy a rollback uses; nil: this one's
}

// NoDesired stands for a group without DesiredCapacity.
const NoDesired = -1

// Outcome is what an update does.
type Outcome struct {
	Plan
	Batch     int // instances at once; 0 where there are no batches
	Temporary int // desired capacity for the duration of the update
	Started   int // in service at the start
	Events    []Event
	Rejection string // with which CloudFormation fails the update at its start
	Failed    bool

	Least, Most time.Duration // that waiting and draining take
}

// Simulate says what an update does.
func Simulate(p Plan) Outcome {
	s := &simulation{Outcome: Outcome{Plan: p, Started: p.Running}, now: p.Running}
	if s.Rejection = p.rejection(); s.Rejection != "" {
		return s.Outcome
	}
	s.resize()
	switch p.Policy {
	case RollingUpdate:
		s.roll()
	case ReplacingUpdate:
		s.replace()
	case InstanceRefresh:
		s.refresh()
	case TerminateAll:
		s.terminateAll()
	case MetadataOnly:
		s.interrupt()
	}
	return s.Outcome
}

func (p Plan) rejection() string {
	if p.Conflict != "" || p.Policy != RollingUpdate {
		return p.Conflict
	}
	return Rolling{MaxSize: p.MaxSize, MinInService: p.floor(), MaxBatchSize: p.MaxBatchSize}.Rejection()
}

// floor is MinInstancesInService as it is when the update begins.
func (p Plan) floor() int {
	if p.FloorFollows {
		return min(max(p.Running, p.MinSize), p.MaxSize-1)
	}
	return p.MinInService
}

// desired is DesiredCapacity as it is when the update begins.
func (p Plan) desired() int {
	if p.DesiredFollows {
		return p.Running
	}
	return p.Desired
}

// Series is the number of instances in service at the start and after each event; it is empty for
// an update that is rejected.
func (o Outcome) Series() []int {
	if o.Rejection != "" {
		return []int{}
	}
	series := []int{o.Started}
	for _, e := range o.Events {
		series = append(series, e.InService)
	}
	return series
}

// Lowest is the smallest number of instances in service at any time, 0 for a rejected update.
func (o Outcome) Lowest() int {
	if o.Rejection != "" {
		return 0
	}
	return slices.Min(o.Series())
}

// Peak is the greatest number of instances in service at any time, 0 for a rejected update.
func (o Outcome) Peak() int {
	if o.Rejection != "" {
		return 0
	}
	return slices.Max(o.Series())
}

// Lost is how many of the instances of the start do not serve at the lowest point.
func (o Outcome) Lost() int {
	if o.Rejection != "" {
		return 0
	}
	return max(0, o.Started-o.Lowest())
}

// SignalsNeeded is how many signals new instances must send for the update to succeed, and whether
// it waits for any.
func (o Outcome) SignalsNeeded() (needed int, waits bool) {
	switch o.Policy {
	case RollingUpdate:
		replaced := 0
		for _, e := range o.Events {
			if e.Action == Terminate && e.Phase == Replace {
				replaced += e.Instances
			}
		}
		return replaced - Tolerated(replaced, o.SuccessPercent), o.Waits && !o.Failed
	case ReplacingUpdate:
		return o.Signals, o.Signals > 0
	}
	return 0, false
}
