package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func rollingUpdateDoesNotWait() *lint.Rule {
	return &lint.Rule{
		ID:       "H118",
		Name:     "rolling-update-does-not-wait",
		Title:    "A rolling update does not wait until new instances serve",
		Severity: diag.Warning,
		Why: `A new instance runs for EC2 long before its software has started. Without WaitOnResourceSignals and PauseTime ` +
			`CloudFormation ends the next batch of old ones at that moment, and soon nothing serves. A PauseTime alone is a guess: ` +
			`when it is over the update goes on, and a version that does not start replaces the whole fleet.`,
		Help: "set `WaitOnResourceSignals` to `true`, `PauseTime` to the time that an instance needs, and let each instance send `cfn-signal` when it serves",
		Bad: []lint.Example{
			{Name: "no word of waiting", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        MinInstancesInService: 1
    Properties: {MinSize: 1, MaxSize: 4}
`},
			{Name: "no time, a time alone, and false", Template: `Parameters:
  Wait: {Type: String, AllowedValues: ["false", "true"]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        PauseTime: PT0S # want
    Properties: {MinSize: 1, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        PauseTime: PT15M
    Properties: {MinSize: 1, MaxSize: 4}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: !Ref Wait # want
        PauseTime: PT15M
    Properties: {MinSize: 1, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "it waits for signals", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1, WaitOnResourceSignals: true, PauseTime: PT15M}}
    Properties: {MinSize: 1, MaxSize: 4}
`},
			{Name: "only the deployment knows", Template: `Parameters:
  Wait: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1, WaitOnResourceSignals: !Ref Wait}}
    Properties: {MinSize: 1, MaxSize: 4}
`},
			{Name: "a hook holds new instances until they are ready", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 1}}
    Properties:
      MinSize: 1
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: ready, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
			{Name: "a new group beside the old one", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 1}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}, AutoScalingRollingUpdate: {MaxBatchSize: 1}}
    Properties: {MinSize: 1, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return hurries(g, c) }); v.Holds() {
					reportHurry(p, g, v)
				}
			}
		},
	}
}

// hurries says whether nothing holds a rolling update until a new instance works.
func hurries(g *group.Group, c *template.Case) template.Answer {
	return rollsUnsignalled(g, c).And(g.Holds(c, group.Launching).Not())
}

func reportHurry(p *lint.Pass, g *group.Group, v template.Verdict) {
	pause := v.Case.At(g.Rolls(v.Case), pauseTime)
	if paused(v.Case, pause) == template.No {
		p.At(hurryAt(g, v.Case), "an update goes on as soon as new instances run, before they serve: it waits for no signal").Under(v)
		return
	}
	p.At(waitAt(g, v.Case), "an update waits for a fixed time, and goes on even if no new instance works: it waits for no signal").
		Note(pause, "the time").Severity(diag.Info).Under(v)
}

// paused says whether a time is there, and not none.
func paused(c *template.Case, pause *syntax.Node) template.Answer {
	return durationOf(c, pause, 0).below(duration{seconds: 1, valid: true}).Not()
}

// hurryAt is where a rolling update says that it waits for nothing, or could say for what.
func hurryAt(g *group.Group, c *template.Case) *syntax.Node {
	if c.At(g.Rolls(c), waitOnSignals) == nil {
		if pause := c.At(g.Rolls(c), pauseTime); pause != nil {
			return pause
		}
	}
	return waitAt(g, c)
}
