package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func deployAllAtOnce() *lint.Rule {
	return &lint.Rule{
		ID:       "H710",
		Name:     "codedeploy-all-at-once",
		Title:    "A deployment takes all instances out of service at once",
		Severity: diag.Warning,
		Why: `CodeDeployDefault.AllAtOnce deploys to every instance at the same time. Behind a load balancer nobody is left to serve ` +
			`meanwhile, and a bad revision is everywhere before the first failure shows. Without a rollback it stays there.`,
		Help: "use `CodeDeployDefault.OneAtATime` or `CodeDeployDefault.HalfAtATime`, and enable `AutoRollbackConfiguration`",
		Bad: []lint.Example{
			{Name: "to a group, and behind a load balancer", Template: `Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: app
      ServiceRoleArn: arn
      AutoScalingGroups: [web]
      DeploymentConfigName: CodeDeployDefault.AllAtOnce # want
      AutoRollbackConfiguration: {Enabled: true, Events: [DEPLOYMENT_FAILURE]}
  Api:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: api
      ServiceRoleArn: arn
      LoadBalancerInfo: {TargetGroupInfoList: [{Name: api}]}
      DeploymentConfigName: CodeDeployDefault.AllAtOnce # want
`},
			{Name: "to tagged instances without a rollback, in one branch", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: app
      ServiceRoleArn: arn
      Ec2TagFilters: [{Key: app, Type: KEY_ONLY}]
      DeploymentConfigName: !If [Prod, CodeDeployDefault.OneAtATime, CodeDeployDefault.AllAtOnce] # want
`},
		},
		Good: []lint.Example{
			{Name: "one at a time, said or by default", Template: `Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [web], DeploymentConfigName: CodeDeployDefault.OneAtATime}
  Api:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [web]}
`},
			{Name: "tagged instances with a rollback", Template: `Resources:
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      ApplicationName: app
      ServiceRoleArn: arn
      Ec2TagFilters: [{Key: app, Type: KEY_ONLY}]
      DeploymentConfigName: CodeDeployDefault.AllAtOnce
      AutoRollbackConfiguration: {Enabled: true, Events: [DEPLOYMENT_FAILURE]}
`},
			{Name: "functions, and a configuration that is not known", Template: `Parameters:
  Config: {Type: String}
Resources:
  Function:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, DeploymentConfigName: CodeDeployDefault.LambdaAllAtOnce}
  App:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: app, ServiceRoleArn: arn, AutoScalingGroups: [web], DeploymentConfigName: !Ref Config}
`},
		},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, deploymentGroup) {
				v := p.Template.Judge(r.When(), func(c *template.Case) template.Answer {
					config, _ := c.Text(r.Property("DeploymentConfigName"))
					return template.Whether(config == "CodeDeployDefault.AllAtOnce").And(isServing(c, r).Or(rollsBack(c, r).Not()))
				})
				if v.Holds() {
					p.At(v.Case.At(r.Property("DeploymentConfigName")), "a deployment of `%s` stops the application on all instances at once, and a bad revision reaches all of them", r.ID).Under(v)
				}
			}
		},
	}
}

// isServing says whether a deployment group deploys to a group, or behind a load balancer.
func isServing(c *template.Case, r *template.Resource) template.Answer {
	if len(deployedGroups(c, r)) > 0 {
		return template.Yes
	}
	return c.Lacks(r.Property(), "LoadBalancerInfo").Not()
}

// rollsBack says whether a failed deployment is taken back.
func rollsBack(c *template.Case, r *template.Resource) template.Answer {
	lacks := c.Lacks(r.Property(), "AutoRollbackConfiguration", "Enabled")
	return lacks.Not().And(c.Bool(c.At(r.Property("AutoRollbackConfiguration"), "Enabled"), false))
}
