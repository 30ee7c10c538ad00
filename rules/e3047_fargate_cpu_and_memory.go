package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func fargateSizes() *lint.Rule {
	return &lint.Rule{
		ID:       "E3047",
		Name:     "fargate-cpu-and-memory",
		Title:    "Fargate has no such combination of CPU and memory",
		Severity: diag.Error,
		Why:      "Fargate offers certain amounts of memory for each amount of CPU, and refuses all other combinations.",
		Help:     "choose a combination that Fargate has",
		Bad: []lint.Example{{Name: "too much memory for the CPU, in one case", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: "4096" # want
      ContainerDefinitions:
        - {Name: web, Image: "nginx:1"}
  Jobs:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: !If [Large, "1024", "256"]
      Memory: 8192 # want
      ContainerDefinitions:
        - {Name: jobs, Image: "jobs:1"}
`}},
		Good: []lint.Example{{Name: "what Fargate has, and sizes that are given", Template: `Parameters:
  Memory: {Type: String}
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: "512"
      ContainerDefinitions:
        - {Name: web, Image: "nginx:1"}
  Jobs:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: !Ref Memory
      ContainerDefinitions:
        - {Name: jobs, Image: "jobs:1"}
`}},
		Check: func(p *lint.Pass) {
			for _, v := range p.Unit.Violations(p.Rule.ID) {
				for _, r := range p.Template.OfType("AWS::ECS::TaskDefinition") {
					if key, _ := r.Attribute("Properties"); key == v.Node {
						beforeMacro(p, p.At(memoryOf(r), "%s", fargateMessage(r)).Certainty(v.Certainty))
					}
				}
			}
		},
	}
}

// memoryOf is the amount of memory, or the key that lacks it.
func memoryOf(r *template.Resource) *syntax.Node {
	if memory := r.Property("Memory"); memory != nil {
		return memory
	}
	key, _ := r.Attribute("Properties")
	return key
}

func fargateMessage(r *template.Resource) string {
	cpu, memory := r.Property("Cpu"), r.Property("Memory")
	if cpu.IsScalar() && memory.IsScalar() {
		return "Fargate has no tasks with `" + memory.Text() + "` of memory for `" + cpu.Text() + "` of CPU"
	}
	return "Fargate has no tasks with this combination of `Cpu` and `Memory`"
}
