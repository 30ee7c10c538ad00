// Package chart shows what updates do to running instances: as text for a terminal, as JSON for
// programs, and as a picture that one can paste into a change request. Its functions are pure: the
// same outcome gives the same bytes.
package chart

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cfnc/cfnc/compiler/rollout"
)

// Group is the update of one group, and what to say of it.
type Group struct {
	Resource string
	Outcome  rollout.Outcome
	Worst    bool     // the number of running instances is the worst of those that are plausible
	Floor    int      // instances that somebody wants in service at any time, or NoFloor
	Notes    []string // what the numbers rest on
	Problem  string   // why there is no outcome, or ""
}

// NoFloor stands for a group for which nobody has asked for a number of instances.
const NoFloor = -1

// Short reports whether fewer instances are in service at some time than are wanted.
func (g Group) Short() bool {
	return g.Problem == "" && g.Outcome.Rejection == "" && g.Outcome.Lowest() < g.Floor
}

// failure is why there is no series, or "".
func (g Group) failure() string {
	if g.Problem != "" {
		return g.Problem
	}
	return g.Outcome.Rejection
}

// moment is a number of instances in service, and how it came about.
type moment struct {
	inService int
	event     *rollout.Event // nil at the start, and for moments that are left out
	skipped   int            // how many moments this one stands for, 0 for itself
}

// moments lists the start and the time after each event. Of a long update the middle is left out.
func moments(o rollout.Outcome, most int) []moment {
	list := []moment{{inService: o.Started}}
	for i := range o.Events {
		list = append(list, moment{inService: o.Events[i].InService, event: &o.Events[i]})
	}
	if len(list) <= most {
		return list
	}
	const tail = 3
	cut := append([]moment(nil), list[:most-tail-1]...)
	cut = append(cut, moment{skipped: len(list) - most + 1})
	return append(cut, list[len(list)-tail:]...)
}

// maxShown is how many numbers a line of text shows.
const maxShown = 12

// Series writes how many instances are in service after each step: "10 → 12 → 2 → 10".
func Series(o rollout.Outcome) string {
	var numbers []int
	for _, m := range moments(o, len(o.Events)+1) {
		numbers = append(numbers, m.inService)
	}
	return Line(numbers, maxShown)
}

// Line writes a series in one line. Of one with more numbers than are to be shown, the middle is
// left out.
func Line(series []int, most int) string {
	const tail = 3
	var steps []string
	for i, n := range series {
		switch cut := len(series) - tail; {
		case len(series) <= most || i < most-tail-1 || i >= cut:
			steps = append(steps, strconv.Itoa(n))
		case i == cut-1:
			steps = append(steps, "…")
		}
	}
	return strings.Join(steps, " → ")
}

// label says what happens in a step.
func label(e *rollout.Event) string {
	if e == nil {
		return "running"
	}
	what := map[rollout.Action]string{
		rollout.Launch: "launch %d", rollout.Terminate: "terminate %d", rollout.ScaleIn: "scale in by %d", rollout.ScaleOut: "scale out by %d",
		rollout.Interrupt: "%d restart at once", rollout.Recover: "%d serve again", rollout.Fail: "fail: %d do not work",
	}[e.Action]
	return fmt.Sprintf(what, e.Instances)
}

// summary says the most important things of an outcome in one line.
func summary(o rollout.Outcome) string {
	text := fmt.Sprintf("lowest %d, peak %d", o.Lowest(), o.Peak())
	if o.Batch > 0 {
		text += fmt.Sprintf(", batches of %d", o.Batch)
	}
	if o.Most > 0 {
		text += ", waits " + span(o.Least, o.Most)
	}
	return text
}

// span shows how long something takes.
func span(least, most time.Duration) string {
	if least == most {
		return short(most)
	}
	if least == 0 {
		return "up to " + short(most)
	}
	return short(least) + " to " + short(most)
}

func short(d time.Duration) string {
	text := d.Round(time.Second).String()
	text = strings.TrimSuffix(text, "0s")
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	if text == "" {
		return "0s"
	}
	return text
}

// policyName names what replaces the instances.
func policyName(o rollout.Outcome) string {
	if o.Policy == rollout.Stay {
		return "no update policy: running instances stay as they are"
	}
	return o.Policy.String()
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
