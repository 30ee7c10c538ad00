package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/schema"
)

// isAWS reports whether a type is one of AWS's whose attributes are known: neither a
// module nor one that AWS SAM replaces.
func isAWS(name string) bool {
	_, known := schema.Lookup(name)
	return known && !strings.HasPrefix(name, "AWS::Serverless::")
}

// updatePolicy is the shape of the attribute UpdatePolicy, by
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
// as it was in 2026, with AutoScalingInstanceRefresh.
func updatePolicy(name string) *shape {
	switch name {
	case group.Type:
		return groupPolicies()
	case "AWS::Lambda::Alias":
		return recordShape(part{name: "CodeDeployLambdaAliasUpdate", shape: recordShape(
			part{"ApplicationName", textShape(), true}, part{"DeploymentGroupName", textShape(), true},
			part{"BeforeAllowTrafficHook", textShape(), false}, part{"AfterAllowTrafficHook", textShape(), false})})
	case "AWS::ElastiCache::ReplicationGroup":
		return recordShape(part{"UseOnlineResharding", boolShape(), false})
	case "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain":
		return recordShape(part{"EnableVersionUpgrade", boolShape(), false})
	case "AWS::AppStream::Fleet":
		return recordShape(part{"StopBeforeUpdate", boolShape(), false}, part{"StartAfterUpdate", boolShape(), false})
	}
	return nil
}

func groupPolicies() *shape {
	return recordShape(
		part{"AutoScalingReplacingUpdate", recordShape(part{"WillReplace", boolShape(), false}), false},
		part{"AutoScalingRollingUpdate", recordShape(
			part{"MaxBatchSize", numberShape(), false},
			part{"MinActiveInstancesPercent", numberShape(), false},
			part{"MinInstancesInService", numberShape(), false},
			part{"MinSuccessfulInstancesPercent", numberShape(), false},
			part{"PauseTime", textShape(), false},
			part{"SuspendProcesses", listShape(textShape()), false},
			part{"WaitOnResourceSignals", boolShape(), false}), false},
		part{"AutoScalingScheduledAction", recordShape(part{"IgnoreUnmodifiedGroupSizeProperties", boolShape(), false}), false},
		part{"AutoScalingInstanceRefresh", mapShape(anyShape()), false})
}

// creationPolicy is the shape of the attribute CreationPolicy, by
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
func creationPolicy(name string) *shape {
	signal := part{"ResourceSignal", recordShape(part{"Count", numberShape(), false}, part{"Timeout", textShape(), false}), false}
	switch name {
	case group.Type:
		return recordShape(part{"AutoScalingCreationPolicy", recordShape(part{"MinSuccessfulInstancesPercent", numberShape(), false}), false}, signal)
	case "AWS::EC2::Instance", "AWS::CloudFormation::WaitCondition":
		return recordShape(signal)
	case "AWS::AppStream::Fleet":
		return recordShape(part{"StartFleet", anyShape(), false})
	}
	return nil
}

// checkedPolicy is creationPolicy of the types that cfn-lint checks. What other types must not
// have is the subject of a rule of its own, and so is what is only for groups.
func checkedPolicy(name string) *shape {
	shape := creationPolicy(name)
	if shape == nil || name == "AWS::EC2::Instance" {
		return anyShape()
	}
	if shape.of("AutoScalingCreationPolicy") == nil {
		shape.fields = append(shape.fields, part{"AutoScalingCreationPolicy", anyShape(), false})
	}
	return shape
}
