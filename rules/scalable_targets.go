package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// capacity is a number of a resource that Application Auto Scaling changes.
type capacity struct {
	dimension string // what a scalable target calls it
	owner     string // the resource type that has it
	path      string // of its property, dotted
	name      string // the property that names the resource
	within    string // the property that names what it is in, where the identifier has that too
	form      string // of the identifier: $ is the name, < what it is in, [ the name of an index, * anything
	optional  bool   // the property can be left out
}

// capacities are those that CloudFormation sets too. The node groups of EKS and the streams of
// Kinesis are none: no scalable target names them.
var capacities = []capacity{
	{"ecs:service:DesiredCount", "AWS::ECS::Service", "DesiredCount", "ServiceName", "Cluster", "service/</$", true},
	{"lambda:function:ProvisionedConcurrency", "AWS::Lambda::Alias", "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions", "Name", "FunctionName", "function:<:$", false},
	{"dynamodb:table:ReadCapacityUnits", "AWS::DynamoDB::Table", "ProvisionedThroughput.ReadCapacityUnits", "TableName", "", "table/$", false},
	{"dynamodb:table:WriteCapacityUnits", "AWS::DynamoDB::Table", "ProvisionedThroughput.WriteCapacityUnits", "TableName", "", "table/$", false},
	{"dynamodb:index:ReadCapacityUnits", "AWS::DynamoDB::Table", "ProvisionedThroughput.ReadCapacityUnits", "TableName", "", "table/$/index/[", false},
	{"dynamodb:index:WriteCapacityUnits", "AWS::DynamoDB::Table", "ProvisionedThroughput.WriteCapacityUnits", "TableName", "", "table/$/index/[", false},
	{"ec2:spot-fleet-request:TargetCapacity", "AWS::EC2::SpotFleet", "SpotFleetRequestConfigData.TargetCapacity", "", "", "spot-fleet-request/$", false},
	{"appstream:fleet:DesiredCapacity", "AWS::AppStream::Fleet", "ComputeCapacity.DesiredInstances", "Name", "", "fleet/$", false},
	{"elasticache:replication-group:NodeGroups", "AWS::ElastiCache::ReplicationGroup", "NumNodeGroups", "ReplicationGroupId", "", "replication-group/$", false},
	{"elasticache:replication-group:Replicas", "AWS::ElastiCache::ReplicationGroup", "ReplicasPerNodeGroup", "ReplicationGroupId", "", "replication-group/$", false},
	{"elasticmapreduce:instancegroup:InstanceCount", "AWS::EMR::InstanceGroupConfig", "InstanceCount", "", "", "instancegroup/*/$", false},
}

// scales says whether a scalable target scales the capacity of a resource, and returns the map that
// holds it.
func (k capacity) scales(c *template.Case, target, r *template.Resource) (holder *syntax.Node, answer template.Answer) {
	if dimension, _ := c.Text(c.At(target.Property("ScalableDimension"))); dimension != k.dimension {
		return nil, template.No
	}
	holder = r.Property()
	parts, separator := strings.Split(k.form, "/"), "/"
	if strings.Contains(k.form, ":") {
		parts, separator = strings.Split(k.form, ":"), ":"
	}
	whole := c.Wording(target.Property("ResourceId"))
	answer = c.In(target.When())
	if c.Source(whole.Expression()) == r {
		return holder, answer
	}
	id := whole.Split(separator)
	if len(id) != len(parts) {
		return nil, template.No
	}
	for i, part := range parts {
		switch part {
		case "*":
		case "$":
			answer = answer.And(k.names(c, id[i], r))
		case "<":
			answer = answer.And(k.surrounds(c, id[i], r))
		case "[":
			holder = index(c, r, id[i])
		default:
			text, _ := id[i].Literal()
			answer = answer.And(template.Whether(text == part))
		}
	}
	return holder, answer
}

// names says whether a part of an identifier is the name of a resource.
func (k capacity) names(c *template.Case, part template.Wording, r *template.Resource) template.Answer {
	if c.Source(part.Expression()) == r {
		return template.Yes
	}
	return part.Is(c.Wording(r.Property(k.name)))
}

// surrounds says whether a part of an identifier may be the name of what a resource is in. That is
// written in so many ways that only what is surely another one counts.
func (k capacity) surrounds(c *template.Case, part template.Wording, r *template.Resource) template.Answer {
	around := r.Property(k.within)
	a, b := c.Source(part.Expression()), c.Source(around)
	text, _ := c.Wording(around).Literal()
	if a != nil && b != nil {
		return template.Whether(a == b)
	}
	return template.Whether(strings.Contains(text, ":") || part.Is(c.Wording(around)) != template.No || c.At(around) == nil)
}

// index returns the global secondary index of a table that has a name, or nil.
func index(c *template.Case, table *template.Resource, name template.Wording) *syntax.Node {
	indexes, _ := c.Items(table.Property("GlobalSecondaryIndexes"))
	for _, it := range indexes {
		if c.Wording(it.Get("IndexName")).Is(name) == template.Yes {
			return it
		}
	}
	return nil
}
