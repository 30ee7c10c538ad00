package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func desiredCapacityResetsScaledGroup() *lint.Rule {
	return &lint.Rule{
		ID:       "H109",
		Name:     "desired-capacity-resets-scaled-group",
		Title:    "DesiredCapacity undoes what scaling has done",
		Severity: diag.Warning,
		Why: `CloudFormation sends DesiredCapacity with every update that touches the group. If scaling has brought the group ` +
			`from 2 to 10 instances by then, the update first ends 8 of them, under full load, and only then begins to roll ` +
			`the rest. Without DesiredCapacity the group keeps the number that it has.`,
		Help: "remove `DesiredCapacity`: a new group starts with `MinSize` instances",
		Bad: []lint.Example{
			{Name: "a group with a scaling policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: 2 # want
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web
      PolicyType: TargetTrackingScaling
      TargetTrackingConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification:
          PredefinedMetricType: ASGAverageCPUUtilization
`},
			{Name: "a parameter is no live value either", Template: `Parameters:
  Capacity:
    Type: Number
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: !If [Large, 10, !Ref Capacity] # want
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Web
        ManagedScaling:
          Status: ENABLED
`},
			{Name: "a group with scheduled sizes", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingScheduledAction:
        IgnoreUnmodifiedGroupSizeProperties: "false"
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: "2" # want
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties:
      AutoScalingGroupName: !Sub "${Web}"
      DesiredCapacity: 10
      Recurrence: 0 7 * * *
`},
			{Name: "set in one branch", Template: `Conditions:
  Fixed: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: !If [Fixed, 2, !Ref AWS::NoValue] # want
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web
`},
		},
		Good: []lint.Example{
			{Name: "without DesiredCapacity", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web
`},
			{Name: "a group that nothing scales", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: 2
  Other:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Other
`},
			{Name: "a policy that forecasts, and does nothing", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 20, DesiredCapacity: 2}
  Forecast:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web
      PolicyType: PredictiveScaling
      PredictiveScalingConfiguration: {Mode: ForecastOnly}
`},
			{Name: "an update that leaves the sizes alone", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingScheduledAction:
        IgnoreUnmodifiedGroupSizeProperties: true
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: 2
  Morning:
    Type: AWS::AutoScaling::ScheduledAction
    Properties:
      AutoScalingGroupName: !Ref Web
      DesiredCapacity: 10
`},
			{Name: "removed where the group is scaled", Template: `Conditions:
  Fixed: !Equals [!Ref AWS::Region, eu-west-1]
  Scaled: !Not [!Condition Fixed]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: !If [Fixed, 2, !Ref AWS::NoValue]
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Condition: Scaled
    Properties:
      AutoScalingGroupName: !Ref Web
`},
			{Name: "a new group wants to begin with the right size", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal:
        Count: 10
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true
    Properties:
      MinSize: 2
      MaxSize: 20
      DesiredCapacity: 10
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				verdict := g.Judge(func(c *template.Case) template.Answer { return resetsDesiredCapacity(g, c) })
				if verdict.Holds() {
					reportReset(p, g, verdict)
				}
			}
		},
	}
}

// resetsDesiredCapacity says whether an update sends a desired capacity that is no live value to
// a group that something scales.
func resetsDesiredCapacity(g *group.Group, c *template.Case) template.Answer {
	desired := c.At(g.Property("DesiredCapacity"))
	if desired == nil || g.IsLive(c, desired) || g.Scaler(c) == nil {
		return template.No
	}
	return g.KeepsSizes(c).Not().And(g.Replaces(c).Not())
}

func reportReset(p *lint.Pass, g *group.Group, v template.Verdict) {
	size, desired := "this number of instances", g.Property("DesiredCapacity")
	if n, known := g.Size(v.Case, "DesiredCapacity").Known(); known && v.Case.At(desired) == desired {
		size = count(n, "instance")
	}
	scaler := g.Scaler(v.Case)
	f := p.At(g.At("Properties").Key("DesiredCapacity"),
		"every update sets the group back to %s, whatever `%s` has scaled it to", size, scaler.ID).
		Note(scaler.Key, "this changes the number of instances while the group runs").Under(v)
	if edit, ok := removeKey(g.Property(), "DesiredCapacity"); ok {
		f.Fix("remove `DesiredCapacity`", v.Certainty == diag.Must, edit)
	}
}
