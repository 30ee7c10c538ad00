package live

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
)

// protocol is how a service is spoken to.
type protocol int

const (
	queryProtocol protocol = iota // a form, answered in XML
	ec2Protocol                   // the same with other errors
	jsonProtocol                  // JSON, answered in JSON
	restProtocol                  // a path, answered in JSON
)

// A service is where calls go.
type service struct {
	name     string // in IAM and in signatures
	host     string // the first part of its endpoint; "" for the name
	variable string // ends the name of the variable that sets its endpoint: AWS_ENDPOINT_URL_…
	protocol protocol
	version  string // of the API, or of JSON
	target   string // begins the name of an action in the header of a call in JSON
}

var services = [...]service{
	{name: "appstream", host: "appstream2", variable: "APPSTREAM", protocol: jsonProtocol, version: "1.1", target: "PhotonAdminProxyService"},
	{name: "autoscaling", variable: "AUTO_SCALING", version: "2011-01-01"},
	{name: "cloudformation", variable: "CLOUDFORMATION", version: "2010-05-15"},
	{name: "dynamodb", variable: "DYNAMODB", protocol: jsonProtocol, version: "1.0", target: "DynamoDB_20120810"},
	{name: "ec2", variable: "EC2", protocol: ec2Protocol, version: "2016-11-15"},
	{name: "ecs", variable: "ECS", protocol: jsonProtocol, version: "1.1", target: "AmazonEC2ContainerServiceV20141113"},
	{name: "eks", variable: "EKS", protocol: restProtocol},
	{name: "elasticloadbalancing", variable: "ELASTIC_LOAD_BALANCING_V2", version: "2015-12-01"},
	{name: "kinesis", variable: "KINESIS", protocol: jsonProtocol, version: "1.1", target: "Kinesis_20131202"},
	{name: "lambda", variable: "LAMBDA", protocol: restProtocol},
	{name: "rds", variable: "RDS", version: "2014-10-31"},
	{name: "sts", variable: "STS", version: "2011-06-15"},
}

func findService(name string) (service, bool) {
	for _, s := range services {
		if s.name == name {
			return s, true
		}
	}
	return service{}, false
}

// input is what a call says.
type input struct {
	form url.Values // to services that are sent a form
	body string     // in JSON
	path string
}

// A question is a call that looks at one resource.
type question struct {
	api   string                         // service and action, as IAM names them
	ask   func(id string) (input, error) // by the physical ID
	there string                         // leads to what is there while the resource is
	state string                         // leads to a text
	dead  string                         // that begins so when the resource is going away
	gone  string                         // the code of the error that there is no such resource
	unset string                         // the code of the error that it is there, and has no value
}

var questions = [...]question{
	{
		api: "autoscaling:DescribeAutoScalingGroups", ask: form("AutoScalingGroupNames.member.1"),
		there: "AutoScalingGroups[0].AutoScalingGroupName", state: "AutoScalingGroups[0].Status", dead: "Delete",
	},
	{
		api: "ecs:DescribeServices", ask: ecsService, gone: "ServiceNotFoundException",
		there: "services[0].status", state: "services[0].status", dead: "INACTIVE",
	},
	{
		api: "ec2:DescribeLaunchTemplates", ask: form("LaunchTemplateId.1"),
		there: "LaunchTemplates[0].LaunchTemplateId", gone: "InvalidLaunchTemplateId.NotFound",
	},
	{
		api: "ec2:DescribeSpotFleetRequests", ask: form("SpotFleetRequestId.1"),
		there: "SpotFleetRequestConfigs[0].SpotFleetRequestId", gone: "InvalidSpotFleetRequestId.NotFound",
		state: "SpotFleetRequestConfigs[0].SpotFleetRequestState", dead: "cancelled",
	},
	{api: "dynamodb:DescribeTable", ask: object("TableName"), there: "Table.TableStatus", gone: "ResourceNotFoundException", state: "Table.TableStatus", dead: "DELETING"},
	{
		api: "elasticloadbalancing:DescribeTargetGroupAttributes", ask: form("TargetGroupArn"),
		there: "Attributes[0].Key", gone: "TargetGroupNotFound",
	},
	{
		api: "kinesis:DescribeStreamSummary", ask: object("StreamName"), gone: "ResourceNotFoundException",
		there: "StreamDescriptionSummary.StreamStatus", state: "StreamDescriptionSummary.StreamStatus", dead: "DELETING",
	},
	{
		api: "eks:DescribeNodegroup", ask: nodegroup, gone: "ResourceNotFoundException",
		there: "nodegroup.status", state: "nodegroup.status", dead: "DELETING",
	},
	{
		api: "lambda:GetProvisionedConcurrencyConfig", ask: alias, gone: "ResourceNotFoundException",
		there: "RequestedProvisionedConcurrentExecutions", unset: "ProvisionedConcurrencyConfigNotFoundException",
	},
	{api: "appstream:DescribeFleets", ask: objectOfList("Names"), there: "Fleets[0].Name", gone: "ResourceNotFoundException"},
	{
		api: "rds:DescribeDBInstances", ask: form("DBInstanceIdentifier"), gone: "DBInstanceNotFound",
		there: "DBInstances[0].DBInstanceIdentifier", state: "DBInstances[0].DBInstanceStatus", dead: "deleting",
	},
	{api: describeStacks, ask: form("StackName"), there: "Stacks[0].StackStatus"},
}

func findQuestion(api string) (question, bool) {
	for _, q := range questions {
		if q.api == api {
			return q, true
		}
	}
	return question{}, false
}

// form asks by one field of a form.
func form(name string) func(string) (input, error) {
	return func(id string) (input, error) { return input{form: url.Values{name: {id}}}, nil }
}

// object asks by one field in JSON.
func object(name string) func(string) (input, error) {
	return func(id string) (input, error) { return bodyOf(map[string]string{name: id}) }
}

func objectOfList(name string) func(string) (input, error) {
	return func(id string) (input, error) { return bodyOf(map[string][]string{name: {id}}) }
}

func bodyOf(fields any) (input, error) {
	text, err := json.Marshal(fields)
	return input{body: string(text)}, err
}

// ecsService asks by the ARN of a service. It names the cluster, but for those of before 2019.
func ecsService(id string) (input, error) {
	parts := strings.Split(id, "/")
	if len(parts) != 3 {
		return input{}, errors.New("the ARN of the service does not name its cluster")
	}
	return bodyOf(struct {
		Cluster  string   `json:"cluster"`
		Services []string `json:"services"`
	}{parts[1], []string{id}})
}

// nodegroup asks by cluster/name.
func nodegroup(id string) (input, error) {
	cluster, name, ok := strings.Cut(id, "/")
	if !ok {
		return input{}, errors.New("the node group is not named as CLUSTER/NAME")
	}
	return input{path: "/clusters/" + url.PathEscape(cluster) + "/node-groups/" + url.PathEscape(name)}, nil
}

// alias asks by arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS.
func alias(id string) (input, error) {
	parts := strings.Split(id, ":")
	if len(parts) != 8 {
		return input{}, errors.New("the alias is not named by an ARN")
	}
	return input{path: "/2019-09-30/functions/" + url.PathEscape(parts[6]) + "/provisioned-concurrency?Qualifier=" + url.QueryEscape(parts[7])}, nil
}
