package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func serviceInMaintenance() *lint.Rule {
	return &lint.Rule{
		ID:       "W3697",
		Name:     "service-in-maintenance",
		Title:    "A resource belongs to a service that AWS only maintains",
		Severity: diag.Warning,
		Why: `The service gets no new features, and accounts that did not use it before a certain day cannot use it: the template ` +
			`works in an old account and fails in a new one. Launch configurations are the most frequent case.`,
		Help: "use what AWS recommends instead: for a launch configuration, `AWS::EC2::LaunchTemplate`",
		Bad: []lint.Example{{Name: "a launch configuration", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id}
Resources:
  Servers:
    Type: AWS::AutoScaling::LaunchConfiguration # want
    Properties:
      ImageId: !Ref Image
      InstanceType: t3.micro
`}},
		Good: []lint.Example{{Name: "a launch template", Template: `Parameters:
  Image: {Type: AWS::EC2::Image::Id}
Resources:
  Servers:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !Ref Image
        InstanceType: t3.micro
`}},
		Check: func(p *lint.Pass) {
			inStage(p, schema.Maintenance, func(r *template.Resource, from string) {
				p.At(r.At("Type"), "`%s` is only maintained%s, and new accounts may not use it", r.Type, onDay(" since ", from))
			})
		},
	}
}
