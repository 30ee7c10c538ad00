package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func rollingUpdateRecommendedSuspensions() *lint.Rule {
	return &lint.Rule{
		ID:       "H113",
		Name:     "rolling-update-recommended-suspensions",
		Title:    "Auto Scaling can interfere with a rolling update",
		Severity: diag.Warning,
		Why: `While CloudFormation replaces instances, Auto Scaling goes on: it may end a new instance because load falls, a zone ` +
			`is to be balanced or a health check fails, and its signal never comes; the update then waits until PauseTime is over ` +
			`and rolls back. What it adds because load rises is undone at the end of the update. AWS recommends to suspend ` +
			`HealthCheck, ReplaceUnhealthy, AZRebalance, AlarmNotification and ScheduledActions.`,
		Help: "list the five processes in `SuspendProcesses`",
		Bad: []lint.Example{
			{Name: "nothing is suspended in a group with a scaling policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        MinInstancesInService: 2
    Properties: {MinSize: 2, MaxSize: 20}
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: {AutoScalingGroupName: !Ref Web}
`},
			{Name: "two are missing behind a load balancer", Template: `Parameters:
  Target: {Type: String}
  Last: {Type: String, AllowedValues: [AZRebalance]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses:
          - HealthCheck # want
          - ReplaceUnhealthy
          - !Ref Last
    Properties: {MinSize: 2, MaxSize: 20, TargetGroupARNs: [!Ref Target]}
`},
		},
		Good: []lint.Example{
			{Name: "all five, and one more", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [HealthCheck, ReplaceUnhealthy, AZRebalance, AlarmNotification, ScheduledActions, InstanceRefresh]
    Properties: {MinSize: 2, MaxSize: 20, LoadBalancerNames: [web]}
`},
			{Name: "a list that only the deployment knows", Template: `Parameters:
  Processes: {Type: CommaDelimitedList}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: !Ref Processes
    Properties: {MinSize: 2, MaxSize: 20, LoadBalancerNames: [web]}
`},
			{Name: "a replacing update does not roll", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy:
      AutoScalingReplacingUpdate: {WillReplace: true}
      AutoScalingRollingUpdate: {PauseTime: PT5M}
    Properties: {MinSize: 2, MaxSize: 20, LoadBalancerNames: [web]}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return interferes(g, c) }); v.Holds() {
					reportInterference(p, g, v)
				}
			}
		},
	}
}

// recommended are the processes that AWS recommends to suspend during a rolling update, by
// https://repost.aws/knowledge-center/auto-scaling-group-rolling-updates
func recommended() []string {
	return []string{"HealthCheck", "ReplaceUnhealthy", "AZRebalance", "AlarmNotification", "ScheduledActions"}
}

// interferes says whether a process can end or start instances during a rolling update.
func interferes(g *group.Group, c *template.Case) template.Answer {
	names, ok := suspended(g, c)
	return template.Whether(ok && len(missing(names, recommended())) > 0)
}

func reportInterference(p *lint.Pass, g *group.Group, v template.Verdict) {
	have, _ := suspended(g, v.Case)
	lacking := missing(have, recommended())
	f := p.At(suspendAt(g, v.Case), "during an update these can end a new instance before it has signalled, or start one too many: %s", allOf(lacking)).Under(v)
	if g.Scaler(v.Case) == nil && g.Balanced(v.Case) != template.Yes {
		f.Severity(diag.Info)
	}
	fixSuspensions(f, g, v.Case, lacking)
}
