package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func fargateLogDriver() *lint.Rule {
	return &lint.Rule{
		ID:       "E3713",
		Name:     "fargate-log-driver",
		Title:    "A service on Fargate logs in a way that Fargate does not have",
		Severity: diag.Error,
		Why:      `Fargate takes logs by awslogs, splunk and awsfirelens only. A service whose tasks log in another way cannot start them.`,
		Help:     "use the log driver `awslogs`, `splunk` or `awsfirelens`",
		Bad: []lint.Example{{Name: "logs as files", Template: `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: "512"
      ContainerDefinitions:
        - Name: web
          Image: nginx
          LogConfiguration:
            LogDriver: json-file # want
  Site:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Web
`}, {Name: "capacity of Fargate", Template: `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, Image: nginx, LogConfiguration: {LogDriver: syslog}}] # want
  Site:
    Type: AWS::ECS::Service
    Properties:
      CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT}]
      TaskDefinition: !Ref Web
`}},
		Good: []lint.Example{{Name: "a driver of Fargate, or instances", Template: `Conditions:
  Serverless: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx
          LogConfiguration:
            LogDriver: !If [Serverless, awslogs, json-file]
            Options: {awslogs-group: web, awslogs-region: !Ref AWS::Region}
  Site:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: !If [Serverless, FARGATE, EC2]
      TaskDefinition: !Ref Web
`}},
		Check: func(p *lint.Pass) {
			for run := range runners(p.Template) {
				for fargate := range onFargate(p.Template, run.service) {
					checkLogDrivers(p, run, fargate)
				}
			}
		},
	}
}

func checkLogDrivers(p *lint.Pass, run runner, fargate place) {
	drivers := placesAt(p.Template, run.task, "ContainerDefinitions.*.LogConfiguration.LogDriver")
	for _, driver := range pairs(p.Template, run.when, one(fargate), drivers) {
		text, literal := driver.literal()
		if _, can := schema.Table("fargate log drivers").Get(text); literal && !can {
			p.At(driver.value, "`%s` runs on Fargate, which has no log driver `%s`", run.service.ID, text).
				Note(fargate.value, "this asks for Fargate")
		}
	}
}
