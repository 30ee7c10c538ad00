package rules

import (
	"fmt"
	"math"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func signalCountMismatch() *lint.Rule {
	return &lint.Rule{
		ID:       "H305",
		Name:     "signal-count-mismatch",
		Title:    "A creation policy waits for another number of signals than there are",
		Severity: diag.Error,
		Why: `Each new instance sends one signal. A group starts with DesiredCapacity instances, or MinSize where that is not set. If ` +
			`Count asks for more signals, creation fails at the timeout, although all instances work; if it asks for fewer, which ` +
			`it does where it is left out, the resource is complete while instances still boot, or fail. ` +
			`MinSuccessfulInstancesPercent lowers the number that has to come.`,
		Help: "set `Count` to the number of instances that the group starts with",
		Bad: []lint.Example{
			{Name: "more signals than instances, and fewer", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal:
        Count: 2 # want
    Properties: {MinSize: 1, MaxSize: 4}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal: # want
        Timeout: PT10M
    Properties: {MinSize: 3, MaxSize: 4}
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Count: "2"}} # want
`},
			{Name: "a parameter, a branch and a percentage", Template: `Parameters:
  Servers: {Type: Number, AllowedValues: [2, 4]}
Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 4}} # want
    Properties: {MinSize: 1, MaxSize: 8, DesiredCapacity: !Ref Servers}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50}
      ResourceSignal:
        Count: !If [Large, 10, 4] # want
    Properties: {MinSize: 4, MaxSize: 8}
`},
		},
		Good: []lint.Example{
			{Name: "as many signals as instances", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: "2"}}
    Properties: {MinSize: 1, MaxSize: 4, DesiredCapacity: 2}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Timeout: PT10M}}
    Properties: {MinSize: "1", MaxSize: 4}
  Server:
    Type: AWS::EC2::Instance
    CreationPolicy: {ResourceSignal: {Count: 1}}
`},
			{Name: "the same parameter, or one that only the deployment knows", Template: `Parameters:
  Servers: {Type: Number, Default: 3}
  Signals: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: !Ref Servers}}
    Properties: {MinSize: 1, MaxSize: 4, DesiredCapacity: !Sub "${Servers}"}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: !Ref Signals}}
    Properties: {MinSize: 1, MaxSize: 4}
`},
			{Name: "some of the instances suffice", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 50}
      ResourceSignal: {Count: 4}
    Properties: {MinSize: 4, MaxSize: 8}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      AutoScalingCreationPolicy: {MinSuccessfulInstancesPercent: 80}
      ResourceSignal: {Count: 5}
    Properties: {MinSize: !If [Large, 4, 5], MaxSize: 8}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				if r.Loop == nil && (r.Type == group.Type || r.Type == "AWS::EC2::Instance") {
					checkSignalCount(p, r)
				}
			}
		},
	}
}

func checkSignalCount(p *lint.Pass, r *template.Resource) {
	many := p.Template.Judge(r.When(), func(c *template.Case) template.Answer { return readSignals(c, r).tooMany() })
	if many.Holds() && many.Certainty != diag.Default {
		reportTooMany(p, r, many)
		return
	}
	few := p.Template.Judge(r.When(), func(c *template.Case) template.Answer { return readSignals(c, r).tooFew() })
	switch {
	case few.Holds():
		reportTooFew(p, r, few)
	case many.Holds():
		reportTooMany(p, r, many)
	}
}

// signalCount is how many signals creation waits for, and from how many instances they may come.
type signalCount struct {
	policy    *syntax.Node // ResourceSignal, nil where there is none
	same      bool         // both are the same expression
	count     template.Int
	needed    template.Int // of count, where a part of them suffices
	instances template.Int
}

func readSignals(c *template.Case, r *template.Resource) signalCount {
	s := signalCount{policy: c.At(r.Body, "CreationPolicy", "ResourceSignal"), instances: template.Exactly(1)}
	if c.Lacks(s.policy, "Count") != template.Undecided {
		s.count = c.Int(s.policy.Get("Count")).Or(1)
	}
	s.needed = s.count
	if s.policy == nil || r.Type != group.Type {
		return s
	}
	size := c.At(r.Property("DesiredCapacity"))
	if size == nil {
		size = c.At(r.Property("MinSize"))
	}
	s.instances = c.Int(size)
	percent := c.Int(c.At(r.Body, "CreationPolicy", "AutoScalingCreationPolicy", "MinSuccessfulInstancesPercent")).Or(100)
	s.same = c.Same(s.policy.Get("Count"), size)
	s.needed = shareOf(s.count, percent)
	return s
}

// shareOf is a percentage of a number, rounded up.
func shareOf(count, percent template.Int) template.Int {
	n, known := count.Known()
	share, sure := percent.Known()
	switch {
	case percent.Is(100):
		return count
	case !known || !sure:
		return template.Int{}
	}
	return template.Exactly((n*share + 99) / 100)
}

// tooMany says whether creation waits for signals that nobody sends.
func (s signalCount) tooMany() template.Answer {
	if s.policy == nil || s.same {
		return template.No
	}
	return s.instances.Below(s.needed)
}

// tooFew says whether creation does not wait for all instances. That a part of them suffices is
// as it was asked for.
func (s signalCount) tooFew() template.Answer {
	if s.policy == nil || s.same {
		return template.No
	}
	return s.count.Below(s.instances)
}

// countAt is where the number of signals stands, or would.
func countAt(c *template.Case, r *template.Resource) *syntax.Node {
	if count := c.At(r.Body, "CreationPolicy", "ResourceSignal", "Count"); count != nil {
		return count
	}
	return c.At(r.Body, "CreationPolicy").Key("ResourceSignal")
}

func reportTooMany(p *lint.Pass, r *template.Resource, v template.Verdict) {
	s := readSignals(v.Case, r)
	message := fmt.Sprintf("creation waits for %s and fails: `%s` starts with %s", signalsOf(s.needed), r.ID, instancesOf(s.instances))
	if r.Type != group.Type {
		message = fmt.Sprintf("creation waits for %s and fails: an instance sends one", signalsOf(s.needed))
	}
	p.At(countAt(v.Case, r), "%s", message).Under(v)
}

func reportTooFew(p *lint.Pass, r *template.Resource, v template.Verdict) {
	s := readSignals(v.Case, r)
	p.At(countAt(v.Case, r), "creation waits for %s, but `%s` starts with %s: the rest may still boot, or fail, when it is complete",
		signalsOf(s.count), r.ID, instancesOf(s.instances)).Severity(diag.Warning).Under(v)
}

func signalsOf(n template.Int) string { return counted(n, "signal") }

func instancesOf(n template.Int) string { return counted(n, "instance") }

func counted(n template.Int, noun string) string {
	if known, ok := n.Known(); ok {
		return count(known, noun)
	}
	if n.High == math.MaxInt {
		return fmt.Sprintf("at least %s", count(n.Low, noun))
	}
	return n.String() + " " + noun + "s"
}
