package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func serviceWithoutNetwork() *lint.Rule {
	return &lint.Rule{
		ID:       "E3052",
		Name:     "service-without-network",
		Title:    "A service whose tasks have networks of their own names no subnets",
		Severity: diag.Error,
		Why: `In the network mode awsvpc each task has a network interface of its own. Amazon ECS must be told in which subnets, ` +
			`and refuses the service otherwise.`,
		Help: "set `NetworkConfiguration`",
		Bad: []lint.Example{{Name: "a task on Fargate that stands elsewhere", Template: `Conditions:
  Near: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties: # want
      TaskDefinition: web:1
      LaunchType: !If [Near, FARGATE, EC2]
`}, {Name: "no network configuration", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Own: !Equals [!Ref Kind, own]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !If [Own, awsvpc, bridge]
      ContainerDefinitions: [{Name: web, Image: "nginx:1"}]
  Service:
    Type: AWS::ECS::Service
    Properties: # want
      TaskDefinition: !Ref Task
`}},
		Good: []lint.Example{{Name: "a network configuration, or no need for one", Template: `Parameters:
  Subnet: {Type: AWS::EC2::Subnet::Id}
  Other: {Type: String}
Conditions:
  Own: !Equals [!Ref Other, own]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !If [Own, awsvpc, bridge]
      ContainerDefinitions: [{Name: web, Image: "nginx:1"}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      NetworkConfiguration: !If [Own, {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}, !Ref AWS::NoValue]
  Bridged:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: web, Image: "nginx:1"}]}
  Simple:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: !Ref Bridged}
  Elsewhere:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: !Ref Other}
`}},
		Check: func(p *lint.Pass) {
			known := map[*template.Resource]bool{}
			for run := range runners(p.Template) {
				checkNetwork(p, run)
				known[run.service] = true
			}
			for service := range written(p.Template, ecsService) {
				if !known[service] {
					checkFargateNetwork(p, service)
				}
			}
		},
	}
}

func checkNetwork(p *lint.Pass, run runner) {
	for network := range settings(p.Template, run.service, "NetworkConfiguration") {
		for at, mode := range networkModes(p.Template, run.task) {
			if network.value == nil && mode == "awsvpc" && together(p.Template, run.when.And(network.when), at.when) {
				p.At(network.key, "`NetworkConfiguration` is missing, which tasks in the mode `awsvpc` need").Note(at.value, "the network mode")
			}
		}
	}
}

// checkFargateNetwork looks at a service whose task definition stands elsewhere: on Fargate it
// has the mode awsvpc.
func checkFargateNetwork(p *lint.Pass, service *template.Resource) {
	for network := range settings(p.Template, service, "NetworkConfiguration") {
		for at := range settings(p.Template, service, "LaunchType") {
			kind, _ := at.literal()
			if network.value == nil && kind == "FARGATE" && together(p.Template, network.when, at.when) {
				p.At(network.key, "`NetworkConfiguration` is missing, which tasks on Fargate need").Note(at.value, "the launch type")
			}
		}
	}
}
