package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/lint"
)

// scaling returns the rules for the bounds between which an Auto Scaling group scales.
func scaling() []*lint.Rule {
	return []*lint.Rule{
		{
			ID: "E3706", Name: "max-size-below-min-size", Title: "A group has a MaxSize that is less than its MinSize", Severity: diag.Error,
			Why:  "EC2 Auto Scaling refuses a group that has to have more instances than it may have.",
			Help: "set `MaxSize` to at least `MinSize`",
			Bad: []lint.Example{{Name: "more at least than at most", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: !If [Large, "4", "2"]
      MaxSize: "3" # want
`}},
			Good: []lint.Example{{Name: "bounds that hold each for itself", Template: `Parameters:
  Most: {Type: Number}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: !If [Large, 4, 2]
      MaxSize: !If [Large, 8, 2]
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: !Ref Most
`}},
			Check: checkGroupBounds,
		},
		{
			ID: "E3712", Name: "tracking-without-room", Title: "A scaling policy tracks a target in a group that cannot scale", Severity: diag.Error,
			Why:  "A group whose MinSize is its MaxSize has always the same number of instances. A policy that is to hold a metric at its target never does anything.",
			Help: "set `MaxSize` above `MinSize`, or remove the policy",
			Bad: []lint.Example{{Name: "a group of two, always", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: !If [Large, 20, 2]
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web # want
      PolicyType: TargetTrackingScaling
      TargetTrackingConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}
`}},
			Good: []lint.Example{{Name: "room to scale, or another policy", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: !If [Large, 20, 2]
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Condition: Large
    Properties:
      AutoScalingGroupName: !Ref Web
      PolicyType: TargetTrackingScaling
      TargetTrackingConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 2
  Up:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Workers
      AdjustmentType: ChangeInCapacity
      ScalingAdjustment: 1
`}},
			Check: checkTargetTracking,
		},
	}
}

func checkGroupBounds(p *lint.Pass) {
	for g := range written(p.Template, group.Type) {
		for least, most := range pairs(p.Template, nil, placesAt(p.Template, g, "MinSize"), placesAt(p.Template, g, "MaxSize")) {
			from, known := least.number(0)
			to, alsoKnown := most.number(from)
			if known && alsoKnown && to < from {
				p.At(most.value, "the group has at least %s, but may have at most %d", count(from, "instance"), to).
					Note(least.value, "what it has at least")
			}
		}
	}
}

func checkTargetTracking(p *lint.Pass) {
	t := p.Template
	for policy := range written(t, "AWS::AutoScaling::ScalingPolicy") {
		for kind := range placesAt(t, policy, "PolicyType") {
			if kind.value.Text() != "TargetTrackingScaling" {
				continue
			}
			for at, g := range partners(t, placesAt(t, policy, "AutoScalingGroupName"), group.Type) {
				for least, most := range pairs(t, kind.when.And(at.when), placesAt(t, g, "MinSize"), placesAt(t, g, "MaxSize")) {
					from, known := least.number(0)
					to, alsoKnown := most.number(from)
					if known && alsoKnown && most.value != nil && from == to {
						p.At(at.value, "`%s` has always %s, so the policy never does anything", g.ID, count(from, "instance")).
							Severity(diag.Warning).
							Note(most.value, "what it has at most")
					}
				}
			}
		}
	}
}
