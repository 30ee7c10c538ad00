package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func helperNotInstalled() *lint.Rule {
	return &lint.Rule{
		ID:       "H514",
		Name:     "helper-not-installed",
		Title:    "The image does not have the helper that a script calls",
		Severity: diag.Warning,
		Why: `The standard images of Amazon Linux bring cfn-init, cfn-signal and cfn-hup along in /opt/aws/bin. Those for ECS, the ` +
			`minimal ones and those of other distributions do not: the call fails, no signal is sent, and CloudFormation waits until ` +
			`the timeout and rolls back.`,
		Help: "install them first: `dnf install -y aws-cfn-bootstrap`, or with pip from the archive that AWS publishes",
		Bad: []lint.Example{
			{Name: "an image for ECS, and Ubuntu", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: "{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}"
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            /opt/aws/bin/cfn-init -s ${AWS::StackName} -r Lt # want
            /opt/aws/bin/cfn-signal -e $? --stack ${AWS::StackName} --resource Asg
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: "{{resolve:ssm:/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id}}"
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\n/opt/aws/bin/cfn-signal -e 0 --stack ${AWS::StackName} --resource Web\n"} # want
`},
			{Name: "by the default of a parameter", Template: `Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          /opt/aws/bin/cfn-init -s ${AWS::StackName} -r Web # want
`},
		},
		Good: []lint.Example{
			{Name: "it is installed", Template: `Resources:
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: "{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}"
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            dnf install -y aws-cfn-bootstrap
            /opt/aws/bin/cfn-init -s ${AWS::StackName} -r Lt
`},
			{Name: "a standard image", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\n/opt/aws/bin/cfn-init -s ${AWS::StackName} -r Web\n"}
`},
			{Name: "an image that only the deployment knows, and a helper elsewhere", Template: `Parameters:
  Image: {Type: "AWS::EC2::Image::Id"}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\n/opt/aws/bin/cfn-init -s ${AWS::StackName} -r Web\n"}
  Other:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: "{{resolve:ssm:/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id}}"
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\n/usr/local/bin/cfn-init -s ${AWS::StackName} -r Other\n"}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			told := map[*boot.Program]bool{}
			for _, call := range p.Unit.Boot().Calls() {
				if call.Program.UserData == nil || told[call.Program] || !strings.HasPrefix(call.Command.Path().Text, "/opt/aws/bin/") {
					continue
				}
				told[call.Program] = true
				if !bringsHelpers(p, call.Program.Resource) {
					list = append(list, notInstalled(p, call))
				}
			}
			reportFlaws(p, list)
		},
	}
}

// bringsHelpers reports whether what a resource runs may install the helpers.
func bringsHelpers(p *lint.Pass, r *template.Resource) bool {
	boot := p.Unit.Boot()
	return boot.Mentions(r, "cfn-bootstrap") || boot.Mentions(r, "cfn_bootstrap")
}

func notInstalled(p *lint.Pass, call *boot.Call) flaw {
	f := atCall(call, "the image has no `"+call.Command.Path().Text+"`, and nothing installs it before")
	f.holds = func(c *template.Case) template.Answer {
		return imageIs(p, c, f.resource, "/ecs/optimized-ami/", "-minimal-", "ubuntu", "/debian/", "/suse/", "rhel", "redhat", "bottlerocket", "ami-windows")
	}
	return f
}
