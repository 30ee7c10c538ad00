package rules

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/rollout"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func rollingUpdateCanEmptyGroup() *lint.Rule {
	return &lint.Rule{
		ID:       "H104",
		Name:     "rolling-update-can-empty-group",
		Title:    "A rolling update can stop all instances at once",
		Severity: diag.Error,
		Why: `MinInstancesInService is 0 unless the policy says otherwise. When a batch is as large as the group, ` +
			`CloudFormation terminates every old instance before the first new one has started, and nobody is served until ` +
			`the new ones are up. If they never come up, that lasts until PauseTime is over.`,
		Help: "set `MinInstancesInService` to the number of instances that must keep serving, and `MaxSize` above it",
		Bad: []lint.Example{
			{Name: "one batch for the whole group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        MaxBatchSize: 20
    Properties:
      MinSize: "2"
      MaxSize: "20"
`},
			{Name: "a batch that covers the group while it is small", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 5
        MinInstancesInService: 0 # want
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "the size of the group as the batch, whatever it is", Template: `Parameters:
  MaxSize:
    Type: Number
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # want
        MaxBatchSize: !Sub "${MaxSize}"
    Properties:
      MinSize: 2
      MaxSize: !Ref MaxSize
`},
			{Name: "no floor in either branch", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: !If [Production, 0, !Ref AWS::NoValue] # want
    Properties:
      MinSize: 2
      MaxSize: 20
`},
		},
		Good: []lint.Example{
			{Name: "a floor", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: 10
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "one at a time, as is the default", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        PauseTime: PT5M
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "a floor that only the deployment knows", Template: `Parameters:
  Floor:
    Type: Number
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
        MinInstancesInService: !Ref Floor
    Properties:
      MinSize: 2
      MaxSize: 20
`},
			{Name: "a new group beside the old one", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal:
        Count: 2
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true
      AutoScalingRollingUpdate:
        MaxBatchSize: 20
    Properties:
      MinSize: 2
      MaxSize: 20
`},
		},
		Check: func(p *lint.Pass) {
			for g := range groups(p.Template) {
				policy := g.rolling()
				if sizes, ok := emptied(g, policy); ok {
					reportEmptied(p, g, policy, sizes)
				}
			}
		},
	}
}

func reportEmptied(p *lint.Pass, g group, policy *syntax.Node, sizes emptiedSizes) {
	at := policy.Get("MinInstancesInService")
	if at == nil {
		at = g.At("UpdatePolicy").Key("AutoScalingRollingUpdate")
	}
	finding := p.At(at, "%s", sizes)
	if !sizes.all {
		finding.Severity(diag.Warning).Certainty(diag.May)
	}
	if batch := policy.Get("MaxBatchSize"); batch != nil {
		finding.Note(batch, "up to this many old instances stop at once")
	}
}

// emptiedSizes are the numbers of running instances with which an update stops all of them.
// They are 0 when only the deployment knows the size of the group.
type emptiedSizes struct {
	from, to, max int
	all           bool // an update empties the group whatever its size
}

// emptied asks with which plausible sizes of the group a batch without a floor is all of it.
func emptied(g group, policy *syntax.Node) (s emptiedSizes, ok bool) {
	if policy == nil || !g.template.IntOr(policy.Get("MinInstancesInService"), 0).Is(0) {
		return s, false
	}
	batch, high := g.template.IntOr(policy.Get("MaxBatchSize"), 1), g.size("MaxSize")
	if batch.State != template.Known || high.State != template.Known {
		return emptiedSizes{all: true}, template.Same(policy.Get("MaxBatchSize"), g.Property("MaxSize"))
	}
	s = emptiedSizes{to: min(batch.It, high.It), max: high.It, all: batch.It >= high.It}
	low, desired := g.size("MinSize"), g.size("DesiredCapacity").Or(0)
	s.from = max(1, low.Or(0))
	if s.all && desired >= s.from {
		s.from, s.to = desired, min(desired, s.to)
	}
	return s, s.from <= s.to && desired <= batch.It && (s.all || low.State == template.Known)
}

func (s emptiedSizes) String() string {
	const end = "all old ones stop before the first new one serves"
	switch {
	case s.to == 0:
		return "an update stops all running instances at once, however many there are: `MaxBatchSize` is the same as `MaxSize`"
	case s.all:
		running := min(max(s.from, s.max/2), s.to)
		return fmt.Sprintf("an update of %s goes %s: %s", count(running, "running instance"), series(running, s.max), end)
	case s.from == s.to:
		return fmt.Sprintf("an update of %s, while there are no more, goes %s: %s", count(s.to, "running instance"), series(s.to, s.max), end)
	}
	return fmt.Sprintf("an update of %d to %d running instances stops all of them: %d go %s", s.from, s.to, s.to, series(s.to, s.max))
}

// series shows an update that replaces all running instances in one batch.
func series(running, maxSize int) string {
	update := rollout.Rolling{MaxSize: maxSize, Running: running, Obsolete: running, MaxBatchSize: running}
	var steps []string
	for _, n := range update.Series() {
		steps = append(steps, fmt.Sprint(n))
	}
	return strings.Join(steps, " → ")
}
