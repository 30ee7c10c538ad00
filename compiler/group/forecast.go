package group

import (
	"fmt"
	"strings"
	"time"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/template"
)

// Question says of which update somebody wants to know the outcome.
type Question struct {
	Running  int            // instances in service, or AnyNumber for the worst of the plausible numbers
	FailAt   int            // the launch from which on new instances do not work, 0 for none
	Event    rollout.Policy // TerminateAll or MetadataOnly instead of what the template says, or Stay
	At       time.Time      // when the update begins: scheduled actions count; zero for any time
	Previous *Group         // of the template before, whose policy a rollback uses, or nil
}

// AnyNumber asks for the worst of the plausible numbers of running instances.
const AnyNumber = -1

// Forecast is the outcome of an update, and what it rests on.
type Forecast struct {
	Outcome rollout.Outcome
	Worst   bool     // the number of running instances is the worst of the plausible ones
	Unknown []string // what is not known, in which case there is no outcome
	Notes   []string
}

// Forecast says what an update does to the group. Of several cases of the deployment it takes the
// worst: one that CloudFormation rejects, else one that takes the most instances away.
func (g *Group) Forecast(b *boot.Boot, q Question) Forecast {
	var worst Forecast
	cases := 0
	g.Template.Cases(g.When(), func(c *template.Case) {
		f := g.forecast(c, b, q)
		if c.Dead() {
			return
		}
		if choices := c.Choices(); choices != "" {
			f.Notes = append([]string{"where " + choices}, f.Notes...)
		}
		if c.Relied() {
			f.Notes = append(f.Notes, "with the defaults of parameters; --param gives others")
		}
		if cases++; cases == 1 || f.worse(worst) {
			worst = f
		}
	})
	if cases > 1 {
		worst.Notes = append(worst.Notes, fmt.Sprintf("the worst of %d cases that conditions and parameters leave open", cases))
	}
	return worst
}

func (f Forecast) worse(than Forecast) bool {
	a, b := f.Outcome, than.Outcome
	switch {
	case len(f.Unknown) != len(than.Unknown):
		return len(f.Unknown) < len(than.Unknown)
	case (a.Rejection != "") != (b.Rejection != ""):
		return a.Rejection != ""
	}
	return a.Lost() > b.Lost()
}

func (g *Group) forecast(c *template.Case, b *boot.Boot, q Question) Forecast {
	plan, unknown := g.Plan(c, b)
	f := Forecast{Unknown: unknown}
	if len(unknown) > 0 {
		f.Outcome.Plan = plan
		return f
	}
	if q.Event != rollout.Stay {
		plan.Policy = q.Event
	}
	plan.FailAt, plan.Running = q.FailAt, q.Running
	g.previous(c, b, q, &plan)
	if plan.FloorFollows || plan.DesiredFollows {
		f.Notes = append(f.Notes, "live values follow the number of running instances")
	}
	if !q.At.IsZero() && q.Running == AnyNumber {
		f.schedule(g, c, q, &plan)
	}
	f.simulate(g, c, plan)
	return f
}

// previous gives a plan the policy that a rollback uses.
func (g *Group) previous(c *template.Case, b *boot.Boot, q Question, plan *rollout.Plan) {
	if q.Previous == nil {
		return
	}
	q.Previous.Template.Cases(q.Previous.When(), func(old *template.Case) {
		if p, unknown := q.Previous.Plan(old, b); plan.Previous == nil && len(unknown) == 0 && !old.Dead() {
			plan.Previous = &p
		}
	})
}

// schedule gives a plan the number of instances that schedules have set by the time of the update.
func (f *Forecast) schedule(g *Group, c *template.Case, q Question, plan *rollout.Plan) {
	running, last, unknown := g.Scheduled(c, *plan, q.At)
	if len(unknown) > 0 {
		f.Notes = append(f.Notes, "the times of `"+strings.Join(unknown, "`, `")+"` are not understood")
	}
	if last != nil {
		plan.Running = running
		f.Notes = append(f.Notes, fmt.Sprintf("`%s` has set the group to %d instances by then", last.ID, running))
	}
}

func (f *Forecast) simulate(g *Group, c *template.Case, plan rollout.Plan) {
	if plan.Running != AnyNumber {
		f.Outcome = rollout.Simulate(plan)
		return
	}
	least, most := g.Plausible(c, plan)
	f.Outcome, f.Worst = rollout.Worst(plan, least, most), least < most
}
