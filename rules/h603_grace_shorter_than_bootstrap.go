package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func graceShorterThanBootstrap() *lint.Rule {
	return &lint.Rule{
		ID:       "H603",
		Name:     "grace-shorter-than-bootstrap",
		Title:    "Health checks count before an instance has had its time to start",
		Severity: diag.Warning,
		Why: `CloudFormation gives an instance until the timeout of the policy to start. When the grace period of the group ends ` +
			`before, the load balancer's verdict on the half-started instance counts: the group replaces it, its signal never comes, ` +
			`and the update fails, slowly.`,
		Help: "make `HealthCheckGracePeriod` as long as the timeout, or suspend `HealthCheck` and `ReplaceUnhealthy` during updates",
		Bad: []lint.Example{
			{Name: "an update that waits longer", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: ELB
      HealthCheckGracePeriod: 60 # want
`},
			{Name: "a creation that waits longer, by a parameter with a limit", Template: `Parameters:
  Grace: {Type: Number, MaxValue: 300}
  Wait: {Type: String, AllowedValues: [PT10M, PT1H]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: !Ref Wait}}
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: ELB
      HealthCheckGracePeriod: !Ref Grace # want
`},
		},
		Good: []lint.Example{
			{Name: "as long, or longer", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT10M}}
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: ELB, HealthCheckGracePeriod: 900}
`},
			{Name: "replacement is suspended", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M, SuspendProcesses: [HealthCheck, ReplaceUnhealthy]}
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: ELB, HealthCheckGracePeriod: 60}
`},
			{Name: "checks of EC2 alone, a pause that is not known, and a hook that holds instances back", Template: `Parameters:
  Wait: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckGracePeriod: 60}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: !Ref Wait}
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: ELB, HealthCheckGracePeriod: 60}
  Held:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: ELB
      HealthCheckGracePeriod: 60
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				v := g.Judge(func(c *template.Case) template.Answer {
					_, longer := longerThanGrace(g, c)
					return asksBalancer(g, c).And(longer).And(holdsLaunches(g, c).Not())
				})
				if !v.Holds() {
					continue
				}
				limit, _ := longerThanGrace(g, v.Case)
				period := g.Property(grace)
				p.At(v.Case.At(period), "an instance that takes longer than %s seconds is replaced, although it has `%s` to start", v.Case.Int(period), limit).
					Note(limit.at, "so long CloudFormation waits").Under(v)
			}
		},
	}
}

// longerThanGrace returns the first limit that is longer than the grace period of a group. Of a
// group without one H602 speaks.
func longerThanGrace(g *group.Group, c *template.Case) (bootLimit, template.Answer) {
	if names, all := suspended(g, c); g.Rolls(c) != nil && (!all || slices.Contains(names, "HealthCheck") || slices.Contains(names, "ReplaceUnhealthy")) {
		return bootLimit{}, template.No
	}
	period := c.Int(g.Property(grace))
	if hasNoGrace(g, c) == template.Yes {
		return bootLimit{}, template.No
	}
	for _, limit := range bootLimits(g, c) {
		if limit.valid && period.Below(template.Exactly(limit.seconds)) == template.Yes {
			return limit, template.Yes
		}
	}
	return bootLimit{}, template.No
}
