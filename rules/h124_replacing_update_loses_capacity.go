package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func replacingUpdateLosesCapacity() *lint.Rule {
	return &lint.Rule{
		ID:       "H124",
		Name:     "replacing-update-loses-capacity",
		Title:    "The new group of a replacing update is smaller than the old one",
		Severity: diag.Warning,
		Why: `A replacing update makes a new group, which begins with DesiredCapacity of the template, or with MinSize. What scaling ` +
			`has made of the old group is lost with it: of 30 instances under load 3 are left when the old group is deleted, and ` +
			`scaling has to begin again.`,
		Help: "set `DesiredCapacity` and `Count` of the `ResourceSignal` to `\"@Asg.DesiredCapacity\"`, the number of instances that run",
		Bad: []lint.Example{
			{Name: "the new group begins with MinSize", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 3}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties: # want
      MinSize: 3
      MaxSize: 30
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: {AutoScalingGroupName: !Ref Web}
`},
			{Name: "a number of the template, in one branch", Template: `Parameters:
  Servers: {Type: Number}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 3}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties:
      MinSize: 3
      MaxSize: 30
      DesiredCapacity: !If [Large, !Ref Servers, "@Web.DesiredCapacity"] # want
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: {AutoScalingGroupName: !Ref Web}
`},
		},
		Good: []lint.Example{
			{Name: "as many as run", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: "@Web.DesiredCapacity"}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties: {MinSize: 3, MaxSize: 30, DesiredCapacity: "@Web.DesiredCapacity"}
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: {AutoScalingGroupName: !Ref Web}
`},
			{Name: "nothing scales the group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 3}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties: {MinSize: 3, MaxSize: 30}
`},
			{Name: "the group stays where it is scaled", Template: `Conditions:
  Scaled: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 3}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: !If [Scaled, false, true]}}
    Properties: {MinSize: 3, MaxSize: 30}
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Condition: Scaled
    Properties: {AutoScalingGroupName: !Ref Web}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return beginsSmall(g, c) }); v.Holds() {
					reportSmall(p, g, v)
				}
			}
		},
	}
}

// beginsSmall says whether an update makes a new group in place of one that something scales, with
// a size that does not follow the old one.
func beginsSmall(g *group.Group, c *template.Case) template.Answer {
	desired := c.At(g.Property("DesiredCapacity"))
	if g.Scaler(c) == nil || desired != nil && g.IsLive(c, desired) {
		return template.No
	}
	return g.Replaces(c).And(template.Whether(desired != nil).Or(c.Lacks(g.Body, "Properties", "DesiredCapacity")))
}

func reportSmall(p *lint.Pass, g *group.Group, v template.Verdict) {
	at, size := v.Case.At(g.Property("DesiredCapacity")), "`DesiredCapacity` instances"
	if at == nil {
		at, size = g.Body.Key("Properties"), "`MinSize` instances"
	}
	scaler := g.Scaler(v.Case)
	p.At(at, "an update makes a new group that begins with %s, however many `%s` has scaled the old one to", size, scaler.ID).
		Note(g.Policy(v.Case, group.Replacing).Key("WillReplace"), "updates replace the group").
		Note(scaler.Key, "this changes the number of instances while the group runs").Under(v)
}
