package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func sysvinitOnSystemd() *lint.Rule {
	return &lint.Rule{
		ID:       "H418",
		Name:     "sysvinit-on-systemd",
		Title:    "Services of cfn-init are sysvinit on an image that has systemd",
		Severity: diag.Info,
		Why: `Amazon Linux 2023 and Ubuntu start services with systemd. For sysvinit cfn-init needs chkconfig or update-rc.d and a ` +
			`script in /etc/init.d, which new images and packages do not have any more; for systemd it asks systemctl.`,
		Help: "write `systemd` for `sysvinit`",
		Bad: []lint.Example{
			{Name: "a parameter with the path of the image", Template: `Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services:
            sysvinit: # want
              nginx: {enabled: true}
              cfn-hup: {enabled: true}
    Properties: {ImageId: !Ref Image}
`},
			{Name: "a group, and a dynamic reference in one branch", Template: `Parameters:
  Image: {Type: String}
Conditions:
  Own: !Not [!Equals [!Ref Image, ""]]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services:
            sysvinit: {nginx: {enabled: true}} # want
    Properties: {MinSize: 2, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}}
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !If [Own, !Ref Image, "{{resolve:ssm:/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id}}"]
`},
		},
		Good: []lint.Example{
			{Name: "systemd", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services: {systemd: {nginx: {enabled: true}}}
    Properties: {ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"}
`},
			{Name: "an older image", Template: `Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services: {sysvinit: {nginx: {enabled: true}}}
    Properties: {ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2}}"}
`},
			{Name: "an image that only the deployment knows", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id}
Resources:
  Server:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services: {sysvinit: {nginx: {enabled: true}}}
    Properties: {ImageId: !Ref Image}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				for _, config := range in.Configs {
					for _, s := range config.Services {
						if s.Kind == "sysvinit" {
							list = append(list, flaw{
								resource: in.Resource, node: s.KindKey, at: s.KindKey.Span(), when: s.When,
								message: "the image has systemd, where cfn-init may find no scripts for `sysvinit`",
								holds:   func(c *template.Case) template.Answer { return hasSystemd(p, c, in.Resource) },
							})
						}
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

// hasSystemd says whether the instances to which the metadata of a resource belongs are made of an
// image that has systemd alone.
func hasSystemd(p *lint.Pass, c *template.Case, r *template.Resource) template.Answer {
	launches := []*template.Resource{r}
	for _, g := range p.Unit.GroupsNaming(r) {
		if g.Resource == r {
			launches, _ = launchResources(g, c)
		}
	}
	if r.Type == "AWS::EC2::Instance" && c.At(r.Property("ImageId")) == nil {
		launches = []*template.Resource{c.Target(c.At(r.Property("LaunchTemplate"), "LaunchTemplateId"))}
	}
	answer := template.Undecided
	for _, launch := range launches {
		path, known := imagePath(p, c, group.LaunchData(c, launch, "ImageId"))
		if !known || !isSystemdPath(path) {
			return template.Undecided
		}
		answer = template.Yes
	}
	return answer
}

// imagePath returns the path in Parameter Store from which the ID of an image is read.
func imagePath(p *lint.Pass, c *template.Case, image *syntax.Node) (path string, known bool) {
	parameter := p.Template.Parameter(template.CallTo(template.FnRef, c.At(image)).Argument.Text())
	if parameter != nil && strings.HasPrefix(parameter.Type(), "AWS::SSM::Parameter::Value<") {
		return parameter.Default().Text(), parameter.Default() != nil
	}
	_, path, known = strings.Cut(c.At(image).Text(), "resolve:ssm:")
	return strings.TrimSuffix(path, "}}"), known
}

// systemdPaths are the paths of public images that have systemd alone: Amazon Linux 2023, and
// Ubuntu from 16.04 on.
var systemdPaths = lazy.Regexp(`^/aws/service/(.*/)?(al2023|amazon-linux-2023)\b|^/aws/service/canonical/ubuntu/(.*/)?(1[6-9]|2\d)\.\d\d\b`)

func isSystemdPath(path string) bool { return systemdPaths().MatchString(path) }
