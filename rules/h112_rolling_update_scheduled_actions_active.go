package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func rollingUpdateScheduledActionsActive() *lint.Rule {
	return &lint.Rule{
		ID:       "H112",
		Name:     "rolling-update-scheduled-actions-active",
		Title:    "A schedule can change the group in the middle of a rolling update",
		Severity: diag.Error,
		Why: `A scheduled action that begins while CloudFormation replaces instances changes the number that CloudFormation counts ` +
			`on: the update ends instances that it waits for, or starts ones with the old version, and fails. AWS says that ` +
			`ScheduledActions must be suspended during a rolling update of a group that has any.`,
		Help: "add `ScheduledActions` to `SuspendProcesses`",
		Bad: []lint.Example{
			{Name: "other processes are suspended", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [AlarmNotification] # want
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "nothing is suspended, or in one branch only", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        PauseTime: PT5M
    Properties: {MinSize: 2, MaxSize: 20}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [!If [Careful, ScheduledActions, AZRebalance]] # want
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
  Evening:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Jobs, MinSize: 10, Recurrence: 0 7 * * *}
`},
		},
		Good: []lint.Example{
			{Name: "suspended", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [AlarmNotification, ScheduledActions]
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "a list that only the deployment knows", Template: `Parameters:
  Processes: {Type: CommaDelimitedList}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: !Ref Processes
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "a macro may suspend it", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {PauseTime: PT5M, Fn::Transform: {Name: Policies}}
    Properties: {MinSize: 2, MaxSize: 20}
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties: {AutoScalingGroupName: !Ref Web, MinSize: 10, Recurrence: 0 7 * * *}
`},
			{Name: "nothing is scheduled", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {PauseTime: PT5M}
    Properties: {MinSize: 2, MaxSize: 20}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return scheduleRuns(g, c) }); v.Holds() {
					schedule := g.Schedule(v.Case)
					f := p.At(suspendAt(g, v.Case), "`%s` can change the number of instances while an update replaces them: `ScheduledActions` are not suspended", schedule.ID).
						Note(schedule.Key, "the schedule").Under(v)
					fixSuspensions(f, g, v.Case, []string{"ScheduledActions"})
				}
			}
		},
	}
}

// scheduleRuns says whether a scheduled action can begin during a rolling update.
func scheduleRuns(g *group.Group, c *template.Case) template.Answer {
	names, ok := suspended(g, c)
	return template.Whether(ok && g.Schedule(c) != nil && !slices.Contains(names, "ScheduledActions"))
}
