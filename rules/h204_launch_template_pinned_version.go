package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func launchTemplatePinnedVersion() *lint.Rule {
	return &lint.Rule{
		ID:       "H204",
		Name:     "launch-template-pinned-version",
		Title:    "A group is tied to one version of a launch template of its own stack",
		Severity: diag.Warning,
		Why: `A change of the launch template makes version n+1. A group that names version n by its number is not changed, and ` +
			`goes on with the old version until somebody remembers to count up. Numbers cannot be known in advance either: a ` +
			`stack that is made anew begins with 1.`,
		Help: "use `!GetAtt` with `LatestVersionNumber` of the launch template",
		Bad: []lint.Example{
			{Name: "version 1", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate:
        LaunchTemplateId: !Ref Instance
        Version: "1" # want
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a number in an override, out of a mapping", Template: `Mappings:
  Versions: {eu-west-1: {Web: 3}, us-east-1: {Web: 4}}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
          Overrides:
            - LaunchTemplateSpecification:
                LaunchTemplateId: !Sub "${Instance}"
                Version: !FindInMap [Versions, !Ref AWS::Region, Web] # want
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "in one branch", Template: `Conditions:
  Pinned: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate:
        LaunchTemplateId: !Ref Instance
        Version: !If [Pinned, 2, !GetAtt Instance.LatestVersionNumber] # want
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
		},
		Good: []lint.Example{
			{Name: "the newest version", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a launch template that this stack does not change", Template: `Parameters:
  Instance: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: "7"}
`},
			{Name: "the number is a matter of the deployment", Template: `Parameters:
  Version: {Type: Number}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !Ref Version}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
		},
		Check: func(p *lint.Pass) {
			eachVersion(p, pinned, func(version launchVersion, v template.Verdict) {
				r := version.template()
				version.offerLatest(p.At(version.value, "a change of `%s` makes a new version, and `%s` stays at version %s", r.ID, version.group.ID, version.Int(version.value)).
					Note(r.Key, "every change of this makes a new version").Under(v))
			})
		},
	}
}

func pinned(v launchVersion) template.Answer {
	_, known := v.Int(v.value).Known()
	return template.Whether(known && v.template() != nil)
}
