package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/schema"
)

// physicalName returns the property by which a resource of a type can be named that would have a
// name of its own otherwise, and the properties whose change makes a new resource, which cannot
// have the name while the old one has it. The property is "" where a name is never in the way.
func physicalName(name string) (property string, replacing []string) {
	known, _ := schema.Lookup(name)
	if known.IsZero() || namedElsewhere(name) {
		return "", nil
	}
	property = nameWithinARN(name)
	if property == "" {
		property = identifierByHand(known)
	}
	if property == "" || known.Schema().Required().Has(property) {
		return "", nil
	}
	replacing = replacingBeside(known, property)
	if len(replacing) == 0 {
		return "", nil
	}
	return property, replacing
}

// namedElsewhere lists types of which other rules speak, and one whose new resource has another
// name anyway, as the name of a directory bucket ends with its zone.
func namedElsewhere(name string) bool {
	switch name {
	case "AWS::AutoScaling::AutoScalingGroup", "AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::LaunchTemplate", "AWS::S3Express::DirectoryBucket":
		return true
	}
	return false
}

// identifierByHand returns the property that is the primary identifier of a type, or the part of
// it behind that of what the resource belongs to, where a template can set it.
func identifierByHand(known schema.Type) string {
	identifier := known.PrimaryIdentifier()
	for path := range identifier.All() {
		own := identifier.Len() == 1 || strings.HasSuffix(known.Name(), strings.TrimSuffix(path, "Name"))
		if own && isName(path) && known.CreateOnly().Has(path) && !known.ReadOnly().Has(path) {
			return path
		}
	}
	return ""
}

// isName reports whether a property names a resource, other than an ARN or a prefix of names.
func isName(path string) bool {
	named := strings.HasSuffix(path, "Name") || strings.HasSuffix(path, "Identifier") || strings.HasSuffix(path, "Id")
	return named && !strings.ContainsAny(path, "./")
}

// nameWithinARN is the name of types that have another identifier, which AWS makes, and whose names
// are unique all the same, in the account and region or in what the resource belongs to: by their
// pages in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ of 2026. Queues
// and topics are not among them: what replaces one wants another name, as that of a FIFO queue.
func nameWithinARN(name string) string {
	switch name {
	case "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup":
		return "Name"
	case "AWS::EC2::SecurityGroup":
		return "GroupName"
	case "AWS::IAM::ManagedPolicy":
		return "ManagedPolicyName"
	case "AWS::ECS::Service":
		return "ServiceName"
	case "AWS::EKS::Nodegroup":
		return "NodegroupName"
	case "AWS::Batch::ComputeEnvironment":
		return "ComputeEnvironmentName"
	case "AWS::Batch::JobQueue":
		return "JobQueueName"
	case "AWS::DAX::Cluster":
		return "ClusterName"
	case "AWS::DocDB::DBCluster":
		return "DBClusterIdentifier"
	case "AWS::DocDB::DBInstance":
		return "DBInstanceIdentifier"
	case "AWS::SageMaker::Model":
		return "ModelName"
	case "AWS::SageMaker::EndpointConfig":
		return "EndpointConfigName"
	case "AWS::SageMaker::NotebookInstance":
		return "NotebookInstanceName"
	case "AWS::StepFunctions::StateMachine":
		return "StateMachineName"
	}
	return ""
}

// replacingBeside lists the properties that replace a resource, without those that only name it,
// or what it belongs to: elsewhere the name is free.
func replacingBeside(known schema.Type, property string) (list []string) {
	for path := range known.CreateOnly().All() {
		top, _, _ := strings.Cut(path, ".")
		names := strings.HasPrefix(path, property) || strings.HasSuffix(path, "."+property)
		if !names && !known.PrimaryIdentifier().Has(path) && path != container(known.Name()) && !slices.Contains(list, top) {
			list = append(list, top)
		}
	}
	return list
}

// container is the property that says in what a resource has a name, where the primary identifier
// does not tell.
func container(name string) string {
	switch name {
	case "AWS::EC2::SecurityGroup":
		return "VpcId"
	case "AWS::EKS::Nodegroup":
		return "ClusterName"
	}
	return ""
}
