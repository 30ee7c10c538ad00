package rules

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func floatingAMI() *lint.Rule {
	return &lint.Rule{
		ID:       "H209",
		Name:     "floating-ami",
		Title:    "A group takes the newest image at every update",
		Severity: diag.Info,
		Why: `CloudFormation looks the image up again whenever the stack is updated. If AWS has published a new one since, the launch ` +
			`template changes and the whole group rolls, in an update that was about something else. A rollback looks it up, ` +
			`too, and can end with another image than the one that worked.`,
		Help: "name a version of the parameter, as in `{{resolve:ssm:/path:87}}`, and raise it when you want to roll",
		Bad: []lint.Example{
			{Name: "the newest Amazon Linux", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties:
      MinSize: 2
      MaxSize: 4
      LaunchTemplate: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}" # want
`},
			{Name: "a parameter, and a text that is put together", Template: `Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
Conditions:
  Home: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingInstanceRefresh: {Strategy: Rolling}}
    Properties:
      MinSize: 2
      MaxSize: 4
      MixedInstancesPolicy:
        LaunchTemplate:
          LaunchTemplateSpecification: {LaunchTemplateId: !Ref Instance, Version: !GetAtt Instance.LatestVersionNumber}
  Instance:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: !Sub "${Image}"}} # want
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Configuration}
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      ImageId: !If
        - Home
        - ami-0123456789abcdef0
        - !Sub "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/${AWS::Region}}}" # want
`},
		},
		Good: []lint.Example{
			{Name: "versions", Template: `Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64:87
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Configuration}
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64:87}}"}
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Other}
  Other:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: !Ref Image}
`},
			{Name: "an update that replaces no instance, and an instance of its own", Template: `Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Configuration}
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: !Ref Image}
  Server:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref Image}
`},
			{Name: "an image of the deployment, and one that EC2 looks up when it launches", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchConfigurationName: !Ref Configuration}
  Configuration:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: !Ref Image}
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MinInstancesInService: 2}}
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}}
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"}}
`},
		},
		Check: func(p *lint.Pass) {
			for _, name := range []string{group.LaunchTemplate, group.LaunchConfiguration} {
				for _, r := range p.Template.OfType(name) {
					checkFloating(p, r)
				}
			}
		},
	}
}

// checkFloating reports the image of a launch resource once, for the first group that it rolls.
func checkFloating(p *lint.Pass, r *template.Resource) {
	for _, g := range p.Unit.GroupsNaming(r) {
		v := g.Judge(func(c *template.Case) template.Answer {
			return template.Whether(launchesFrom(g, c, r) && floats(p.Template, c, group.LaunchData(c, r, "ImageId"))).And(replacesInstances(g, c))
		})
		if v.Holds() {
			p.At(group.LaunchData(v.Case, r, "ImageId"), "any update of the stack may find a new image here, and then rolls `%s`", g.ID).
				Note(g.Key, "the group that it rolls").Under(v)
			return
		}
	}
}

// replacesInstances says whether an update replaces the running instances of a group.
func replacesInstances(g *group.Group, c *template.Case) template.Answer {
	return template.Whether(g.Policy(c, group.Rolling) != nil || g.Policy(c, group.Refresh) != nil).Or(g.Replaces(c))
}

// floats reports whether an image is looked up in Systems Manager, in whatever version it has
// there: what AWS publishes, or what is called the latest.
func floats(t *template.Template, c *template.Case, image *syntax.Node) bool {
	for _, x := range t.Texts(c.At(image), c.When()) {
		if hole, ok := x.Only(); ok && hole.Kind == template.OfParameter {
			p := t.Parameter(hole.Name)
			return p.Resolved() && !atVersion(p.Default().Text())
		}
		for _, d := range interp.ParseDynamic(x.String()) {
			if d.Service.Text == "ssm" && len(d.Key) == 1 && isPublished(d.Key[0].Text) {
				return true
			}
		}
	}
	return false
}

func isPublished(path string) bool {
	return strings.HasPrefix(path, "/aws/service/") || strings.Contains(path, "latest")
}

// atVersion reports whether the name of a parameter of Systems Manager has a version behind it.
func atVersion(name string) bool {
	_, err := strconv.Atoi(name[strings.LastIndexByte(name, ':')+1:])
	return err == nil && strings.Contains(name, ":")
}
