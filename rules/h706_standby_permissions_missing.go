package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func standbyPermissions() *lint.Rule {
	return &lint.Rule{
		ID:       "H706",
		Name:     "standby-permissions-missing",
		Title:    "A script of a deployment does what the instance may not",
		Severity: diag.Warning,
		Why: `Scripts of a deployment act with the role of the instance, not with that of CodeDeploy. Where the role does not allow ` +
			`what they call, as autoscaling:EnterStandby, the script fails on the instance, and with it the deployment.`,
		Help: "allow the action in a policy of the instance's role",
		Bad: []lint.Example{
			{Name: "a role that may read S3 alone", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": `#!/bin/bash
aws s3 cp s3://bucket/settings /etc/app
ASG=$(aws --region eu-west-1 autoscaling describe-auto-scaling-instances --output text) # want
aws autoscaling enter-standby --instance-ids "$ID" --auto-scaling-group-name "$ASG" --no-should-decrement-desired-capacity # want
`, "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, DesiredCapacity: 3, MaxSize: 4, LaunchConfigurationName: !Ref Lc}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {IamInstanceProfile: !Ref Profile}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "s3:Get*", Resource: "*"}]}}]
`}},
			{Name: "in one branch", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": `#!/bin/bash
aws autoscaling exit-standby --instance-ids "$ID" --auto-scaling-group-name "$ASG" # want
`, "template.yaml": `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, DesiredCapacity: 3, MaxSize: 4, LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: "1"}}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {IamInstanceProfile: {Arn: !GetAtt Profile.Arn}}}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: [!If [Prod, "autoscaling:*", "s3:*"]], Resource: "*"}]}}]
`}},
		},
		Good: []lint.Example{
			{Name: "a role that may", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": `#!/bin/bash
aws autoscaling enter-standby --instance-ids "$ID" --auto-scaling-group-name "$ASG" --no-should-decrement-desired-capacity
`, "template.yaml": `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, DesiredCapacity: 3, MaxSize: 4, LaunchConfigurationName: !Ref Lc}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {IamInstanceProfile: !Ref Profile}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Role:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {Statement: []}}
  Standby:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyName: standby
      PolicyDocument: {Statement: {Effect: Allow, Action: ["autoscaling:EnterStandby", "autoscaling:Describe*"], Resource: "*"}}
`}},
			{Name: "a role that is not to be seen as a whole", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": "#!/bin/bash\naws autoscaling enter-standby --no-should-decrement-desired-capacity\n", "template.yaml": `Parameters:
  Policy: {Type: String}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, DesiredCapacity: 3, MaxSize: 4, LaunchConfigurationName: !Ref Lc}
  Lc:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {IamInstanceProfile: !Ref Profile}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Role:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {Statement: []}, ManagedPolicyArns: [!Ref Policy]}
`}},
			{Name: "no template", Appspec: true, Template: `version: 0.0
os: linux
hooks:
  BeforeInstall: [{location: standby.sh}]
`, Files: map[string]string{"standby.sh": "#!/bin/bash\naws autoscaling enter-standby --no-should-decrement-desired-capacity\n"}},
		},
		Pack: func(p *lint.Pass) {
			of, ok := deployedTo(p)
			if !ok {
				return
			}
			for _, s := range p.Unit.Bundle.Scripts {
				for _, text := range s.Scripts {
					for _, c := range text.Commands {
						if action := actionOf(c); action != "" {
							checkScriptAction(p, of, action, s.Span(c.Path().Span))
						}
					}
				}
			}
		},
	}
}

// actionOf returns the action that a command needs, "" for others than those of standby and of
// reading from S3.
func actionOf(c *script.Command) string {
	if !callsAWS(c) {
		return ""
	}
	for _, name := range []string{
		"enter-standby", "exit-standby", "describe-auto-scaling-instances", "describe-auto-scaling-groups", "describe-load-balancers", "describe-load-balancer-target-groups",
	} {
		if c.Subcommand("autoscaling", name) {
			return "autoscaling:" + capitals(name)
		}
	}
	args := c.Args()
	for i, w := range args {
		if w.Text == "cp" && i > 0 && args[i-1].Text == "s3" && i+1 < len(args) && strings.HasPrefix(args[i+1].Text, "s3://") {
			return "s3:GetObject"
		}
	}
	return ""
}

// capitals is the name of an action for a command of the AWS CLI: EnterStandby for enter-standby.
func capitals(name string) (action string) {
	for word := range strings.SplitSeq(name, "-") {
		action += strings.ToUpper(word[:1]) + word[1:]
	}
	return action
}

func checkScriptAction(p *lint.Pass, of deployed, action string, at source.Span) {
	v := of.Judge(func(c *template.Case) template.Answer {
		role := instanceRole(of, c)
		if role == nil {
			return template.No
		}
		may := permissionsOf(of.Unit.Template, c, role)
		return template.Whether(len(may.lacks(action)) > 0)
	})
	if v.Holds() {
		role := instanceRole(of, v.Case)
		p.AtSpan(nil, at, "the instances of `%s` may not do this: their role lacks `%s`", of.ID, action).Note(role.Key, "the role").Under(v)
	}
}

// instanceRole returns the role of the instances of a group, if the template has it.
func instanceRole(of deployed, c *template.Case) *template.Resource {
	for _, launch := range of.Launches(c) {
		at := launch.Data(c, "IamInstanceProfile")
		for _, name := range []string{"Arn", "Name"} {
			at = firstNode(c.At(at, name), at)
		}
		if profile := partner(c, at, "AWS::IAM::InstanceProfile"); profile != nil {
			roles, _ := c.Items(profile.Property("Roles"))
			if len(roles) == 1 {
				return partner(c, roles[0], "AWS::IAM::Role")
			}
		}
	}
	return nil
}
