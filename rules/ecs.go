package rules

import (
	"iter"
	"slices"

	"github.com/cfnc/cfnc/compiler/template"
)

const (
	ecsService = "AWS::ECS::Service"
	ecsTask    = "AWS::ECS::TaskDefinition"
)

// A service of ECS and the task definition of the same template that it runs, where both exist.
type runner struct {
	service, task *template.Resource
	when          *template.Scenario
}

// runners goes through the services of ECS whose task definition is certain.
func runners(t *template.Template) iter.Seq[runner] {
	return func(yield func(runner) bool) {
		for service := range written(t, ecsService) {
			for at, task := range partners(t, placesAt(t, service, "TaskDefinition"), ecsTask) {
				if !yield(runner{service, task, at.when}) {
					return
				}
			}
		}
	}
}

// networkModes goes through what the network mode of a task definition may be, as a literal;
// "" for what only the deployment knows.
func networkModes(t *template.Template, task *template.Resource) iter.Seq2[place, string] {
	return func(yield func(place, string) bool) {
		for at := range settings(t, task, "NetworkMode") {
			mode, known := at.literal()
			if at.value == nil {
				mode, known = "bridge", true // the default, for Linux
			}
			if !known {
				mode = ""
			}
			if !yield(at, mode) {
				return
			}
		}
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
