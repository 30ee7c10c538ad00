package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func asgWithoutUpdatePolicy() *lint.Rule {
	return &lint.Rule{
		ID:       "H101",
		Name:     "asg-without-update-policy",
		Title:    "A new launch template never reaches the running instances",
		Severity: diag.Warning,
		Why: `Without an UpdatePolicy CloudFormation tells the group which launch template or configuration to use from now on, and ` +
			`leaves the running instances alone. The stack is up to date, and the fleet serves the old version until something ` +
			`replaces its instances one day.`,
		Help: "add an `UpdatePolicy`: AutoScalingInstanceRefresh, or AutoScalingRollingUpdate with a floor",
		Bad: []lint.Example{
			{Name: "a group with its launch template", Template: `Resources:
  Web: # want
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a policy about schedules only, and a mixed group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: # want
      AutoScalingScheduledAction: {IgnoreUnmodifiedGroupSizeProperties: true}
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification: {LaunchTemplateId: !Sub "${Instance}", Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a policy in one region only", Template: `Conditions:
  Home: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: !If # want
      - Home
      - AutoScalingRollingUpdate: {MinInstancesInService: 1}
      - !Ref AWS::NoValue
    Properties:
      MinSize: 1
      MaxSize: 4
      LaunchConfigurationName: !Ref Instance
  Instance:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}
`},
		},
		Good: []lint.Example{
			{Name: "an instance refresh", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a launch template of another stack", Template: `Parameters:
  Instance: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: "3"}
`},
			{Name: "a misspelt policy, of which H103 speaks", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoscalingRollingUpdate: {MinInstancesInService: 2}}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a macro may bring the policy", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Fn::Transform: {Name: Policies}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchConfigurationName: !Ref Instance
  Instance:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				if v := g.Judge(func(c *template.Case) template.Answer { return staysOld(g, c) }); v.Holds() {
					reportStaysOld(p, g, v)
				}
			}
		},
	}
}

// staysOld says whether a group launches from this template, and no update replaces what it has
// launched. A policy with a name that there is not was meant to: H103 speaks of it.
func staysOld(g *group.Group, c *template.Case) template.Answer {
	stays := template.Whether(launchedHere(g, c) != nil)
	for _, policy := range []string{group.Replacing, group.Rolling, group.Refresh} {
		stays = stays.And(c.Lacks(g.Body, "UpdatePolicy", policy))
	}
	for key := range c.At(g.Body, "UpdatePolicy").Pairs() {
		stays = stays.And(template.Whether(key.Text() == group.Scheduled))
	}
	return stays
}

// launchedHere returns the first launch template or configuration of this template that the group
// launches from, or nil.
func launchedHere(g *group.Group, c *template.Case) *template.Resource {
	for _, launch := range g.Launches(c) {
		if launch.Resource != nil {
			return launch.Resource
		}
	}
	return nil
}

func reportStaysOld(p *lint.Pass, g *group.Group, v template.Verdict) {
	at := g.Key
	if key := g.Body.Key("UpdatePolicy"); key != nil {
		at = key
	}
	launch := launchedHere(g, v.Case)
	f := p.At(at, "a change of `%s` reaches no running instance: no `UpdatePolicy` replaces what `%s` has launched before", launch.ID, g.ID).
		Note(launch.Key, "what the group launches from").Under(v)
	if edit, ok := insertPair(g.Body, "UpdatePolicy", refreshPolicy()); ok && at == g.Key {
		f.Fix("replace instances by an instance refresh that keeps all of them in service", false, edit)
	}
}

// refreshPolicy is the policy that starts new instances before it ends old ones, whatever the size
// of the group.
func refreshPolicy() flow {
	return pair(group.Refresh, flow{
		yaml: "{Strategy: Rolling, Preferences: {MinHealthyPercentage: 100, MaxHealthyPercentage: 200}}",
		json: `{"Strategy": "Rolling", "Preferences": {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200}}`,
	})
}
