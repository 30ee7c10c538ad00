package rules

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func minInServiceStaticOnScalingGroup() *lint.Rule {
	return &lint.Rule{
		ID:       "H105",
		Name:     "min-in-service-static-on-scaling-group",
		Title:    "The floor of an update does not follow the number of instances",
		Severity: diag.Warning,
		Why: `CloudFormation keeps MinInstancesInService instances in service and no more, however many are running. A group that ` +
			`scaling has brought from 2 to 10 instances goes down to 2 in the middle of an update, at the time of day when it ` +
			`needs all ten.`,
		Help: "let the floor follow the group with `\"@Asg.DesiredCapacity\"`, use AutoScalingInstanceRefresh with a MinHealthyPercentage of 100, or replace one instance at a time",
		Bad: []lint.Example{
			{Name: "the floor is the smallest size", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: 2 # want
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "parameters, and a policy that scales", Template: `Parameters:
  Min: {Type: Number}
  Max: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: !Ref Max
        MinInstancesInService: !Sub "${Min}" # want
    Properties:
      MinSize: !Ref Min
      MaxSize: !Ref Max
  FollowCpu:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties:
      AutoScalingGroupName: !Ref Web
`},
			{Name: "a parameter as the floor", Template: `Parameters:
  Floor: {Type: Number, Default: 2}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 10
        MinInstancesInService: !Ref Floor # want
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "by stage", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
Mappings:
  Stages:
    test: {Max: 2}
    prod: {Max: 20}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 10
        MinInstancesInService: 1 # want
    Properties:
      MinSize: 1
      MaxSize: !FindInMap [Stages, !Ref Stage, Max]
`},
		},
		Good: []lint.Example{
			{Name: "one at a time", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 2
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "room for one more only, so one at a time", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: 19
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "a parameter that leaves room for one", Template: `Parameters:
  Floor: {Type: Number, MinValue: 19}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 10, MinInstancesInService: !Ref Floor}}
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "the floor follows the group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 20, MinInstancesInService: "@Web.DesiredCapacity"}}
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "a refresh goes by percentages", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences: {MinHealthyPercentage: 100, MaxHealthyPercentage: 200}
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "sizes that only the deployment knows, and nothing scales", Template: `Parameters:
  Min: {Type: Number}
  Max: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: !Ref Max
        MinInstancesInService: !Ref Min
    Properties:
      MinSize: !Ref Min
      MaxSize: !Ref Max
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return staticFloor(g, c) }); v.Holds() {
					reportStaticFloor(p, g, v)
				}
			}
		},
	}
}

// staticFloor says whether an update takes away instances that the group has above its floor.
func staticFloor(g *group.Group, c *template.Case) template.Answer {
	u, ok := g.Update(c)
	if !ok || c.At(u.Policy.Get(leastInService)) == nil || u.LiveFloor || emptied(g, c).any {
		return template.No
	}
	scaled, above := g.Scaler(c) != nil, u.Min.Below(u.Max)
	if _, known := rolling(u, 1); known && (scaled || above == template.Yes) {
		_, dips := deepest(u)
		return template.Whether(dips && widestBatch(u) > 1)
	}
	if (scaled || above == template.Yes) && growsBatches(u, g, c) {
		return template.Yes
	}
	return template.Undecided
}

// widestBatch is the batch of an update of as many instances as the group can have.
func widestBatch(u group.Update) int {
	high, _ := u.Max.Known()
	update, _ := rolling(u, high)
	return update.Batch()
}

// growsBatches reports whether batches are certainly wanted that are larger than one instance,
// although it is not known how large, and nothing says that there is no room for them. The floor
// is a number of the template: one that is written, or a parameter, which stays as it is while
// the group is scaled.
func growsBatches(u group.Update, g *group.Group, c *template.Case) bool {
	floor := u.Policy.Get(leastInService)
	wanted := u.Batch.AtLeast(template.Exactly(2)) == template.Yes || c.Same(u.Policy.Get("MaxBatchSize"), g.Property("MaxSize"))
	static := u.Floor.Low == u.Floor.High || c.Parameter(floor) != nil || c.Same(floor, g.Property("MinSize"))
	least := max(1, u.Floor.Low) // one that is 0 is for H104
	return wanted && static && !c.Same(floor, g.Property("MaxSize")) && u.Max.High-least >= 2
}

func reportStaticFloor(p *lint.Pass, g *group.Group, v template.Verdict) {
	u, _ := g.Update(v.Case)
	effect := "an update leaves no more than this number of instances in service, however many are running"
	if worst, ok := deepest(u); ok {
		effect = fmt.Sprintf("an update of %s goes %s", count(worst.Running, "running instance"), seriesOf(worst))
	}
	f := p.At(v.Case.At(u.Policy.Get(leastInService)), "%s: the floor does not follow the number of running instances", effect).Under(v)
	if scaler := g.Scaler(v.Case); scaler != nil {
		f.Note(scaler.Key, "this changes the number of instances while the group runs")
	}
	fixStaticFloor(p, f, g, u.Policy)
}

// fixStaticFloor offers a floor that follows the group, and batches of one instance.
func fixStaticFloor(p *lint.Pass, f *lint.Finding, g *group.Group, policy *syntax.Node) {
	if floor, ok := liveValue(p.Unit, g.Resource, "DesiredCapacity"); ok {
		if edit, ok := replaceValue(p.Unit, policy.Get(leastInService), floor); ok {
			f.Fix("keep as many instances in service as run", false, edit)
		}
	}
	if edit, ok := replaceValue(p.Unit, policy.Get("MaxBatchSize"), bare("1")); ok {
		f.Fix("replace one instance at a time", false, edit)
	}
}
