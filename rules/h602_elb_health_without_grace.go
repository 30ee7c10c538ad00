package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func balancerHealthWithoutGrace() *lint.Rule {
	return &lint.Rule{
		ID:       "H602",
		Name:     "elb-health-without-grace",
		Title:    "A group replaces instances while they boot",
		Severity: diag.Error,
		Why: `CloudFormation sets no grace period unless the template does, unlike the console, which proposes 300 seconds. The load ` +
			`balancer finds an instance unhealthy that is still booting, the group terminates it, and so with the next one: the ` +
			`group never gets up. A launching lifecycle hook would hold the checks back, but there is none.`,
		Help: "set `HealthCheckGracePeriod` to the seconds that an instance takes from its launch until it serves",
		Bad: []lint.Example{
			{Name: "no grace, and none in other words", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: ELB # want
      TargetGroupARNs: [arn]
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: "EBS,ELB"
      HealthCheckGracePeriod: "0" # want
`},
			{Name: "none in one branch, and a hook at the end alone", Template: `Conditions:
  Slow: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: ELB
      HealthCheckGracePeriod: !If [Slow, 600, 0] # want
      LifecycleHookSpecificationList:
        - {LifecycleHookName: drain, LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING"}
`},
		},
		Good: []lint.Example{
			{Name: "a grace period", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: ELB, HealthCheckGracePeriod: 300}
`},
			{Name: "hooks that hold new instances back", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: ELB
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 0, MaxSize: 4, HealthCheckType: ELB}
  Hook:
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Api, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
			{Name: "a period or a type that only the deployment knows, and checks of EC2", Template: `Parameters:
  Grace: {Type: Number}
  Health: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: ELB, HealthCheckGracePeriod: !Ref Grace}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: !Ref Health}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: EC2}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				v := g.Judge(func(c *template.Case) template.Answer {
					return asksBalancer(g, c).And(hasNoGrace(g, c)).And(holdsLaunches(g, c).Not())
				})
				if !v.Holds() {
					continue
				}
				at := v.Case.At(g.Property(grace))
				if at == nil {
					at = v.Case.At(g.Property(healthType))
				}
				p.At(at, "the load balancer finds new instances unhealthy while they boot, and the group replaces them at once: there is no grace period").Under(v)
			}
		},
	}
}

// hasNoGrace says whether health checks count from the first second on.
func hasNoGrace(g *group.Group, c *template.Case) template.Answer {
	period := c.Int(g.Property(grace))
	if period.Absent() {
		return c.Lacks(g.Property(), grace)
	}
	return period.Below(template.Exactly(1))
}
