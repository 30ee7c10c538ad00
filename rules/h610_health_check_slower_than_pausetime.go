package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func healthCheckSlowerThanPause() *lint.Rule {
	return &lint.Rule{
		ID:       "H610",
		Name:     "health-check-slower-than-pausetime",
		Title:    "A target group takes longer to find health than the update waits",
		Severity: diag.Warning,
		Why: `A target is healthy after HealthyThresholdCount good answers, one in each HealthCheckIntervalSeconds. The instance ` +
			`waits for that before it sends its signal. When PauseTime is over first, the update fails although nothing is wrong ` +
			`with the instance.`,
		Help: "check more often, ask for fewer good answers, or make `PauseTime` longer",
		Bad: []lint.Example{
			{Name: "ten minutes of checks in an update of five", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT5M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      HealthCheckIntervalSeconds: 60
      HealthyThresholdCount: 10 # want
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          aws elbv2 wait target-in-service --target-group-arn arn
          cfn-signal -e 0 --stack s --resource Web
`},
			{Name: "the checks by default, in an update of two minutes", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: true
        PauseTime: PT2M # want
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Port: 80, Protocol: HTTP}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          aws elbv2 wait target-in-service --target-group-arn arn
          cfn-signal -e 0 --stack s --resource Web
`},
			{Name: "five checks by default, with one of the intervals that are allowed", Template: `Parameters:
  Interval: {Type: Number, AllowedValues: [5, 60]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      HealthCheckIntervalSeconds: !Ref Interval # want
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          until aws elbv2 describe-target-health --target-group-arn arn | grep -q healthy; do sleep 1; done
          cfn-signal -e 0 --stack s --resource Web
`},
		},
		Good: []lint.Example{
			{Name: "checks that are fast enough", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT5M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {HealthyThresholdCount: 3, HealthCheckIntervalSeconds: 10}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          aws elbv2 wait target-in-service --target-group-arn arn
          cfn-signal -e 0 --stack s --resource Web
`},
			{Name: "nobody waits for the checks, or the pause is not known", Template: `Parameters:
  Pause: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT5M}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Plain, TargetGroupARNs: [!Ref Tg]}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: !Ref Pause}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Lc, TargetGroupARNs: [!Ref Tg]}
  Tg:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {HealthyThresholdCount: 10, HealthCheckIntervalSeconds: 60}
  Plain:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          cfn-signal -e 0 --stack s --resource Web
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          aws elbv2 wait target-in-service --target-group-arn arn
          cfn-signal -e 0 --stack s --resource Api
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType(targetGroup) {
				for _, g := range p.Unit.GroupsNaming(r) {
					checkHealthPace(p, g, r)
				}
			}
		},
	}
}

func checkHealthPace(p *lint.Pass, g *group.Group, r *template.Resource) {
	v := g.Judge(func(c *template.Case) template.Answer {
		belongs := slices.Contains(targetGroups(g, c), r) && asksForTargets(p, g, c)
		return template.Whether(belongs).And(signalPause(g, c).within(healthySeconds(c, r)))
	})
	if !v.Holds() {
		return
	}
	limit := signalPause(g, v.Case)
	said := firstNode(v.Case.At(r.Property("HealthyThresholdCount")), v.Case.At(r.Property("HealthCheckIntervalSeconds")))
	f := p.At(firstNode(said, limit.at), "a healthy instance of `%s` is found healthy after %s seconds, but the update waits for `%s` only",
		g.ID, healthySeconds(v.Case, r), limit).Under(v)
	if said == nil {
		f.Note(r.Key, "this leaves the number of checks and the time between them to the defaults")
		return
	}
	f.Note(limit.at, "so long the update waits")
}

// healthySeconds is how long a target group needs at least to find a target healthy. It is absent
// where that is not known.
func healthySeconds(c *template.Case, r *template.Resource) template.Int {
	const threshold, interval = 5, 30 // where nothing is said
	if target, ok := c.Text(r.Property("TargetType")); ok && target == "lambda" {
		return template.Int{}
	}
	answers, a := c.Int(r.Property("HealthyThresholdCount")).Or(threshold).Known()
	each, b := c.Int(r.Property("HealthCheckIntervalSeconds")).Or(interval).Known()
	if !a || !b {
		return template.Int{}
	}
	return template.Exactly(answers * each)
}

// asksForTargets reports whether instances of a group ask the load balancer before they say that
// they are ready.
func asksForTargets(p *lint.Pass, g *group.Group, c *template.Case) bool {
	programs, _ := launchedBy(p, g, c)
	for _, program := range programs {
		if balancerQuestion().MatchString(uncommented(program.Text.String())) {
			return true
		}
	}
	return false
}
