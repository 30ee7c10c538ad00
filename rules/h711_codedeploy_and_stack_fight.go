package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func deployAndStackFight() *lint.Rule {
	return &lint.Rule{
		ID:       "H711",
		Name:     "codedeploy-and-stack-fight",
		Title:    "CodeDeploy and the stack replace the same group",
		Severity: diag.Warning,
		Why: `CodeDeploy holds on to a group by a lifecycle hook that it puts there itself. A replacing update makes another group, ` +
			`in which the hook has to be made anew, and whose instances get the last revision that was deployed, not the one that ` +
			`the update is about. Blue/green deployments of CodeDeploy make groups that no stack knows of; CloudFormation does ` +
			`not support them for EC2.`,
		Help: "use `AutoScalingRollingUpdate` or `AutoScalingInstanceRefresh` for the group, and in-place deployments",
		Bad: []lint.Example{
			{Name: "a group that is replaced", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 1}}
    UpdatePolicy:
      AutoScalingReplacingUpdate:
        WillReplace: true # want
    Properties: {MinSize: 1, MaxSize: 2}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
`},
			{Name: "blue and green, and a group that is replaced in one branch", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 1}}
    UpdatePolicy:
      AutoScalingReplacingUpdate: {WillReplace: !If [Prod, "true", "false"]} # want
    Properties: {MinSize: 1, MaxSize: 2, AutoScalingGroupName: web}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: app
      ServiceRoleArn: arn
      AutoScalingGroups: [web]
      DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL} # want
`},
		},
		Good: []lint.Example{
			{Name: "a rolling update, and deployments in place", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingReplacingUpdate: {WillReplace: false}
      AutoScalingRollingUpdate: {MinInstancesInService: 1}
    Properties: {MinSize: 1, MaxSize: 2}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web], DeploymentStyle: {DeploymentType: IN_PLACE}}
`},
			{Name: "a group that CodeDeploy does not know, and services", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 1}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: true}}
    Properties: {MinSize: 1, MaxSize: 2}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: app
      ServiceRoleArn: arn
      ECSServices: [{ClusterName: c, ServiceName: s}]
      DeploymentStyle: {DeploymentType: BLUE_GREEN, DeploymentOption: WITH_TRAFFIC_CONTROL}
`},
			{Name: "never both", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    CreationPolicy: {ResourceSignal: {Count: 1}}
    UpdatePolicy: {AutoScalingReplacingUpdate: {WillReplace: !If [Prod, false, true]}}
    Properties: {MinSize: 1, MaxSize: 2}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Condition: Prod
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [!Ref Web]}
`},
		},
		Check: func(p *lint.Pass) {
			for _, g := range p.Unit.Groups() {
				for _, r := range g.Deployments {
					checkReplacedDeployment(p, g, r)
				}
			}
			for r := range written(p.Template, deploymentGroup) {
				checkBlueGreen(p, r)
			}
		},
	}
}

func checkReplacedDeployment(p *lint.Pass, g *group.Group, r *template.Resource) {
	v := g.Judge(func(c *template.Case) template.Answer {
		return template.Whether(deploysTo(c, r, g) != nil).And(g.Replaces(c))
	})
	if v.Holds() {
		p.At(g.Policy(v.Case, group.Replacing).Get("WillReplace"), "an update makes a new group, but CodeDeploy deploys to this one: the new instances get the last revision that `%s` deployed", r.ID).
			Note(r.Key, "the deployment group").Under(v)
	}
}

func checkBlueGreen(p *lint.Pass, r *template.Resource) {
	v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
		style, _ := c.Text(c.At(r.Property("DeploymentStyle"), "DeploymentType"))
		return template.Whether(style == "BLUE_GREEN" && len(deployedGroups(c, r)) > 0)
	})
	if v.Holds() {
		p.At(v.Case.At(r.Property("DeploymentStyle"), "DeploymentType"), "CloudFormation does not support blue/green deployments to EC2 instances").Under(v)
	}
}
