package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func cfnHupNeverStarted() *lint.Rule {
	return &lint.Rule{
		ID:       "H410",
		Name:     "cfn-hup-never-started",
		Title:    "Cfn-hup is configured, but nothing starts it",
		Severity: diag.Warning,
		Why: `The package of the helpers brings cfn-hup along, but does not start it. Where cfn-init writes its configuration and ` +
			`neither a service nor a script starts the daemon, updates of the metadata never reach the instance. One that is not ` +
			`enabled is gone after the next reboot.`,
		Help: "add `services: {systemd: {cfn-hup: {enabled: true, ensureRunning: true}}}` with the files of cfn-hup",
		Bad: []lint.Example{
			{Name: "a configuration alone", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"} # want
          services: {systemd: {nginx: {enabled: true, ensureRunning: true}}}
    Properties:
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\n/opt/aws/bin/cfn-init -r Web -s ${AWS::StackName}\n"}
`},
			{Name: "a service that is not started, or only until the next reboot", Template: `Parameters:
  Run: {Type: String, AllowedValues: ["false"]}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"} # want
          services: {sysvinit: {cfn-hup: {enabled: true, ensureRunning: !Ref Run}}}
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"} # want
          services: {sysvinit: {cfn-hup: {ensureRunning: true}}}
`},
		},
		Good: []lint.Example{
			{Name: "a service", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
          services: {systemd: {cfn-hup: {enabled: "true", ensureRunning: "true", files: [/etc/cfn/cfn-hup.conf]}}}
`},
			{Name: "a command, and the user data of the launch template", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
          commands: {start: {command: systemctl enable --now cfn-hup}}
  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: !Base64 {"Fn::Sub": "#!/bin/bash\ncfn-init -r Asg -s ${AWS::StackName}\nservice cfn-hup start\n"}
`},
			{Name: "what only the deployment knows", Template: `Parameters:
  Run: {Type: String}
  Script: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
          services: {systemd: {cfn-hup: {enabled: true, ensureRunning: !Ref Run}}}
  Other:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/cfn/cfn-hup.conf: {content: !Sub "[main]\nstack=${AWS::StackId}\n"}
    Properties: {UserData: !Ref Script}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			for _, in := range p.Unit.Boot().Inits() {
				if !mayDoMore(in) && !p.Template.Opaque() && !mayMention(p, in.Resource, "cfn-hup") {
					list = append(list, neverStarted(in)...)
				}
			}
			reportFlaws(p, list)
		},
	}
}

func neverStarted(in *boot.Init) (list []flaw) {
	started, enabled := template.No, template.No
	services := hupServices(in)
	for _, s := range services {
		started, enabled = started.Or(isSet(s.EnsureRunning)), enabled.Or(isSet(s.Enabled))
	}
	message := "cfn-hup is configured, but nothing starts it, so that updates of the metadata never arrive"
	switch {
	case started == template.Undecided || enabled == template.Undecided:
		return nil
	case started == template.Yes && enabled == template.Yes:
		return nil
	case started == template.Yes:
		message = "cfn-hup is started, but not enabled: after the next reboot updates of the metadata do not arrive any more"
	case len(services) > 0:
		message = "the service `cfn-hup` is not started, so that updates of the metadata never arrive"
	}
	for _, f := range hupFiles(in) {
		if boot.HupPathOf(f.Name).Kind == boot.HupConf {
			list = append(list, inFile(f, message))
		}
	}
	return list
}

// isSet says whether a value is true. One that is left out in a branch is not known.
func isSet(v boot.Value) template.Answer {
	if v.Key == nil {
		return template.No
	}
	if v.Missing || v.Structured || slices.ContainsFunc(v.Texts, func(x template.Text) bool { _, known := x.Literal(); return !known }) {
		return template.Undecided
	}
	switch {
	case v.Is("true"), v.Is("1"), v.Is("yes"):
		return template.Yes
	case len(v.Texts) == 1:
		return template.No
	}
	return template.Undecided
}
