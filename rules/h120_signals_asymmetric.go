package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func signalsAsymmetric() *lint.Rule {
	return &lint.Rule{
		ID:       "H120",
		Name:     "signals-asymmetric",
		Title:    "Signals are waited for at creation or in updates, not in both",
		Severity: diag.Warning,
		Why: `The CreationPolicy counts for a new group only, the rolling policy for updates only. Where one of them waits for signals ` +
			`and the other does not, either the first deployment or each later one is complete before its instances work, and ` +
			`takes a version for good that never starts.`,
		Help: "let both wait: `ResourceSignal` in the `CreationPolicy`, and `WaitOnResourceSignals: true` with a `PauseTime` in the rolling policy",
		Bad: []lint.Example{
			{Name: "only the first deployment waits", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        PauseTime: PT15M
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "only updates wait, and false by a parameter", Template: `Parameters:
  Wait: {Type: String, AllowedValues: ["false"]}
Resources:
  Web: # want
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: # want
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50}
    UpdatePolicy:
      AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}
    Properties: {MinSize: 2, MaxSize: 4}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy:
      AutoScalingRollingUpdate:
        WaitOnResourceSignals: !Ref Wait # want
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Good: []lint.Example{
			{Name: "both wait, or neither", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: true, PauseTime: PT15M}}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {PauseTime: PT15M}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "both in the same branch", Template: `Conditions:
  Careful: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: !If [Careful, {ResourceSignal: {Count: 2, Timeout: PT15M}}, !Ref AWS::NoValue]
    UpdatePolicy: {AutoScalingRollingUpdate: {WaitOnResourceSignals: !If [Careful, true, false], PauseTime: PT15M}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
			{Name: "an update that makes a new group, and a refresh", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}, AutoScalingRollingUpdate: {MaxBatchSize: 2}}
    Properties: {MinSize: 2, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 2, Timeout: PT15M}}
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties: {MinSize: 2, MaxSize: 4}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				checkOneSidedSignals(p, g)
			}
		},
	}
}

func checkOneSidedSignals(p *lint.Pass, g *group.Group) {
	v := g.Judge(func(c *template.Case) template.Answer {
		return template.Whether(g.CreationSignal(c) != nil).And(rollsUnsignalled(g, c))
	})
	if v.Holds() {
		p.At(waitAt(g, v.Case), "the creation of `%s` waits for signals of its instances, and updates do not", g.ID).
			Note(g.Body.Key("CreationPolicy"), "here the creation waits").Under(v)
	}
	v = g.Judge(func(c *template.Case) template.Answer {
		return rollsSignalled(g, c).And(c.Lacks(g.Body, "CreationPolicy", "ResourceSignal"))
	})
	if v.Holds() {
		p.At(creationAt(g, v.Case), "updates of `%s` wait for signals of its instances, and the creation does not", g.ID).
			Note(v.Case.At(g.Rolls(v.Case), waitOnSignals), "here updates wait").Under(v)
	}
}

// creationAt is where the creation policy stands, or could.
func creationAt(g *group.Group, c *template.Case) *syntax.Node {
	if key := g.Body.Key("CreationPolicy"); key != nil && c.At(g.Body, "CreationPolicy") != nil {
		return key
	}
	return g.Key
}
