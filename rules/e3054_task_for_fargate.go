package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func taskForFargate() *lint.Rule {
	return &lint.Rule{
		ID:       "E3054",
		Name:     "task-for-fargate",
		Title:    "A service on Fargate has a task definition that Fargate cannot run",
		Severity: diag.Error,
		Why: `Fargate runs task definitions in the network mode awsvpc that do not ask for something else. Amazon ECS refuses a ` +
			`service on Fargate with any other.`,
		Help: "set `NetworkMode` of the task definition to `awsvpc` and `RequiresCompatibilities` to `[FARGATE]`",
		Bad: []lint.Example{{Name: "tasks for EC2", Template: `Parameters:
  Kind: {Type: String}
  Subnet: {Type: AWS::EC2::Subnet::Id}
Conditions:
  Serverless: !Equals [!Ref Kind, serverless]
Resources:
  Bridged:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: web, Image: "nginx:1"}]}
  First:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Bridged
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
      LaunchType: !If
        - Serverless
        - FARGATE # want
        - EC2
  Compatible:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      RequiresCompatibilities: [EC2]
      ContainerDefinitions: [{Name: web, Image: "nginx:1"}]
  Second:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Compatible
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
      CapacityProviderStrategy:
        - CapacityProvider: FARGATE_SPOT # want
`}},
		Good: []lint.Example{{Name: "tasks for Fargate, and services elsewhere", Template: `Parameters:
  Kind: {Type: String}
  Subnet: {Type: AWS::EC2::Subnet::Id}
Conditions:
  Serverless: !Equals [!Ref Kind, serverless]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !If [Serverless, awsvpc, bridge]
      RequiresCompatibilities: [!If [Serverless, FARGATE, EC2]]
      ContainerDefinitions: [{Name: web, Image: "nginx:1"}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
      LaunchType: !If [Serverless, FARGATE, EC2]
  Both:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      RequiresCompatibilities: [EC2, FARGATE]
      ContainerDefinitions: [{Name: web, Image: "nginx:1"}]
  Fargate:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Both
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
      LaunchType: FARGATE
  Given:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Both
      LaunchType: !Ref Kind
`}},
		Check: func(p *lint.Pass) {
			for run := range runners(p.Template) {
				for fargate := range onFargate(p.Template, run.service) {
					checkFargate(p, run, fargate)
				}
			}
		},
	}
}

// checkFargate looks at a task definition that Fargate has to run. One finding is enough.
func checkFargate(p *lint.Pass, run runner, fargate place) {
	when := run.when.And(fargate.when)
	for at, mode := range networkModes(p.Template, run.task) {
		if mode != "" && mode != "awsvpc" && together(p.Template, when, at.when) {
			p.At(fargate.value, "`%s` is in the network mode `%s`, and Fargate runs `awsvpc` only", run.task.ID, mode).
				Note(at.node(), "the task definition")
			return
		}
	}
	for at := range placesAt(p.Template, run.task, "RequiresCompatibilities") {
		if excludesFargate(at.value) && together(p.Template, when, at.when) {
			p.At(fargate.value, "`%s` is not compatible with Fargate", run.task.ID).Note(at.key, "what it is compatible with")
			return
		}
	}
}

// excludesFargate reports whether a list of compatibilities is known, and lacks Fargate.
func excludesFargate(list *syntax.Node) bool {
	mayBe := func(n *syntax.Node) bool { return !isFixed(n) || n.Text() == "FARGATE" }
	return list.Is(syntax.List) && list.Len() > 0 && !slices.ContainsFunc(list.Kids(), mayBe)
}
