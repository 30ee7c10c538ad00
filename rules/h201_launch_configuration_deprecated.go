package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func launchConfigurationDeprecated() *lint.Rule {
	return &lint.Rule{
		ID:       "H201",
		Name:     "launch-configuration-deprecated",
		Title:    "A group's instances come from a launch configuration",
		Severity: diag.Warning,
		Why: `Accounts made on or after 2024-10-01 cannot create launch configurations, by no means: the stack that works today ` +
			`fails in the next account. No instance type that came out after 2022 starts from one, and the features of a launch ` +
			`template, as versions, mixed instances and an instance refresh that rolls back, are out of reach. Security Hub ` +
			`reports it, too (AutoScaling.9).`,
		Help: "make it an `AWS::EC2::LaunchTemplate`",
		Bad: []lint.Example{
			{Name: "a launch configuration", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::LaunchConfiguration # want
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SecurityGroups: [sg-0123456789abcdef0]}
`},
			{Name: "one that exists under a condition", Template: `Conditions:
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Condition: Old
    Type: AWS::AutoScaling::LaunchConfiguration # want
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}
`},
		},
		Good: []lint.Example{
			{Name: "a launch template", Template: `Resources:
  Web:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}}
`},
			{Name: "one that never exists", Template: `Conditions:
  Old: !Equals [new, old]
Resources:
  Web:
    Condition: Old
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}
`},
			{Name: "a group whose launch configuration stands elsewhere", Template: `Parameters:
  LaunchConfiguration: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchConfigurationName: !Ref LaunchConfiguration}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType(group.LaunchConfiguration) {
				if p.Template.Possible(r.When()) == template.No {
					continue
				}
				p.At(r.At("Type"), "accounts made since 2024-10-01 cannot create `%s`, and no instance type that came out after 2022 starts from it", r.ID).
					Help("%s", migration(r))
			}
		},
	}
}

// migration says how a launch configuration becomes a launch template: what of its properties
// changes on the way.
func migration(r *template.Resource) string {
	var changes []string
	for _, m := range moved() {
		if r.Property().Key(m.from) != nil {
			changes = append(changes, "`"+m.from+"` as `"+m.to+"`")
		}
	}
	how := "make it an `AWS::EC2::LaunchTemplate`, with the properties in `LaunchTemplateData`"
	if len(changes) > 0 {
		how += ", " + strings.Join(changes, ", ")
	}
	return how + "; name it in the group's `LaunchTemplate` with `!GetAtt " + r.ID + ".LatestVersionNumber`. The change replaces all instances once"
}

// move is a property that a launch template has under another name.
type move struct{ from, to string }

// moved lists those properties, by the table in "Migrate AWS CloudFormation stacks from launch
// configurations to launch templates" of the EC2 Auto Scaling User Guide.
func moved() []move {
	return []move{
		{"AssociatePublicIpAddress", "NetworkInterfaces[0].AssociatePublicIpAddress"},
		{"IamInstanceProfile", "IamInstanceProfile.Name"},
		{"InstanceMonitoring", "Monitoring.Enabled"},
		{"LaunchConfigurationName", "LaunchTemplateName"},
		{"PlacementTenancy", "Placement.Tenancy"},
		{"SecurityGroups", "SecurityGroupIds"},
		{"SpotPrice", "InstanceMarketOptions.SpotOptions.MaxPrice"},
	}
}
