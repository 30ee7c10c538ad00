package rollout

import "time"

// simulation is an update on its way.
type simulation struct {
	Outcome
	now int // instances in service
}

func (s *simulation) event(step Step, phase Phase, basis Basis) {
	s.now = step.InService
	s.Events = append(s.Events, Event{step, phase, basis})
}

// resize writes the sizes of the template into the group, as every update does that touches it. A
// desired capacity that the template does not name only moves between the bounds.
func (s *simulation) resize() {
	switch s.Policy {
	case TerminateAll, MetadataOnly, ReplacingUpdate: // which gives the sizes to the new group
		return
	}
	want := s.desired()
	switch {
	case s.KeepsSizes:
		return
	case want == NoDesired:
		want = max(s.MinSize, min(s.now, s.MaxSize))
	}
	switch {
	case want < s.now:
		s.event(Step{ScaleIn, s.now - want, want}, Resize, Documented)
	case want > s.now:
		s.event(Step{ScaleOut, want - s.now, want}, Resize, Documented)
	}
}

// rolling is the rolling update of the instances that are in service now.
func (s *simulation) rolling() Rolling {
	return Rolling{
		MaxSize: s.MaxSize, Running: s.now, Obsolete: s.now, MaxBatchSize: s.MaxBatchSize, MinInService: s.floor(),
		FailAt: s.FailAt, Waits: s.Waits, Tolerated: Tolerated(s.now, s.SuccessPercent),
	}
}

func (s *simulation) roll() {
	r := s.rolling()
	s.Batch, s.Temporary = r.Batch(), r.Temporary()
	launched, ended := 0, 0
	for step := range r.Steps() {
		s.rolled(step, Replace)
		switch step.Action {
		case Launch:
			launched += step.Instances
		case Terminate:
			ended += step.Instances
		case Fail:
			s.Failed = true
			s.rollBack(r.Running+launched-ended, launched, step.Instances)
		}
	}
}

// rolled takes over a step of a rolling update, with the time that it takes.
func (s *simulation) rolled(step Step, phase Phase) {
	basis := Observed
	switch step.Action {
	case ScaleIn:
		basis = Inferred
	case Launch:
		s.Most += s.Pause
		if !s.Waits {
			s.Least += s.Pause
		}
	case Terminate:
		s.Most += s.Drain
	}
	s.event(step, phase, basis)
}

// rollBack replaces the new instances by old ones again, with the policy of the previous template.
// The group keeps the desired capacity of the update unless that template names one.
func (s *simulation) rollBack(total, launched, broken int) {
	policy := s.Plan
	if s.Previous != nil {
		policy = *s.Previous
		policy.Running = s.Running
	}
	back := Rolling{MaxSize: policy.MaxSize, Running: total, Obsolete: launched, Down: broken, MaxBatchSize: policy.MaxBatchSize, MinInService: policy.floor()}
	for step := range back.Steps() {
		s.rolled(step, Rollback)
	}
	if desired := policy.desired(); desired != NoDesired && !policy.KeepsSizes && desired < s.now {
		s.event(Step{ScaleIn, s.now - desired, desired}, Rollback, Documented)
	}
}

// newGroup is how many instances a replacing update starts with.
func (p Plan) newGroup() int {
	if desired := p.desired(); desired != NoDesired {
		return desired
	}
	return p.MinSize
}

// replace makes a second group and deletes the first one when the second has its signals.
func (s *simulation) replace() {
	old, fresh := s.now, s.newGroup()
	s.Batch, s.Temporary = fresh, fresh
	s.Least, s.Most = 0, s.Pause+s.Drain
	if s.FailAt > 0 && s.Signals > 0 {
		s.event(Step{Launch, fresh, old}, Replace, Documented)
		s.event(Step{Fail, fresh, old}, Replace, Documented)
		s.event(Step{Terminate, fresh, old}, Rollback, Documented)
		s.Failed = true
		return
	}
	working := fresh
	if s.FailAt > 0 {
		working = 0
	}
	s.event(Step{Launch, fresh, old + working}, Replace, Documented)
	s.event(Step{Terminate, old, working}, Replace, Documented)
}

// refresh keeps the number of healthy instances between two percentages of the desired capacity.
// That waves are as large as the bounds allow is inferred.
func (s *simulation) refresh() {
	desired := s.now
	low, high := s.bounds(desired)
	s.Batch, s.Temporary = min(desired, high-low), desired
	old, fresh := desired, 0
	for old > 0 || fresh < desired {
		if launched := min(high-old-fresh, desired-fresh); launched > 0 {
			fresh += launched
			s.event(Step{Launch, launched, old + fresh}, Replace, Inferred)
		}
		if ended := min(old, old+fresh-low); ended > 0 {
			old -= ended
			s.Most += s.Drain
			s.event(Step{Terminate, ended, old + fresh}, Replace, Inferred)
		}
	}
}

// bounds are the numbers of healthy instances between which a refresh keeps a group.
func (p Plan) bounds(desired int) (low, high int) {
	least, most := max(0, min(p.MinHealthy, 100)), max(100, p.MaxHealthy)
	low = (desired*least + 99) / 100
	high = max(desired*most/100, low+1)
	if least == 100 {
		high = max(high, desired+1)
	}
	return low, high
}

// terminateAll ends all instances, and Auto Scaling launches as many again.
func (s *simulation) terminateAll() {
	running := s.now
	s.event(Step{Terminate, running, 0}, Replace, Documented)
	s.event(Step{Launch, running, running}, Replace, Documented)
}

// hupInterval is how often cfn-hup looks for changes unless its configuration says otherwise. Every
// instance does so for itself, and in the worst case all restart what they serve at once.
const hupInterval = 15 * time.Minute

// interrupt is what a change of metadata does: nothing, unless cfn-hup runs.
func (s *simulation) interrupt() {
	if !s.Hup {
		return
	}
	running := s.now
	s.Most = hupInterval
	s.event(Step{Interrupt, running, 0}, Replace, Documented)
	s.event(Step{Recover, running, running}, Replace, Inferred)
}

// The numbers of running instances that Worst looks at, where there is a closed form for each and
// where there is none.
const (
	maxSizes     = 100_000
	maxSimulated = 1000
)

// Worst simulates an update for numbers of running instances from least to most, and returns the
// one that takes the most of them away; of several, the one with the fewest running.
func Worst(p Plan, least, most int) Outcome {
	worst, running, sizes := -1, least, maxSizes
	if p.FailAt > 0 {
		sizes = maxSimulated
	}
	for n := least; n <= min(most, least+sizes); n++ {
		p.Running = n
		if lost := p.lost(); lost > worst {
			worst, running = lost, n
		}
	}
	p.Running = running
	return Simulate(p)
}

// lost is Lost of the outcome, by closed forms for updates that go in batches and succeed.
func (p Plan) lost() int {
	if p.FailAt > 0 || p.Policy != RollingUpdate && p.Policy != InstanceRefresh {
		return Simulate(p).Lost()
	}
	s := &simulation{Outcome: Outcome{Plan: p}, now: p.Running}
	s.resize()
	lowest := s.now
	if p.rejection() != "" {
		return 0
	}
	if p.Policy == RollingUpdate {
		lowest = s.rolling().Lowest()
	} else if s.now > 0 {
		low, high := p.bounds(s.now)
		lowest = min(s.now, max(low, min(high-s.now, s.now)))
	}
	return p.Running - min(p.Running, s.now, lowest)
}
