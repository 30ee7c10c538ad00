package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func terminationPolicyOrder() *lint.Rule {
	return &lint.Rule{
		ID:       "H131",
		Name:     "termination-policy-order",
		Title:    "Termination policies do not do what they seem to",
		Severity: diag.Error,
		Why: `Auto Scaling goes through the list until one instance is left. Default decides by itself, so that nothing behind it ` +
			`counts, and it has to be the last; a Lambda function has to be the first. What goes by launch templates finds nothing ` +
			`in a group with a launch configuration, and the other way round. NewestInstance ends what an update has just ` +
			`started, when the group returns to its size. CloudFormation itself does not look at the list while it rolls.`,
		Help: "begin with `OldestLaunchTemplate`, or `OldestLaunchConfiguration` in a group with a launch configuration, then `OldestInstance`, and `Default` at the end",
		Bad: []lint.Example{
			{Name: "the default first", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      TerminationPolicies: [Default, OldestInstance] # want
`},
			{Name: "what the group does not launch from, and a function behind others", Template: `Conditions:
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Parameters:
  Policy: {Type: String, AllowedValues: [OldestLaunchConfiguration]}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateName: web, Version: "1"}
      TerminationPolicies:
        - !Ref Policy # want
        - !GetAtt Choose.Arn # want
        - Default
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: jobs
      TerminationPolicies:
        - OldestInstance
        - !If [Old, OldestLaunchTemplate, !Ref AWS::NoValue] # want
        - !Sub "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:choose" # want
  Choose:
    Type: AWS::Lambda::Function
`},
			{Name: "the newest, in a group that is rolled", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties:
      MinSize: 2
      MaxSize: 4
      TerminationPolicies:
        - NewestInstance # want
`},
		},
		Good: []lint.Example{
			{Name: "the oldest of all", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateName: web, Version: "1"}
      TerminationPolicies: [OldestLaunchTemplate, OldestInstance, Default]
`},
			{Name: "a launch configuration, a function first, the default alone", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: web, TerminationPolicies: [OldestLaunchConfiguration, OldestInstance]}
  Jobs:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, TerminationPolicies: ["arn:aws:lambda:eu-west-1:123456789012:function:choose", NewestInstance]}
  Mail:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, TerminationPolicies: Default}
`},
			{Name: "nothing behind the default in either branch", Template: `Conditions:
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !If [Old, web, !Ref AWS::NoValue]
      LaunchTemplate: !If [Old, !Ref AWS::NoValue, {LaunchTemplateName: web, Version: "1"}]
      TerminationPolicies:
        - !If [Old, OldestLaunchConfiguration, OldestLaunchTemplate]
        - Default
        - !If [Old, !Ref AWS::NoValue, !Ref AWS::NoValue]
`},
			{Name: "a list that only the deployment knows", Template: `Parameters:
  Policies: {Type: CommaDelimitedList}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, TerminationPolicies: !Ref Policies}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				for _, mistake := range terminationMistakes() {
					checkTermination(p, g, mistake)
				}
			}
		},
	}
}

// terminationMistake is a mistake that one of the policies of a group is.
type terminationMistake struct {
	is       func(g *group.Group, c *template.Case, list []*syntax.Node, at int) bool
	severity diag.Severity
	message  string
	better   string // the policy that was meant, if there is one
}

func terminationMistakes() []terminationMistake {
	return []terminationMistake{
		{endsEarly, diag.Error, "`Default` has to be the last policy: nothing behind it counts", ""},
		{functionLater, diag.Warning, "a function has to be the first policy", ""},
		{named("OldestLaunchConfiguration", usesTemplate), diag.Warning,
			"the group has a launch template, so no instance is found by this policy: `OldestLaunchTemplate` is the one for it", "OldestLaunchTemplate"},
		{named("OldestLaunchTemplate", usesConfiguration), diag.Warning,
			"the group has a launch configuration, so no instance is found by this policy: `OldestLaunchConfiguration` is the one for it", "OldestLaunchConfiguration"},
		{named("NewestInstance", func(g *group.Group, c *template.Case) bool { return g.Rolls(c) != nil }), diag.Warning,
			"when the group returns to its size after a rolling update, this ends the instances that the update has started and keeps old ones", ""},
	}
}

func checkTermination(p *lint.Pass, g *group.Group, m terminationMistake) {
	first := func(c *template.Case) *syntax.Node {
		list, _ := c.Items(g.Property("TerminationPolicies"))
		for at := range list {
			if m.is(g, c, list, at) {
				return list[at]
			}
		}
		return nil
	}
	v := g.Judge(func(c *template.Case) template.Answer { return template.Whether(first(c) != nil) })
	if !v.Holds() {
		return
	}
	at := first(v.Case)
	f := p.At(at, "%s", m.message).Severity(m.severity).Under(v)
	if edit, ok := replaceScalar(at, word(m.better)); ok && m.better != "" {
		f.Fix("write `"+m.better+"`", false, edit)
	}
}

func comesTo(c *template.Case, n *syntax.Node, want string) bool {
	text, known := c.Text(n)
	return known && text == want
}

func endsEarly(_ *group.Group, c *template.Case, list []*syntax.Node, at int) bool {
	return at < len(list)-1 && comesTo(c, list[at], "Default")
}

func functionLater(g *group.Group, c *template.Case, list []*syntax.Node, at int) bool {
	return at > 0 && namesFunction(g.Template, c, list[at])
}

// namesFunction reports whether a policy is the ARN of a Lambda function.
func namesFunction(t *template.Template, c *template.Case, n *syntax.Node) bool {
	if r := c.Target(n); r != nil {
		return strings.HasPrefix(r.Type, "AWS::Lambda::")
	}
	for _, text := range t.Texts(n, c.When()) {
		if strings.HasPrefix(text.String(), "arn:") && strings.Contains(text.String(), ":lambda:") {
			return true
		}
	}
	return false
}

func named(policy string, where func(*group.Group, *template.Case) bool) func(*group.Group, *template.Case, []*syntax.Node, int) bool {
	return func(g *group.Group, c *template.Case, list []*syntax.Node, at int) bool {
		return comesTo(c, list[at], policy) && where(g, c)
	}
}

func usesTemplate(g *group.Group, c *template.Case) bool {
	properties := g.Property()
	return c.At(properties, "LaunchTemplate") != nil || c.At(properties, "MixedInstancesPolicy") != nil
}

func usesConfiguration(g *group.Group, c *template.Case) bool {
	return c.At(g.Property(), "LaunchConfigurationName") != nil && !usesTemplate(g, c)
}
