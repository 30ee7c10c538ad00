package rules

import (
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func conflictingLaunchSources() *lint.Rule {
	return &lint.Rule{
		ID:       "H206",
		Name:     "conflicting-launch-sources",
		Title:    "A group has several sources of instances, or none",
		Severity: diag.Error,
		Why: `A group starts its instances from one of four sources: a launch template, a mixed instances policy, a launch ` +
			`configuration, or an instance that it copies. EC2 Auto Scaling refuses a group with none and one with two, and when ` +
			`a condition decides, it does so in that branch only, which may be the one for production.`,
		Help: "set one of `LaunchTemplate`, `MixedInstancesPolicy`, `LaunchConfigurationName` and `InstanceId`",
		Bad: []lint.Example{
			{Name: "two sources, and none", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}
      MixedInstancesPolicy: # want
        LaunchTemplate:
          LaunchTemplateSpecification: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4} # want
`},
			{Name: "conditions that do not exclude each other, and one that removes the only source", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Mixed: !Equals [!Ref Stage, prod]
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !If [Old, web, !Ref AWS::NoValue]
      MixedInstancesPolicy: !If # want
        - Mixed
        - LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}}
        - !Ref AWS::NoValue
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: # want
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !If [Old, !Ref AWS::NoValue, !Ref AWS::NoValue]
`},
		},
		Good: []lint.Example{
			{Name: "a launch template inside the policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}
`},
			{Name: "one source in each branch", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Mixed: !Equals [!Ref Stage, prod]
  Plain: !Not [!Condition Mixed]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: !If
        - Plain
        - {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}
        - !Ref AWS::NoValue
      MixedInstancesPolicy: !If
        - Mixed
        - LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: lt-0123456789abcdef0, Version: "7"}}
        - !Ref AWS::NoValue
`},
			{Name: "properties that a macro adds", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://snippets/web.yaml}}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return template.Whether(len(sources(g, c)) > 1) }); v.Holds() {
					reportSources(p, g, v)
				} else if v := g.Judge(func(c *template.Case) template.Answer { return sourceless(g, c) }); v.Holds() {
					p.At(whereMissing(g), "`%s` has nothing to start instances from", g.ID).Under(v)
				}
			}
		},
	}
}

// sourceNames are the properties of a group of which one says where instances come from.
func sourceNames() []string {
	return []string{"LaunchTemplate", "MixedInstancesPolicy", "LaunchConfigurationName", "InstanceId"}
}

// sources returns the keys of the sources that a group has, in the order of the source.
func sources(g *group.Group, c *template.Case) (keys []*syntax.Node) {
	for key, value := range c.At(g.Body, "Properties").Pairs() {
		for _, name := range sourceNames() {
			if key.Text() == name && c.At(value) != nil {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// sourceless says whether a group has no source.
func sourceless(g *group.Group, c *template.Case) template.Answer {
	none := template.Yes
	for _, name := range sourceNames() {
		none = none.And(c.Lacks(g.Body, "Properties", name))
	}
	return none
}

func reportSources(p *lint.Pass, g *group.Group, v template.Verdict) {
	keys := sources(g, v.Case)
	p.At(keys[1], "`%s` starts instances from `%s` and from `%s`, and only one can be", g.ID, keys[0].Text(), keys[1].Text()).
		Note(keys[0], "the other source").Under(v)
}

// whereMissing is the place to report what the properties of a group lack.
func whereMissing(g *group.Group) *syntax.Node {
	if key := g.Body.Key("Properties"); key != nil {
		return key
	}
	return g.Key
}

// aboutSources reports whether what a group breaks of its schema is what H206 says, who knows
// more about it.
func aboutSources(p *lint.Pass, broken check.Violation) bool {
	for _, g := range p.Unit.Groups() {
		if broken.Node == whereMissing(g) {
			return true
		}
		for _, name := range sourceNames() {
			if key := g.Property().Key(name); key != nil && broken.Node == key {
				return true
			}
		}
	}
	return false
}
