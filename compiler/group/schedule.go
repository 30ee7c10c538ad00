package group

import (
	"cmp"
	"slices"
	"time"

	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/template"
)

// run is a scheduled action at the last time when it ran.
type run struct {
	at     time.Time
	action *template.Resource
}

// Scheduled returns the sizes that the scheduled actions have given the group at a time, when it
// began with those of a plan, and which of them changed something last. Running is the desired
// capacity. Actions of which the time is not known are not understood, and named.
func (g *Group) Scheduled(c *template.Case, p rollout.Plan, at time.Time) (running int, last *template.Resource, unknown []string) {
	low, high := p.MinSize, p.MaxSize
	running = low
	if p.Desired != rollout.NoDesired {
		running = p.Desired
	}
	runs, unknown := g.runs(c, at)
	for _, r := range runs {
		low = sizeOr(c, r.action, "MinSize", low)
		high = sizeOr(c, r.action, "MaxSize", high)
		running = max(low, min(sizeOr(c, r.action, "DesiredCapacity", running), high))
		last = r.action
	}
	return running, last, unknown
}

func sizeOr(c *template.Case, r *template.Resource, property string, otherwise int) int {
	if n, known := c.Int(r.Property(property)).Known(); known {
		return n
	}
	return otherwise
}

// runs lists the actions that have run by a time, the latest last.
func (g *Group) runs(c *template.Case, at time.Time) (runs []run, unknown []string) {
	for _, r := range g.Schedules {
		if !c.Exists(r) {
			continue
		}
		when, ran, known := lastRun(c, r, at)
		switch {
		case !known:
			unknown = append(unknown, r.ID)
		case ran:
			runs = append(runs, run{when, r})
		}
	}
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
	return runs, unknown
}

// lastRun says when an action ran for the last time. Times are in UTC unless the action has a time
// zone.
func lastRun(c *template.Case, r *template.Resource, at time.Time) (when time.Time, ran, known bool) {
	start, started := timeOf(c, r, "StartTime")
	end, ends := timeOf(c, r, "EndTime")
	if started && at.Before(start) {
		return time.Time{}, false, true
	}
	recurrence, ok := c.Text(r.Property("Recurrence"))
	if !ok {
		return start, started, started
	}
	zone, ok := zoneOf(c, r)
	schedule, understood := parseCron(recurrence)
	if !ok || !understood {
		return time.Time{}, false, false
	}
	if ends && end.Before(at) {
		at = end
	}
	when, ran = schedule.last(at.In(zone))
	return when, ran && (!started || !when.Before(start)), true
}

func timeOf(c *template.Case, r *template.Resource, property string) (time.Time, bool) {
	text, _ := c.Text(r.Property(property))
	at, err := time.Parse(time.RFC3339, text)
	return at, err == nil
}

func zoneOf(c *template.Case, r *template.Resource) (*time.Location, bool) {
	name, ok := c.Text(r.Property("TimeZone"))
	if !ok {
		return time.UTC, r.Property("TimeZone") == nil
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}
