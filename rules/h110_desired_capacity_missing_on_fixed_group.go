package rules

import (
	"strconv"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func desiredCapacityMissingOnFixedGroup() *lint.Rule {
	return &lint.Rule{
		ID:       "H110",
		Name:     "desired-capacity-missing-on-fixed-group",
		Title:    "A failed update leaves a group larger for good",
		Severity: diag.Info,
		Why: `A rolling update raises the number of instances while it runs. When it fails, the rollback leaves the number as it is ` +
			`unless the template has a DesiredCapacity. A group that scaling cares for shrinks again; one that nothing scales stays ` +
			`twice as large, and is paid for, until somebody notices.`,
		Help: "set `DesiredCapacity` to the number of instances that the group is to have",
		Bad: []lint.Example{
			{Name: "five to ten, and nothing scales them", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 5, MaxBatchSize: 5}}
    Properties: # want
      MinSize: 5
      MaxSize: 10
`},
			{Name: "sizes by stage, and a number in one branch", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
Mappings:
  Stages:
    test: {Max: 2}
    prod: {Max: 20}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1}}
    Properties: # want
      MinSize: 2
      MaxSize: !FindInMap [Stages, !Ref Stage, Max]
      DesiredCapacity: !If [Large, 4, !Ref AWS::NoValue]
`},
		},
		Good: []lint.Example{
			{Name: "the number is there", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 5, MaxBatchSize: 5}}
    Properties: {MinSize: 5, MaxSize: 10, DesiredCapacity: 5}
`},
			{Name: "scaling brings it back", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 5, MaxBatchSize: 5}}
    Properties: {MinSize: 5, MaxSize: 10}
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: {AutoScalingGroupName: !Sub "${Web}"}
`},
			{Name: "one size, sizes that only the deployment knows, and no rolling update", Template: `Parameters:
  Most: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1}}
    Properties: {MinSize: 2, MaxSize: 2}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1}}
    Properties: {MinSize: 2, MaxSize: !Ref Most}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return staysLarge(g, c) }); v.Holds() {
					reportStaysLarge(p, g, v)
				}
			}
		},
	}
}

// staysLarge says whether nothing brings the size of a group back after a rolling update that
// failed.
func staysLarge(g *group.Group, c *template.Case) template.Answer {
	u, ok := g.Update(c)
	if !ok || g.Scaler(c) != nil || g.Template.MayDeclareMore() {
		return template.No
	}
	return u.Min.Below(u.Max).And(c.Lacks(g.Body, "Properties", "DesiredCapacity"))
}

func reportStaysLarge(p *lint.Pass, g *group.Group, v template.Verdict) {
	u, _ := g.Update(v.Case)
	f := p.At(g.Body.Key("Properties"), "a failed update can leave the group with up to %s instances for good: nothing scales it, and there is no `DesiredCapacity`", u.Max).Under(v)
	least, known := u.Min.Known()
	if g.Property().Key("DesiredCapacity") != nil || !known {
		return
	}
	if edit, ok := insertPair(g.Property(), "DesiredCapacity", bare(strconv.Itoa(least))); ok {
		f.Fix("desire as many instances as `MinSize` says", false, edit)
	}
}
