package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func deployRoleMissingPermissions() *lint.Rule {
	return &lint.Rule{
		ID:       "H709",
		Name:     "codedeploy-role-missing-lt-permissions",
		Title:    "CodeDeploy may not launch instances from a launch template",
		Severity: diag.Warning,
		Why: `For a group with a launch template CodeDeploy needs ec2:RunInstances, ec2:CreateTags and iam:PassRole, and the policy ` +
			`AWSCodeDeployRole gives none of them. Deployments and updates of the group then fail with an error about permissions ` +
			`that does not say which one is missing.`,
		Help: "add a policy to the role that allows `ec2:RunInstances`, `ec2:CreateTags` and `iam:PassRole`",
		Bad: []lint.Example{
			{Name: "the policy of AWS alone", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: "1"}}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: !GetAtt Role.Arn, AutoScalingGroups: [!Ref Web]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRole # want
`},
			{Name: "a policy that lacks one of them, in a mixed group", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 1
      MaxSize: 2
      MixedInstancesPolicy: {LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId: lt-0123456789abcdef0, Version: "1"}}}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: !GetAtt Role.Arn, AutoScalingGroups: [!Ref Web]}
  Role: # want
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: deploy
      Roles: [!Ref Role]
      PolicyDocument: {Statement: [{Effect: Allow, Action: ["ec2:Run*", "ec2:CreateTags", "autoscaling:*"], Resource: "*"}]}
`},
		},
		Good: []lint.Example{
			{Name: "a policy beside that of AWS", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: "1"}}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: !GetAtt Role.Arn, AutoScalingGroups: [!Ref Web]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole]
      Policies:
        - PolicyName: launch
          PolicyDocument: {Statement: {Effect: Allow, Action: ["ec2:RunInstances", "ec2:CreateTags", "iam:PassRole"], Resource: "*"}}
`},
			{Name: "a launch configuration", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchConfigurationName: lc}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: !GetAtt Role.Arn, AutoScalingGroups: [!Ref Web]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole]
`},
			{Name: "a policy that is not to be seen, and a role from elsewhere", Template: `Parameters:
  Policy: {Type: String}
  Elsewhere: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 2, LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: "1"}}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: !GetAtt Role.Arn, AutoScalingGroups: [!Ref Web]}
  Api:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: api, ServiceRoleArn: !Ref Elsewhere, AutoScalingGroups: [!Ref Web]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole, !Ref Policy]
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				for _, r := range g.Deployments {
					checkDeployRole(p, g, r)
				}
			}
		},
	}
}

func checkDeployRole(p *lint.Pass, g *group.Group, r *template.Resource) {
	missing := func(c *template.Case) (role *template.Resource, actions []string) {
		role = partner(c, r.Property("ServiceRoleArn"), "AWS::IAM::Role")
		if role == nil || deploysTo(c, r, g) == nil || !fromTemplate(g, c) {
			return nil, nil
		}
		may := permissionsOf(p.Template, c, role)
		return role, may.lacks("ec2:RunInstances", "ec2:CreateTags", "iam:PassRole")
	}
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		_, actions := missing(c)
		return template.Whether(len(actions) > 0)
	})
	if v.Holds() {
		role, actions := missing(v.Case)
		p.At(deployPolicy(v.Case, role), "CodeDeploy cannot deploy to `%s`, which has a launch template: its role lacks %s", g.ID, allOf(actions)).
			Note(r.Key, "the deployment group").Under(v)
	}
}

// deployPolicy is where a role says that CodeDeploy may do its work, or its name.
func deployPolicy(c *template.Case, role *template.Resource) *syntax.Node {
	managed, _ := c.Items(role.Property("ManagedPolicyArns"))
	for _, n := range managed {
		if a := arnOf(n); a != nil && strings.HasSuffix(a[5], "/AWSCodeDeployRole") {
			return n
		}
	}
	return role.Key
}
