package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func healthCheckOfDynamicPort() *lint.Rule {
	return &lint.Rule{
		ID:       "E3049",
		Name:     "health-check-of-dynamic-port",
		Title:    "A health check goes to a fixed port of tasks with dynamic ports",
		Severity: diag.Error,
		Why: `With a host port of 0 each task gets a port of its own. A health check of a fixed port finds nobody there, and the ` +
			`service replaces its tasks again and again: the deployment never ends.`,
		Help: "set `HealthCheckPort` to `traffic-port`, or leave it out",
		Bad: []lint.Example{{Name: "a fixed port for the health check", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  Old: !Equals [!Ref Vpc, vpc-0123456789abcdef0]
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: HTTP
      HealthCheckPort: !If
        - Old
        - 8080 # want
        - traffic-port
` + dynamicService}},
		Good: []lint.Example{
			{Name: "the port of the traffic", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {VpcId: !Ref Vpc, Port: 80, Protocol: HTTP, HealthCheckPort: traffic-port}
` + dynamicService},
			{Name: "a fixed host port, and another container", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {VpcId: !Ref Vpc, Port: 80, Protocol: HTTP, HealthCheckPort: "8080"}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
          PortMappings: [{ContainerPort: 80, HostPort: 8080}]
        - Name: side
          Image: nginx:1
          PortMappings: [{ContainerPort: 80, HostPort: 0}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets}]
`},
		},
		Check: func(p *lint.Pass) {
			for run := range runners(p.Template) {
				for balancer := range placesAt(p.Template, run.service, "LoadBalancers.*") {
					checkBalancer(p, run, balancer)
				}
			}
		},
	}
}

const dynamicService = `  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
          PortMappings: [{ContainerPort: 80, HostPort: 0}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets}]
`

// checkBalancer looks at the health checks of a target group that a service is behind.
func checkBalancer(p *lint.Pass, run runner, balancer place) {
	dynamic, found := dynamicPort(p, run, balancer)
	targets, _ := p.Template.Certain(balancer.value.Get("TargetGroupArn"))
	if !found || targets == nil || targets.Type != "AWS::ElasticLoadBalancingV2::TargetGroup" {
		return
	}
	for at := range placesAt(p.Template, targets, "HealthCheckPort") {
		if port, ok := at.scalar(); ok && port != "traffic-port" && together(p.Template, dynamic.when, at.when) {
			p.At(at.value, "port `%s` is not the one that a task gets", port).Note(dynamic.value, "the host port is chosen when a task starts")
		}
	}
}

// dynamicPort finds the mapping of the port that a load balancer sends to, if the host's side of
// it is dynamic.
func dynamicPort(p *lint.Pass, run runner, balancer place) (host place, found bool) {
	name, port := place{value: balancer.value.Get("ContainerName")}, place{value: balancer.value.Get("ContainerPort")}
	for container := range placesAt(p.Template, run.task, "ContainerDefinitions.*") {
		if !isPlain(container.value) || !sameScalar(name, place{value: container.value.Get("Name")}) {
			continue
		}
		for mapping := range below(p.Template, container, "PortMappings.*") {
			host = place{mapping.value.Key("HostPort"), mapping.value.Get("HostPort"), mapping.when.And(balancer.when).And(run.when)}
			if zero, known := host.number(-1); known && zero == 0 && sameScalar(port, place{value: mapping.value.Get("ContainerPort")}) {
				return host, true
			}
		}
	}
	return place{}, false
}

// sameScalar reports whether two values are the same text in every deployment.
func sameScalar(a, b place) bool {
	x, known := a.scalar()
	y, also := b.scalar()
	return known && also && x == y
}
