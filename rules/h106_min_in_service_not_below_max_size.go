package rules

import (
	"fmt"
	"strconv"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func minInServiceNotBelowMaxSize() *lint.Rule {
	return &lint.Rule{
		ID:       "H106",
		Name:     "min-in-service-not-below-max-size",
		Title:    "The floor of an update leaves no room to replace an instance",
		Severity: diag.Error,
		Why: `CloudFormation replaces instances in the room between MinInstancesInService and MaxSize. Without any it fails the ` +
			`update at its start. It does not look at that when it creates the group, so the first deployment works, and the ` +
			`second one fails.`,
		Help: "raise `MaxSize`, or lower `MinInstancesInService`, so that there is room for at least one instance",
		Bad: []lint.Example{
			{Name: "a single instance that must stay", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 1 # want
    Properties:
      MinSize: 1
      MaxSize: "1"
`},
			{Name: "the same parameter", Template: `Parameters:
  Size: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: !Ref Size # want
    Properties:
      MinSize: 1
      MaxSize: !Sub "${Size}"
`},
			{Name: "bounds of a parameter", Template: `Parameters:
  Floor: {Type: Number, MinValue: 4}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: !Ref Floor # want
    Properties:
      MinSize: 1
      MaxSize: 4
`},
			{Name: "one branch", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 2 # want
    Properties:
      MinSize: 2
      MaxSize: !If [Large, 10, 2]
`},
		},
		Good: []lint.Example{
			{Name: "room for one", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: 1
    Properties:
      MinSize: 1
      MaxSize: 2
`},
			{Name: "sizes that go together", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        MinInstancesInService: !If [Large, 5, 1]
    Properties:
      MinSize: 1
      MaxSize: !If [Large, 10, 2]
`},
			{Name: "a policy that does not run", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy:
      ResourceSignal: {Count: 1}
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true
      AutoScalingRollingUpdate:
        MinInstancesInService: 1
    Properties:
      MinSize: 1
      MaxSize: 1
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return noRoom(g, c) }); v.Holds() {
					reportNoRoom(p, g, v)
				}
			}
		},
	}
}

// noRoom says whether CloudFormation fails the update because the floor is not below MaxSize.
func noRoom(g *group.Group, c *template.Case) template.Answer {
	u, ok := g.Update(c)
	floor := u.Policy.Get(leastInService)
	switch {
	case !ok || c.At(floor) == nil || u.LiveFloor:
		return template.No
	case c.Same(floor, g.Property("MaxSize")):
		return template.Yes
	}
	return u.Floor.AtLeast(u.Max)
}

func reportNoRoom(p *lint.Pass, g *group.Group, v template.Verdict) {
	u, _ := g.Update(v.Case)
	sizes := "which `MinInstancesInService` is not"
	if floor, known := u.Floor.Known(); known {
		sizes = fmt.Sprintf("and this is %d of %s", floor, u.Max)
	}
	f := p.At(v.Case.At(u.Policy.Get(leastInService)), "every update of the group fails at its start: the floor must be less than `MaxSize`, %s", sizes).
		Note(g.Property("MaxSize"), "there are never more instances than this").Under(v)
	fixNoRoom(f, v.Case.At(u.Policy.Get(leastInService)), v.Case.At(g.Property("MaxSize")))
}

// fixNoRoom offers to raise the size, or to lower the floor, where both are written as numbers.
func fixNoRoom(f *lint.Finding, floor, size *syntax.Node) {
	least, known := template.LiteralInt(floor)
	most, alsoKnown := template.LiteralInt(size)
	if !known || !alsoKnown {
		return
	}
	if edit, ok := replaceScalar(size, bare(strconv.Itoa(least+1))); ok {
		f.Fix("make room for one more instance", false, edit)
	}
	if edit, ok := replaceScalar(floor, bare(strconv.Itoa(most-1))); ok && most > 0 {
		f.Fix("let one instance be out of service", false, edit)
	}
}
