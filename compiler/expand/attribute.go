package expand

import (
	"strings"

	"github.com/cfnc/cfnc/schema"
)

// Attributes knows what Fn::GetAtt can ask of a resource.
type Attributes interface {
	// Attribute says how many of the segments of "A.B.C" after the name of a resource are
	// an attribute of its type, 0 for none. There is at least one segment.
	Attribute(resourceType string, segments []string) int
	// Names lists the known attributes of a type, for "did you mean".
	Names(resourceType string) []string
}

// bySchema asks the resource schemas, and the shape of an attribute for types that they do not
// know.
type bySchema struct{ byShape }

func (s bySchema) Attribute(resourceType string, segments []string) int {
	if typ, known := schema.Lookup(resourceType); known {
		return typ.Attribute(segments)
	}
	return s.byShape.Attribute(resourceType, segments)
}

func (bySchema) Names(resourceType string) (names []string) {
	typ, _ := schema.Lookup(resourceType)
	for name := range typ.Attributes() {
		if !strings.Contains(name, "*") {
			names = append(names, name)
		}
	}
	return names
}

// byShape tells attributes by what they look like: one segment that begins with a capital,
// as CloudFormation names them, so that the host name "@Bucket.s3.amazonaws.com" goes on
// after the resource. A nested stack has Outputs.Name, a custom resource may return
// anything, and few attributes of AWS have a dot.
type byShape struct{}

func (byShape) Attribute(resourceType string, segments []string) int {
	switch {
	case isCustom(resourceType):
		return len(segments)
	case segments[0] == "" || segments[0][0] < 'A' || segments[0][0] > 'Z':
		return 0
	case len(segments) > 1 && isDotted(segments[0], segments[1]):
		return 2
	}
	return 1
}

func isCustom(resourceType string) bool {
	return strings.HasPrefix(resourceType, "Custom::") || resourceType == "AWS::CloudFormation::CustomResource"
}

// isDotted reports whether "first.second" is an attribute, by the return values that the
// template reference lists for databases and caches, stacks, load balancers, instances and
// Systems Manager's documents.
func isDotted(first, second string) bool {
	switch first {
	case "Outputs":
		return true
	case "Endpoint":
		return second == "Address" || second == "Port" || second == "HostedZoneId"
	case "ReadEndpoint", "ReaderEndpoint", "ReaderEndPoint", "PrimaryEndPoint", "ConfigurationEndPoint",
		"ConfigurationEndpoint", "RedisEndpoint", "ClusterEndpoint":
		return second == "Address" || second == "Port"
	case "ReadEndPoint":
		return second == "Addresses" || second == "Ports"
	case "SourceSecurityGroup":
		return second == "GroupName" || second == "OwnerAlias"
	case "MasterUserSecret":
		return second == "SecretArn"
	case "Compliance":
		return second == "Type"
	case "State":
		return second == "Name" || second == "Code"
	}
	return false
}
