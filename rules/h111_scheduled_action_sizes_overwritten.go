package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func scheduledActionSizesOverwritten() *lint.Rule {
	return &lint.Rule{
		ID:       "H111",
		Name:     "scheduled-action-sizes-overwritten",
		Title:    "An update undoes the sizes that a schedule has set",
		Severity: diag.Warning,
		Why: `CloudFormation writes MinSize, MaxSize and DesiredCapacity of the template into the group with every update that ` +
			`touches it, also after a scheduled action has changed them. A deployment at noon brings the group to the size of ` +
			`the night. IgnoreUnmodifiedGroupSizeProperties keeps sizes that the template has not changed since the last update.`,
		Help: "set `IgnoreUnmodifiedGroupSizeProperties` of `AutoScalingScheduledAction` to `true`",
		Bad: []lint.Example{
			{Name: "a schedule, and no word of it in the policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: # want
      AutoScalingRollingUpdate: {MinInstancesInService: 2, SuspendProcesses: [ScheduledActions]}
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "false, and in no policy at all", Template: `Parameters:
  Keep: {Type: String, AllowedValues: ["false"]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingScheduledAction:
        IgnoreUnmodifiedGroupSizeProperties: !Ref Keep # want
    Properties: {MinSize: 2, MaxSize: 20}
  Jobs: # want
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
  Evening:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Sub "${Jobs}", MinSize: 10, Recurrence: 0 7 * * *}
`},
		},
		Good: []lint.Example{
			{Name: "sizes that are left alone", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: "true"}
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "a schedule of another group", Template: `Parameters:
  Other: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Other, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "the schedule and the policy go together", Template: `Conditions:
  Scheduled: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingScheduledAction: !If
        - Scheduled
        - IgnoreUnmodifiedGroupSizeProperties: true
        - !Ref AWS::NoValue
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Condition: Scheduled
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return overwritesSchedule(g, c) }); v.Holds() {
					reportOverwritten(p, g, v)
				}
			}
		},
	}
}

// planner returns what sets sizes of the group at certain times: a scheduled action or a scaling
// plan, or nil.
func planner(g *group.Group, c *template.Case) *template.Resource {
	for _, r := range g.Scalers {
		switch r.Type {
		case "AWS::AutoScaling::ScheduledAction", "AWS::AutoScalingPlans::ScalingPlan":
			if g.Acts(c, r) {
				return r
			}
		}
	}
	return nil
}

const keepSizes = "IgnoreUnmodifiedGroupSizeProperties"

// overwritesSchedule says whether an update sends sizes to a group that a schedule has changed.
func overwritesSchedule(g *group.Group, c *template.Case) template.Answer {
	if planner(g, c) == nil {
		return template.No
	}
	return g.KeepsSizes(c).Not().And(c.Lacks(g.Body, "UpdatePolicy", group.Scheduled, keepSizes).Or(
		template.Whether(g.Policy(c, group.Scheduled).Get(keepSizes) != nil)))
}

func reportOverwritten(p *lint.Pass, g *group.Group, v template.Verdict) {
	schedule := planner(g, v.Case)
	f := p.At(keepsSizesAt(g, v.Case), "every update sets the sizes of the group back to those of the template, whatever `%s` has set", schedule.ID).
		Note(schedule.Key, "this changes the sizes while the group runs").Under(v)
	if title, edit, ok := keepSizesEdit(g, v.Case); ok {
		f.Fix(title, true, edit)
	}
}

// keepsSizesAt is where the policy says that sizes are kept, or should.
func keepsSizesAt(g *group.Group, c *template.Case) *syntax.Node {
	for _, n := range []*syntax.Node{g.Policy(c, group.Scheduled).Get(keepSizes), g.PolicyKey(c, group.Scheduled), g.Body.Key("UpdatePolicy")} {
		if n != nil {
			return n
		}
	}
	return g.Key
}

func keepSizesEdit(g *group.Group, c *template.Case) (title string, edit diag.Edit, ok bool) {
	scheduled, value := g.Policy(c, group.Scheduled), bare("true")
	switch {
	case scheduled.Get(keepSizes) != nil:
		edit, ok = replaceScalar(scheduled.Get(keepSizes), value)
	case scheduled != nil:
		edit, ok = insertPair(scheduled, keepSizes, value)
	case c.At(g.Body, "UpdatePolicy") != nil:
		edit, ok = insertPair(c.At(g.Body, "UpdatePolicy"), group.Scheduled, pair(keepSizes, value))
	default:
		edit, ok = insertPair(g.Body, "UpdatePolicy", pair(group.Scheduled, pair(keepSizes, value)))
	}
	return "keep sizes that the template has not changed", edit, ok
}
