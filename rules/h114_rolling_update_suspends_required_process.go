package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func rollingUpdateSuspendsRequiredProcess() *lint.Rule {
	return &lint.Rule{
		ID:       "H114",
		Name:     "rolling-update-suspends-required-process",
		Title:    "A rolling update suspends what it needs itself",
		Severity: diag.Error,
		Why: `A rolling update lets Auto Scaling launch and terminate instances. With Launch or Terminate suspended it waits for ` +
			`what cannot happen, and fails. With AddToLoadBalancer suspended it succeeds, and the new instances get no requests: ` +
			`Auto Scaling does not register them later either.`,
		Help: "remove the process from `SuspendProcesses`",
		Bad: []lint.Example{
			{Name: "no launch", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses:
          - Launch # want
          - AZRebalance
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "behind a load balancer, and by a parameter", Template: `Parameters:
  Process: {Type: String, AllowedValues: [Terminate]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses:
          - AddToLoadBalancer # want
          - !Ref Process # want
    Properties: {MinSize: 2, MaxSize: 20, LoadBalancerNames: [web]}
`},
		},
		Good: []lint.Example{
			{Name: "what may be suspended", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [AZRebalance, HealthCheck]
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "without a load balancer", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [AddToLoadBalancer]
    Properties: {MinSize: 2, MaxSize: 20}
`},
			{Name: "only where there is no load balancer", Template: `Parameters:
  Target: {Type: String, Default: ""}
Conditions:
  Balanced: !Not [!Equals [!Ref Target, ""]]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate:
        SuspendProcesses: [!If [Balanced, AZRebalance, AddToLoadBalancer]]
    Properties: {MinSize: 2, MaxSize: 20, TargetGroupARNs: !If [Balanced, [!Ref Target], !Ref AWS::NoValue]}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				for _, process := range []string{"Launch", "Terminate", "AddToLoadBalancer"} {
					if v := g.Judge(func(c *template.Case) template.Answer { return suspendsRequired(g, c, process) }); v.Holds() {
						reportRequired(p, g, v, process)
					}
				}
			}
		},
	}
}

// suspendsRequired says whether a rolling update suspends a process that it depends on.
func suspendsRequired(g *group.Group, c *template.Case, process string) template.Answer {
	names, _ := suspended(g, c)
	suspends := template.Whether(slices.Contains(names, process))
	if process == "AddToLoadBalancer" {
		return suspends.And(g.Balanced(c))
	}
	return suspends
}

func reportRequired(p *lint.Pass, g *group.Group, v template.Verdict, process string) {
	effect := "the update waits for instances that cannot come or go, and fails"
	if process == "AddToLoadBalancer" {
		effect = "instances that the update launches are never registered with the load balancer, and get no requests"
	}
	list := g.Rolls(v.Case).Get(suspend)
	at := itemThatIs(v.Case, list, process)
	f := p.At(at, "`%s` is suspended: %s", process, effect).Under(v)
	if edit, ok := removeItem(list, slices.Index(list.Kids(), at)); ok {
		f.Fix("do not suspend `"+process+"`", true, edit)
	}
}

// itemThatIs returns the item of a list that is a text in the case.
func itemThatIs(c *template.Case, list *syntax.Node, text string) *syntax.Node {
	items, _ := c.Items(list)
	for _, item := range items {
		if is, ok := c.Text(item); ok && is == text {
			return item
		}
	}
	return list
}
