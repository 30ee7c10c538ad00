package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func pausetimeShorterThanCreationTimeout() *lint.Rule {
	return &lint.Rule{
		ID:       "H119",
		Name:     "pausetime-shorter-than-creation-timeout",
		Title:    "An update gives an instance less time than the creation",
		Severity: diag.Warning,
		Why: `The same instance does the same when it starts, in a new group and in an update. With a shorter PauseTime the update ` +
			`gives up on instances that would have worked, and so does its rollback, which is an update as well: the stack ends ` +
			`in UPDATE_ROLLBACK_FAILED. Both are PT5M where nothing is said.`,
		Help: "give `PauseTime` and `Timeout` of the `CreationPolicy` the same value",
		Bad: []lint.Example{
			{Name: "a third of the time", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: true
        PauseTime: PT5M # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "the default, and by stage", Template: `Parameters:
  Pause: {Type: String, AllowedValues: [PT10M, PT15M]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        WaitOnResourceSignals: true
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT900S}}
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: true
        PauseTime: !Ref Pause # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "the same time, written in another way", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT60M}}
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT1H}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "the defaults, and the same parameter", Template: `Parameters:
  Pause: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2}}
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: true}}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: !Ref Pause}}
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: !Ref Pause}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "a pause that is no timeout", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT5M}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return givesUpEarly(g, c) }); v.Holds() {
					reportEarly(p, g, v)
				}
			}
		},
	}
}

// pauseOf and timeoutOf are how long an update and the creation of the group wait for signals.
func pauseOf(g *group.Group, c *template.Case) duration {
	return durationOf(c, g.Rolls(c).Get(pauseTime), defaultWait)
}

func timeoutOf(g *group.Group, c *template.Case) duration {
	return durationOf(c, g.CreationSignal(c).Get("Timeout"), defaultWait)
}

// givesUpEarly says whether an update waits for signals for a shorter time than the creation.
func givesUpEarly(g *group.Group, c *template.Case) template.Answer {
	policy := g.Rolls(c)
	known := present(c, policy, pauseTime).Or(c.Lacks(policy, pauseTime))
	return template.Whether(g.CreationSignal(c) != nil).And(rollsSignalled(g, c)).And(known).And(pauseOf(g, c).below(timeoutOf(g, c)))
}

func reportEarly(p *lint.Pass, g *group.Group, v template.Verdict) {
	at := v.Case.At(g.Rolls(v.Case), pauseTime)
	if at == nil {
		at = g.PolicyKey(v.Case, group.Rolling)
	}
	timeout := v.Case.At(g.CreationSignal(v.Case), "Timeout")
	f := p.At(at, "an update waits for the signals of new instances for %s, and the creation for %s: what needs longer fails each update, and its rollback",
		pauseOf(g, v.Case), timeoutOf(g, v.Case)).Under(v)
	noteIf(f, timeout, "how long the creation waits")
}

// noteIf adds a second place where it is there.
func noteIf(f *lint.Finding, n *syntax.Node, message string) {
	if n != nil {
		f.Note(n, "%s", message)
	}
}
