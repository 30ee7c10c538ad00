package rules

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
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
			{Name: "a macro may bring a floor", Template: `Transform: Policies
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 20}}
    Properties: {MinSize: 2, MaxSize: 20}
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
			for _, g := range p.Unit.Groups() {
				verdict := g.Judge(func(c *template.Case) template.Answer { return template.Whether(emptied(g, c).any) })
				if verdict.Holds() {
					reportEmptied(p, g, verdict)
				}
			}
		},
	}
}

func reportEmptied(p *lint.Pass, g *group.Group, v template.Verdict) {
	policy, sizes := g.Rolls(v.Case), emptied(g, v.Case)
	at := policy.Get(leastInService)
	if at == nil {
		at = g.PolicyKey(v.Case, group.Rolling)
	}
	finding := p.At(at, "%s", sizes).Under(v)
	if !sizes.all && v.Certainty == diag.Must {
		finding.Severity(diag.Warning).Certainty(diag.May)
	}
	if batch := policy.Get("MaxBatchSize"); batch != nil {
		finding.Note(batch, "up to this many old instances stop at once")
	}
	if floor, ok := liveValue(p.Unit, g.Resource, "DesiredCapacity"); ok && sizes.max != 1 {
		fixFloor(finding, policy, floor)
	}
}

// fixFloor offers to keep the instances in service that run, where nothing else depends on the
// policy's own floor.
func fixFloor(f *lint.Finding, policy *syntax.Node, floor flow) {
	edit, ok := replaceScalar(policy.Get(leastInService), floor)
	if policy.Key(leastInService) == nil {
		edit, ok = insertPair(policy, leastInService, floor)
	}
	if ok {
		f.Fix("keep as many instances in service as run", false, edit)
	}
}

// emptiedSizes are the numbers of running instances with which an update stops all of them.
// They are 0 when only the deployment knows the size of the group.
type emptiedSizes struct {
	from, to, max int
	all           bool // an update empties the group whatever its size
	any           bool // an update empties it for some size
}

// emptied asks with which plausible sizes of the group a batch without a floor is all of it.
func emptied(g *group.Group, c *template.Case) (s emptiedSizes) {
	u, ok := g.Update(c)
	if !ok || u.LiveFloor || !u.Floor.Is(0) {
		return s
	}
	batch, knownBatch := u.Batch.Known()
	high, knownHigh := u.Max.Known()
	if !knownBatch || !knownHigh {
		same := c.Same(u.Policy.Get("MaxBatchSize"), g.Property("MaxSize"))
		return emptiedSizes{all: same, any: same}
	}
	low, knownLow := u.Min.Known()
	desired, _ := u.Desired.Known()
	s = emptiedSizes{from: max(1, low), to: min(batch, high), max: high, all: batch >= high}
	if s.all && desired >= s.from {
		s.from, s.to = desired, min(desired, s.to)
	}
	s.any = s.from <= s.to && desired <= batch && (s.all || knownLow)
	return s
}

func (s emptiedSizes) String() string {
	const end = "all old ones stop before the first new one serves"
	switch {
	case s.to == 0:
		return "an update stops all running instances at once, however many there are: `MaxBatchSize` is the same as `MaxSize`"
	case s.all:
		running := min(max(s.from, s.max/2), s.to)
		return fmt.Sprintf("an update of %s goes %s: %s", count(running, "running instance"), seriesOf(s.update(running)), end)
	case s.from == s.to:
		return fmt.Sprintf("an update of %s, while there are no more, goes %s: %s", count(s.to, "running instance"), seriesOf(s.update(s.to)), end)
	}
	return fmt.Sprintf("an update of %d to %d running instances stops all of them: %d go %s", s.from, s.to, s.to, seriesOf(s.update(s.to)))
}

// update replaces all running instances in one batch.
func (s emptiedSizes) update(running int) rollout.Rolling {
	return rollout.Rolling{MaxSize: s.max, Running: running, Obsolete: running, MaxBatchSize: running}
}
