package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func groupInSeveralDeploymentGroups() *lint.Rule {
	return &lint.Rule{
		ID:       "H708",
		Name:     "asg-in-several-deployment-groups",
		Title:    "Several deployment groups deploy to one Auto Scaling group",
		Severity: diag.Warning,
		Why: `CodeDeploy puts a lifecycle hook into the Auto Scaling group for each deployment group. When an instance starts, all of ` +
			`them deploy to it at once; the agent takes one deployment at a time, and where one fails or is late the instance is ` +
			`terminated. A failed deployment of one application keeps the other from scaling.`,
		Help: "name each Auto Scaling group in one deployment group, and deploy what belongs together as one revision",
		Bad: []lint.Example{
			{Name: "one group in two deployment groups", Template: `Resources:
  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 2}}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
  Agent:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: agent
      ServiceRoleArn: arn
      AutoScalingGroups:
        - !Ref Web # want
`},
			{Name: "whatever the group is, in one branch", Template: `Parameters:
  Group: {Type: String}
  Other: {Type: String}
Conditions:
  Shared: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Group]}
  Agent:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: agent
      ServiceRoleArn: arn
      AutoScalingGroups: [!If [Shared, !Sub "${Group}", !Ref Other]] # want
`},
		},
		Good: []lint.Example{
			{Name: "a deployment group for each", Template: `Resources:
  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 2}}
  Api: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 2}}
  WebApp:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
  ApiApp:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Api]}
`},
			{Name: "one or the other", Template: `Conditions:
  New: !Equals [!Ref AWS::StackName, new]
  Old: !Not [!Condition New]
Resources:
  Web: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 2}}
  NewApp:
    Type: AWS::CodeDeploy::DeploymentGroup
    Condition: New
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
  OldApp:
    Type: AWS::CodeDeploy::DeploymentGroup
    Condition: Old
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
`},
			{Name: "lists that only the deployment knows", Template: `Parameters:
  Web: {Type: String}
  Api: {Type: String}
Resources:
  WebApp:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
  ApiApp:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Api]}
`},
		},
		Check: func(p *lint.Pass) {
			list := slices.Collect(written(p.Template, deploymentGroup))
			for i, r := range list {
				for _, before := range list[:i] {
					v := p.Template.Judge(r.When().And(before.When()), func(c *template.Case) template.Answer {
						_, same := sharedGroup(c, before, r)
						return template.Whether(same != nil)
					})
					if v.Holds() {
						first, same := sharedGroup(v.Case, before, r)
						p.At(same, "`%s` deploys to this group, too: a new instance gets both deployments at once", before.ID).Note(first, "the other deployment group").Under(v)
						break
					}
				}
			}
		},
	}
}

// sharedGroup returns the values with which two deployment groups name the same Auto Scaling group.
func sharedGroup(c *template.Case, a, b *template.Resource) (first, same *syntax.Node) {
	if !c.Exists(a) || !c.Exists(b) {
		return nil, nil
	}
	for _, x := range deployedGroups(c, a) {
		for _, y := range deployedGroups(c, b) {
			if c.Same(x, y) || c.Target(x) != nil && c.Target(x) == c.Target(y) {
				return x, y
			}
		}
	}
	return nil, nil
}
