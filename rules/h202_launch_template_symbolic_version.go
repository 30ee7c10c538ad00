package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func launchTemplateSymbolicVersion() *lint.Rule {
	return &lint.Rule{
		ID:       "H202",
		Name:     "launch-template-symbolic-version",
		Title:    "A group names the version of its launch template by a word",
		Severity: diag.Error,
		Why: `CloudFormation does not support $Latest and $Default in a group. The word is the same before and after every change ` +
			`of the launch template, so that no update sees a difference and the instances stay old; and an instance refresh ` +
			`cannot go back, as it does not know from which version it came.`,
		Help: "use `!GetAtt` with `LatestVersionNumber` of the launch template, or a number",
		Bad: []lint.Example{
			{Name: "the newest version", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate:
        LaunchTemplateId: !Ref Instance
        Version: $Latest # want
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a mixed group, and an override of it", Template: `Parameters:
  Version: {Type: String, AllowedValues: [$Latest, $Default]}
  Other: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification:
            LaunchTemplateId: lt-0123456789abcdef0
            Version: !Ref Version # want
          Overrides:
            - InstanceType: m7g.large
              LaunchTemplateSpecification: {LaunchTemplateId: !Ref Other, Version: $Default} # want
`},
			{Name: "in one branch, and by default", Template: `Parameters:
  Version: {Type: String, Default: $Latest}
Conditions:
  Pinned: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate:
        LaunchTemplateId: lt-0123456789abcdef0
        Version: !If
          - Pinned
          - "7"
          - $Default # want
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate:
        LaunchTemplateId: lt-0123456789abcdef0
        Version: !Ref Version # want
`},
		},
		Good: []lint.Example{
			{Name: "a version that changes with the template", Template: `Resources:
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
			{Name: "what is no group may use the words", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: $Latest}
  Fleet:
    Type: AWS::EC2::EC2Fleet
    Properties:
      TargetCapacitySpecification: {TotalTargetCapacity: 2}
      LaunchTemplateConfigs:
        - LaunchTemplateSpecification: {LaunchTemplateId: lt-0123456789abcdef0, Version: $Default}
`},
			{Name: "a version that only the deployment knows", Template: `Parameters:
  Version: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: !Ref Version}
`},
		},
		Check: func(p *lint.Pass) {
			eachVersion(p, symbolic, func(version launchVersion, v template.Verdict) {
				word, _ := version.Text(version.value)
				version.offerLatest(p.At(version.value,
					"`%s` is the same after every change of the launch template, so `%s` never rolls: CloudFormation does not support it here", word, version.group.ID).Under(v))
			})
		},
	}
}

func symbolic(v launchVersion) template.Answer {
	text, _ := v.Text(v.value)
	return template.Whether(text == "$Latest" || text == "$Default")
}
