package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

const defaultVersion = "DefaultVersionNumber"

func launchTemplateDefaultVersion() *lint.Rule {
	return &lint.Rule{
		ID:       "H203",
		Name:     "launch-template-default-version",
		Title:    "A group launches from the default version of its launch template",
		Severity: diag.Warning,
		Why: `CloudFormation makes a new version of a launch template at every change, but it cannot say which one is the default: ` +
			`that stays version 1 unless somebody changes it by hand. So the group keeps launching what the stack began with.`,
		Help: "use `LatestVersionNumber`, which is the version that the update makes",
		Bad: []lint.Example{
			{Name: "the default version", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate:
        LaunchTemplateId: !Ref Instance
        Version: !GetAtt Instance.DefaultVersionNumber # want
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "written in other ways", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification:
            LaunchTemplateId: !Ref Instance
            Version: !Sub "${Instance.DefaultVersionNumber}" # want
          Overrides:
            - LaunchTemplateSpecification:
                LaunchTemplateId: !Ref Instance
                Version: !If
                  - Large
                  - Fn::GetAtt: [Instance, DefaultVersionNumber] # want
                  - "2"
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
			{Name: "the attribute of something else", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: !GetAtt Templates.DefaultVersionNumber}
  Templates:
    Type: Custom::LaunchTemplates
    Properties: {ServiceToken: "arn:aws:lambda:eu-west-1:123456789012:function:templates"}
`},
			{Name: "an instance, which nothing rolls, and an output", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.DefaultVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
Outputs:
  Version: {Value: !GetAtt Instance.DefaultVersionNumber}
`},
		},
		Check: func(p *lint.Pass) {
			eachVersion(p, ofDefault, func(version launchVersion, v template.Verdict) {
				r := version.Target(version.value)
				f := p.At(version.value, "the default version of `%s` stays 1, so no change of it reaches `%s`", r.ID, version.group.ID).
					Note(r.Key, "every change of this makes a new version").Under(v)
				if at := template.AttributeSpan(version.value); at.Text() == defaultVersion && untouched(version.value) {
					f.Fix("follow the newest version of `"+r.ID+"`", false, diag.Edit{Span: at, Text: "LatestVersionNumber"})
				}
			})
		},
	}
}

func ofDefault(v launchVersion) template.Answer {
	r := v.Target(v.value)
	return template.Whether(r != nil && r.Type == group.LaunchTemplate && template.Attribute(v.value) == defaultVersion)
}
