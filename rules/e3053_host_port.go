package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func hostPort() *lint.Rule {
	return &lint.Rule{
		ID:       "E3053",
		Name:     "host-port",
		Title:    "A container has another port on the host where both are the same",
		Severity: diag.Error,
		Why: `In the network modes awsvpc and host, a container has no network apart from that of its task or its host, so that both ` +
			`ports of a mapping must be the same. Amazon ECS refuses the task definition otherwise.`,
		Help: "remove `HostPort`, or set it to the value of `ContainerPort`",
		Bad: []lint.Example{{Name: "two ports", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Own: !Equals [!Ref Kind, own]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !If [Own, awsvpc, host]
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
          PortMappings:
            - ContainerPort: 80
              HostPort: 8080 # want
`}},
		Good: []lint.Example{{Name: "one port, or a mode that maps", Template: `Parameters:
  Kind: {Type: String}
  Port: {Type: Number}
Conditions:
  Own: !Equals [!Ref Kind, own]
Resources:
  Same:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
          PortMappings: [{ContainerPort: 80, HostPort: "80"}, {ContainerPort: 81}, {ContainerPort: !Ref Port, HostPort: 82}]
  Mapped:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: web, Image: "nginx:1", PortMappings: [{ContainerPort: 80, HostPort: 8080}]}]
  Either:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !If [Own, awsvpc, bridge]
      ContainerDefinitions: [{Name: web, Image: "nginx:1", PortMappings: [{ContainerPort: 80, HostPort: !If [Own, 80, 8080]}]}]
`}},
		Check: func(p *lint.Pass) {
			for task := range written(p.Template, ecsTask) {
				for mapping := range placesAt(p.Template, task, "ContainerDefinitions.*.PortMappings.*") {
					checkMappedPort(p, task, mapping)
				}
			}
		},
	}
}

func checkMappedPort(p *lint.Pass, task *template.Resource, mapping place) {
	for host, container := range pairs(p.Template, nil, below(p.Template, mapping, "HostPort"), below(p.Template, mapping, "ContainerPort")) {
		outer, known := host.number(0)
		inner, also := container.number(0)
		if !known || !also || outer == inner || outer == 0 {
			continue
		}
		for at, mode := range networkModes(p.Template, task) {
			if (mode == "awsvpc" || mode == "host") && together(p.Template, host.when.And(container.when), at.when) {
				p.At(host.value, "in the network mode `%s` the port is %d on the host, too", mode, inner).Note(at.value, "the network mode")
				break
			}
		}
	}
}
