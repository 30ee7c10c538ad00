package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func lifecycleHookRace() *lint.Rule {
	return &lint.Rule{
		ID:       "H607",
		Name:     "lifecycle-hook-race",
		Title:    "The first instances start before their lifecycle hook exists",
		Severity: diag.Warning,
		Why: `A hook that is a resource of its own comes after the group, for it names the group. By then the group has started its ` +
			`first instances, which the hook does not hold: they serve before they are ready, and what the hook should do for them ` +
			`never happens. Hooks in LifecycleHookSpecificationList are there before the first instance.`,
		Help: "move the hook into `LifecycleHookSpecificationList` of the group",
		Bad: []lint.Example{
			{Name: "a group that starts with instances", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4}
  Hook: # want
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Web, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
			{Name: "a size that is at least one, and a size of one branch", Template: `Parameters:
  Size: {Type: Number, MinValue: 1}
Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 0, DesiredCapacity: !Ref Size, MaxSize: 40}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: !If [Prod, 2, 0], MaxSize: 4}
  WebHook: # want
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Sub "${Web}", LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
  ApiHook: # want
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Api, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
		},
		Good: []lint.Example{
			{Name: "in the list of the group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LifecycleHookSpecificationList:
        - {LifecycleHookName: boot, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
			{Name: "a group that starts empty, and a hook for the end", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 0, MaxSize: 4}
  Hook:
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Web, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
  Api:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4}
  Drain:
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Api, LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING"}
`},
			{Name: "a group of another stack, and a size that is not known", Template: `Parameters:
  Group: {Type: String}
  Size: {Type: Number}
Resources:
  Hook:
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Group, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: !Ref Size, MaxSize: 4}
  WebHook:
    Type: AWS::AutoScaling::LifecycleHook
    Properties: {AutoScalingGroupName: !Ref Web, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING"}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				for _, hook := range g.Hooks {
					v := p.Template.Judge(hook.When(), func(c *template.Case) template.Answer {
						transition, _ := c.Text(hook.Property("LifecycleTransition"))
						there := c.Exists(g.Resource) && transition == group.Launching
						return template.Whether(there).And(startsWithInstances(g, c))
					})
					if v.Holds() {
						p.At(hook.Key, "`%s` starts its first instances before this hook exists, so that nothing holds them", g.ID).
							Note(g.Key, "the group").Under(v)
					}
				}
			}
		},
	}
}

// startsWithInstances says whether a group has instances from the beginning: as many as
// DesiredCapacity, or else MinSize.
func startsWithInstances(g *group.Group, c *template.Case) template.Answer {
	size := g.Size(c, "DesiredCapacity")
	if size.Absent() {
		size = g.Size(c, "MinSize")
	}
	return size.AtLeast(template.Exactly(1)).Or(g.Size(c, "MinSize").AtLeast(template.Exactly(1)))
}
