package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// scaling returns the rules for the bounds between which an Auto Scaling group scales.
func scaling() []*lint.Rule {
	return []*lint.Rule{
		{
			ID: "E3706", Name: "max-size-below-min-size", Title: "A group has a MaxSize that is less than its MinSize", Severity: diag.Error,
			Why:  "EC2 Auto Scaling refuses a group that has to have more instances than it may have.",
			Help: "set `MaxSize` to at least `MinSize`",
			Bad: []lint.Example{{Name: "more at least than at most", Template: `Parameters:
  Most: {Type: Number, Default: 1}
  Few: {Type: Number, MaxValue: 3}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: !If [Large, "4", "2"]
      MaxSize: "3" # want
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: !Ref Most # want
  Servers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 4
      MaxSize: !Ref Few # want
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
		least, most := g.Property("MinSize"), g.Property("MaxSize")
		v := p.Template.Judge(g.When(), func(c *template.Case) template.Answer { return c.Int(most).Below(c.Int(least)) })
		if v.Holds() {
			p.At(v.Case.At(most), "the group has at least %s instances, but may have at most %s", v.Case.Int(least), v.Case.Int(most)).
				Note(v.Case.At(least), "what it has at least").Under(v)
		}
	}
}

func checkTargetTracking(p *lint.Pass) {
	for policy := range written(p.Template, "AWS::AutoScaling::ScalingPolicy") {
		of := policy.Property("AutoScalingGroupName")
		v := p.Template.Judge(policy.When(), func(c *template.Case) template.Answer {
			kind, _ := c.Text(policy.Property("PolicyType"))
			g := partner(c, of, group.Type)
			return template.Whether(kind == "TargetTrackingScaling" && g != nil).And(neverScales(c, g))
		})
		if v.Holds() {
			g := partner(v.Case, of, group.Type)
			size, _ := v.Case.Int(g.Property("MaxSize")).Known()
			p.At(v.Case.At(of), "`%s` has always %s, so the policy never does anything", g.ID, count(size, "instance")).
				Severity(diag.Warning).
				Note(v.Case.At(g.Property("MaxSize")), "what it has at most").Under(v)
		}
	}
}

// neverScales says whether a group has at most as many instances as at least.
func neverScales(c *template.Case, g *template.Resource) template.Answer {
	least, known := c.Int(g.Property("MinSize")).Known()
	most, alsoKnown := c.Int(g.Property("MaxSize")).Known()
	if !known || !alsoKnown {
		return template.Undecided
	}
	return template.Whether(least == most)
}
