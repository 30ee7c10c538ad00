package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func launchConfigFixedName() *lint.Rule {
	return &lint.Rule{
		ID:       "H205",
		Name:     "launch-config-fixed-name",
		Title:    "A launch configuration or template has a fixed name",
		Severity: diag.Error,
		Why: `A launch configuration cannot be changed: CloudFormation makes a new one, and deletes the old one at the end. With a ` +
			`name in the template both would have the same, so every update of any property fails. A launch template gets a new ` +
			`version instead. Its name only stands in the way where the template itself has to be made anew.`,
		Help: "remove the name: CloudFormation makes one that is unique",
		Bad: []lint.Example{
			{Name: "a launch configuration with a name", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      LaunchConfigurationName: web # want
      ImageId: ami-0123456789abcdef0
      InstanceType: t3.micro
`},
			{Name: "names that are the same in every update", Template: `Conditions:
  Home: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      LaunchConfigurationName: !Sub "${AWS::StackName}-web" # want
      ImageId: ami-0123456789abcdef0
  Workers:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      LaunchConfigurationName: !If [Home, workers, !Ref AWS::NoValue] # want
      ImageId: ami-0123456789abcdef0
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateName: !Join ["-", [web, !Ref AWS::Region]] # want
      LaunchTemplateData: {ImageId: ami-0123456789abcdef0}
`},
		},
		Good: []lint.Example{
			{Name: "no names", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, LaunchConfigurationName: !Ref AWS::NoValue}
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0}}
`},
			{Name: "a name that changes with the image", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id, Default: ami-0123456789abcdef0}
  Release: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: !Ref Image, LaunchConfigurationName: !Sub "web-${Image}"}
  Workers:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-0123456789abcdef0, LaunchConfigurationName: !Sub "workers-${Release}"}
`},
			{Name: "the name of one that stands elsewhere", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchConfigurationName: web}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType(group.LaunchConfiguration) {
				if f := reportFixedName(p, r, "LaunchConfigurationName", "every update of `%s` fails: the new one cannot have the name of the old one"); f != nil {
					fixNamed(f, r, "LaunchConfigurationName")
				}
			}
			for _, r := range p.Template.OfType(group.LaunchTemplate) {
				if f := reportFixedName(p, r, "LaunchTemplateName", "`%s` has a fixed name, so it cannot be made anew while the old one is there"); f != nil {
					f.Severity(diag.Info)
					fixNamed(f, r, "LaunchTemplateName")
				}
			}
		},
	}
}

// reportFixedName reports the name of a resource if it is the same in every update.
func reportFixedName(p *lint.Pass, r *template.Resource, property, message string) *lint.Finding {
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		return template.Whether(r.Loop == nil && fixed(c, p.Template, r, r.Property(property)) != movable)
	})
	if !v.Holds() {
		return nil
	}
	return p.At(v.Case.At(r.Property(property)), message, r.ID).Under(v)
}

// fixNamed offers to leave the name to CloudFormation.
func fixNamed(f *lint.Finding, r *template.Resource, property string) {
	if edit, ok := removeKey(r.Property(), property); ok {
		f.Fix("leave the name to CloudFormation", false, edit)
	}
}
