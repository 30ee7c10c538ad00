package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func balancedGroupWithEC2Health() *lint.Rule {
	return &lint.Rule{
		ID:       "H601",
		Name:     "lb-group-with-ec2-health",
		Title:    "A group behind a load balancer does not ask it who is healthy",
		Severity: diag.Warning,
		Why: `By default a group looks at the status checks of EC2 alone: whether the machine runs. The load balancer sees that the ` +
			`application is dead and sends it nothing more, but the group keeps the instance, and counts it. One by one they are ` +
			`lost, until none is left to serve.`,
		Help: "set `HealthCheckType: ELB`, and a `HealthCheckGracePeriod` as long as an instance takes to start",
		Bad: []lint.Example{
			{Name: "no type, and that of EC2", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      TargetGroupARNs: [!Ref Tg] # want
  Old:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: EC2 # want
      LoadBalancerNames: [web]
  Tg: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}
`},
			{Name: "in one branch, and by a parameter that is allowed nothing else", Template: `Parameters:
  Health: {Type: String, AllowedValues: [EC2, ELB]}
Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: !If [Prod, ELB, !Ref AWS::NoValue]
      TargetGroupARNs: [arn] # want
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: !Ref Health # want
      TrafficSources: [{Identifier: arn}]
`},
		},
		Good: []lint.Example{
			{Name: "the load balancer is asked, alone or with others", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: ELB, HealthCheckGracePeriod: 300, TargetGroupARNs: [arn]}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: "EBS,ELB", HealthCheckGracePeriod: 300, TargetGroupARNs: [arn]}
`},
			{Name: "no load balancer, and none in the branch without the type", Template: `Conditions:
  Public: !Equals [!Ref AWS::StackName, public]
Resources:
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, TargetGroupARNs: []}
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      HealthCheckType: !If [Public, ELB, EC2]
      TargetGroupARNs: !If [Public, [arn], !Ref AWS::NoValue]
`},
			{Name: "a type that only the deployment knows, and a list that is empty by default", Template: `Parameters:
  Health: {Type: String}
  Targets: {Type: CommaDelimitedList, Default: ""}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, HealthCheckType: !Ref Health, TargetGroupARNs: [arn]}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, TargetGroupARNs: !Ref Targets}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				v := g.Judge(func(c *template.Case) template.Answer { return g.Balanced(c).And(asksBalancer(g, c).Not()) })
				if !v.Holds() {
					continue
				}
				at := v.Case.At(g.Property(healthType))
				if at == nil {
					at = balancerKey(g, v.Case)
				}
				p.At(at, "the group keeps instances that its load balancer finds unhealthy: it looks at the status checks of EC2 alone").Under(v)
			}
		},
	}
}
