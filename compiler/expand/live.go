package expand

import (
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// isLive reports whether an attribute is a live value: CloudFormation does not have it, but
// the service can be asked for it.
func isLive(resourceType, attribute string) bool {
	switch resourceType {
	case "AWS::AutoScaling::AutoScalingGroup":
		return attribute == "DesiredCapacity" || attribute == "MinSize" || attribute == "MaxSize"
	case "AWS::ECS::Service":
		return attribute == "DesiredCount" || attribute == "RunningCount"
	}
	return false
}

// failLive reports a live value.
func (e *expander) failLive(expression string, at source.Span, origin *syntax.Origin) {
	e.fail(at, origin, "`%s` is a live value, which this version of cfnc cannot compile yet", expression).Help =
		"declare a parameter of type Number, refer to it here, and set it to the current value at every deployment"
}
