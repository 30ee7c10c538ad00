package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func minSuccessfulPercentWithoutSignals() *lint.Rule {
	return &lint.Rule{
		ID:       "H115",
		Name:     "min-successful-percent-without-signals",
		Title:    "A share of signals is asked for, and nobody waits for signals",
		Severity: diag.Error,
		Why: `MinSuccessfulInstancesPercent says how many of the new instances have to signal success. CloudFormation counts signals ` +
			`only with WaitOnResourceSignals, and for as long as PauseTime says; it asks for both beside the percentage. Without ` +
			`them a deployment that is to tolerate a few failures does not notice that every instance fails.`,
		Help: "set `WaitOnResourceSignals` to `true` and `PauseTime` to the time that an instance needs to start",
		Bad: []lint.Example{
			{Name: "signals that are not waited for", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinSuccessfulInstancesPercent: 80 # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "false by a parameter, and no time", Template: `Parameters:
  Wait: {Type: String, AllowedValues: ["false"]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: !Ref Wait
        PauseTime: PT10M
        MinSuccessfulInstancesPercent: 80 # want
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: true
        MinSuccessfulInstancesPercent: 80 # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "both are there", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {MinSuccessfulInstancesPercent: 80, WaitOnResourceSignals: "true", PauseTime: PT10M}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "both come and go together", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: !If [Careful, true, false]
        PauseTime: PT10M
        MinSuccessfulInstancesPercent: !If [Careful, 80, !Ref AWS::NoValue]
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "only the deployment knows", Template: `Parameters:
  Wait: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {MinSuccessfulInstancesPercent: 80, WaitOnResourceSignals: !Ref Wait}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "a percentage of the creation", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 80}
      ResourceSignal: {Count: 2}
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT10M}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				checkUncountedSignals(p, g)
			}
		},
	}
}

func checkUncountedSignals(p *lint.Pass, g *group.Group) {
	v := g.Judge(func(c *template.Case) template.Answer {
		return present(c, g.Rolls(c), leastPercent).And(rollsUnsignalled(g, c))
	})
	if v.Holds() {
		p.At(v.Case.At(g.Rolls(v.Case), leastPercent), "an update counts no signals, so it never finds that too few instances succeed: `%s` is not true", waitOnSignals).Under(v)
		return
	}
	v = g.Judge(func(c *template.Case) template.Answer {
		policy := g.Rolls(c)
		return present(c, policy, leastPercent).And(rollsSignalled(g, c)).And(c.Lacks(policy, pauseTime))
	})
	if v.Holds() {
		p.At(v.Case.At(g.Rolls(v.Case), leastPercent), "an update waits for %s for these signals, the default: no `%s` says for how long", duration{seconds: defaultWait}, pauseTime).
			Severity(diag.Warning).Under(v)
	}
}
