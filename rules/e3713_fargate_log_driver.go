package rules

import (
	"iter"
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
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
			for service := range written(p.Template, "AWS::ECS::Service") {
				for at := range onFargate(p.Template, service) {
					checkLogDrivers(p, service, at)
				}
			}
		},
	}
}

// onFargate goes through what says that a service runs on Fargate.
func onFargate(t *template.Template, service *template.Resource) iter.Seq[place] {
	return func(yield func(place) bool) {
		for _, path := range []string{"LaunchType", "CapacityProviderStrategy.*.CapacityProvider"} {
			for at := range placesAt(t, service, path) {
				if slices.Contains([]string{"FARGATE", "FARGATE_SPOT"}, at.value.Text()) && !yield(at) {
					return
				}
			}
		}
	}
}

func checkLogDrivers(p *lint.Pass, service *template.Resource, fargate place) {
	t := p.Template
	for at, task := range partners(t, placesAt(t, service, "TaskDefinition"), "AWS::ECS::TaskDefinition") {
		for _, driver := range pairs(t, fargate.when, one(at), placesAt(t, task, "ContainerDefinitions.*.LogConfiguration.LogDriver")) {
			text, literal := driver.literal()
			if _, can := schema.Table("fargate log drivers").Get(text); literal && !can {
				p.At(driver.value, "`%s` runs on Fargate, which has no log driver `%s`", service.ID, text).
					Note(fargate.value, "this asks for Fargate")
			}
		}
	}
}
