package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func singleInstanceNoHeadroom() *lint.Rule {
	return &lint.Rule{
		ID:       "H132",
		Name:     "single-instance-no-headroom",
		Title:    "A full group loses instances in every update",
		Severity: diag.Warning,
		Why: `A rolling update starts a new instance before it ends an old one only if the group may become larger than it is. A ` +
			`group that is at MaxSize all the time has no such room: it serves with fewer instances while new ones boot, and a ` +
			`group of one does not serve at all.`,
		Help: "raise `MaxSize` by one and keep `MinInstancesInService` at the number of instances, or use AutoScalingInstanceRefresh with a MinHealthyPercentage of 100",
		Bad: []lint.Example{
			{Name: "a group of one", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 1
    Properties:
      MinSize: 1
      MaxSize: 1 # want
`},
			{Name: "a full group", Template: `Parameters:
  Size: {Type: Number, AllowedValues: [4]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 3
    Properties:
      MinSize: 2
      MaxSize: !Ref Size # want
      DesiredCapacity: 4
`},
			{Name: "full whatever its size", Template: `Parameters:
  Size: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 0
    Properties:
      MinSize: 0
      MaxSize: !Ref Size # want
      DesiredCapacity: !Sub "${Size}"
`},
			{Name: "a group of one in the test stage", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 1
    Properties:
      MinSize: 1
      MaxSize: !If [Large, 10, 1] # want
`},
		},
		Good: []lint.Example{
			{Name: "room for one more", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 1
    Properties:
      MinSize: 1
      MaxSize: 2
`},
			{Name: "a refresh starts the new one first", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingInstanceRefresh:
        Strategy: Rolling
        Preferences: {MinHealthyPercentage: 100, MaxHealthyPercentage: 200}
    Properties:
      MinSize: 1
      MaxSize: 1
`},
			{Name: "sizes that only the deployment knows", Template: `Parameters:
  Size: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 1
    Properties:
      MinSize: !Ref Size
      MaxSize: 10
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return alwaysFull(g, c) }); v.Holds() {
					reportFull(p, g, v)
				}
			}
		},
	}
}

// alwaysFull says whether a group that rolls is at MaxSize: one instance that is all, or as many
// as are desired, which the same expression says even where its value is not known.
func alwaysFull(g *group.Group, c *template.Case) template.Answer {
	u, ok := g.Update(c)
	high, known := u.Max.Known()
	desired := g.Property("DesiredCapacity")
	switch {
	case !ok || known && high < 1 || g.IsLive(c, desired) || noRoom(g, c) == template.Yes:
		return template.No
	case c.At(desired) != nil && c.Same(desired, g.Property("MaxSize")):
		return template.Yes
	}
	return template.Whether(known && (u.Min.Is(1) && high == 1 || u.Desired.Is(high)))
}

func reportFull(p *lint.Pass, g *group.Group, v template.Verdict) {
	u, _ := g.Update(v.Case)
	high, known := u.Max.Known()
	running := "the running ones"
	if known {
		running = count(high, "running one")
	}
	effect := "ends instances before new ones have started"
	if update, ok := rolling(u, high); ok {
		effect = "goes " + seriesOf(update)
	}
	p.At(v.Case.At(g.Property("MaxSize")), "there is no room for a new instance beside %s: an update %s",
		running, effect).Under(v)
}
