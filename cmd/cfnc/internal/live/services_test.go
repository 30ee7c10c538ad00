package live

import (
	"context"
	"strings"
	"testing"

	manifest "github.com/cfnc/cfnc/compiler/live"
)

// lookups say for each action of the table which physical ID it is asked by, in which words, and
// what its recorded answer says of the attributes.
var lookups = [...]struct {
	api, id, call, answer, action string
	values                        map[string]string
}{
	{
		api: "autoscaling:DescribeAutoScalingGroups", id: "web-Web-1", answer: "DescribeAutoScalingGroups.xml",
		call:   "DescribeAutoScalingGroups autoscaling AutoScalingGroupNames.member.1=web-Web-1",
		values: map[string]string{"DesiredCapacity": "10", "MinSize": "2", "MaxSize": "20", "InServiceInstances": "2"},
	},
	{
		api: "ecs:DescribeServices", id: "arn:aws:ecs:eu-west-1:123456789012:service/main/web", answer: "DescribeServices.json",
		call:   `DescribeServices ecs {"cluster":"main","services":["arn:aws:ecs:eu-west-1:123456789012:service/main/web"]}`,
		values: map[string]string{"DesiredCount": "7", "RunningCount": "6"},
	},
	{
		api: "ec2:DescribeLaunchTemplates", id: "lt-0a20c965061f64abc", answer: "DescribeLaunchTemplates.xml",
		call:   "DescribeLaunchTemplates ec2 LaunchTemplateId.1=lt-0a20c965061f64abc",
		values: map[string]string{"LatestVersionNumber": "3", "DefaultVersionNumber": "1"},
	},
	{
		api: "ec2:DescribeSpotFleetRequests", id: "sfr-123", answer: "DescribeSpotFleetRequests.xml",
		call:   "DescribeSpotFleetRequests ec2 SpotFleetRequestId.1=sfr-123",
		values: map[string]string{"TargetCapacity": "30"},
	},
	{
		api: "dynamodb:DescribeTable", id: "orders", answer: "DescribeTable.json", call: `DescribeTable dynamodb {"TableName":"orders"}`,
		values: map[string]string{"ReadCapacityUnits": "40", "WriteCapacityUnits": "15"},
	},
	{
		api: "elasticloadbalancing:DescribeTargetGroupAttributes", id: "arn:tg", answer: "DescribeTargetGroupAttributes.xml",
		call:   "DescribeTargetGroupAttributes elasticloadbalancing TargetGroupArn=arn%3Atg",
		values: map[string]string{"DeregistrationDelay": "120"},
	},
	{
		api: "kinesis:DescribeStreamSummary", id: "clicks", answer: "DescribeStreamSummary.json",
		call:   `DescribeStreamSummary kinesis {"StreamName":"clicks"}`,
		values: map[string]string{"ShardCount": "12"},
	},
	{
		api: "eks:DescribeNodegroup", id: "main/workers", answer: "DescribeNodegroup.json", action: "GET",
		call:   "GET eks /clusters/main/node-groups/workers",
		values: map[string]string{"DesiredSize": "4"},
	},
	{
		api: "lambda:GetProvisionedConcurrencyConfig", id: "arn:aws:lambda:eu-west-1:123456789012:function:api:live", action: "GET",
		answer: "GetProvisionedConcurrencyConfig.json", call: "GET lambda /2019-09-30/functions/api/provisioned-concurrency?Qualifier=live",
		values: map[string]string{"ProvisionedConcurrency": "100"},
	},
	{
		api: "appstream:DescribeFleets", id: "desks", answer: "DescribeFleets.json", call: `DescribeFleets appstream {"Names":["desks"]}`,
		values: map[string]string{"DesiredInstances": "5"},
	},
	{
		api: "rds:DescribeDBInstances", id: "mydb", answer: "DescribeDBInstances.xml", call: "DescribeDBInstances rds DBInstanceIdentifier=mydb",
		values: map[string]string{"EngineVersion": "16.4", "AllocatedStorage": "100"},
	},
	{
		api: describeStacks, id: "web", answer: "DescribeStacks.xml", call: "DescribeStacks cloudformation StackName=web",
		values: map[string]string{},
	},
}

// Every attribute of the table of live values can be asked for.
func TestEveryAttribute(t *testing.T) {
	seen := map[string]bool{}
	for _, look := range lookups {
		q, ok := findQuestion(look.api)
		if !ok {
			t.Fatalf("nobody asks %s", look.api)
		}
		_, action, _ := strings.Cut(look.api, ":")
		f := serve(t, map[string][]reply{firstOf(look.action, action): {recorded(t, look.answer)}})
		in, err := q.ask(look.id)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client(t, f.url).call(context.Background(), q.api, in)
		if err != nil || f.calls()[0] != look.call || !q.lives(answer) {
			t.Errorf("%s: %v, calls %q, lives: %v", look.api, err, f.calls(), q.lives(answer))
		}
		for _, a := range manifest.Attributes() {
			if a.API != look.api || a.Type == manifest.ParameterType {
				continue
			}
			seen[a.Type+a.Name] = true
			if got, _ := find(answer, a.Path); got != look.values[a.Name] {
				t.Errorf("%s of %s is %q, want %q", a.Name, a.Type, got, look.values[a.Name])
			}
		}
	}
	for _, a := range manifest.Attributes() {
		if !seen[a.Type+a.Name] && a.Type != manifest.ParameterType {
			t.Errorf("nobody asked for %s of %s", a.Name, a.Type)
		}
	}
}

// A resource that somebody deleted is told by an empty answer, a state, or an error.
func TestGone(t *testing.T) {
	const noSuch = `{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message": "Requested resource not found"}`
	for name, test := range map[string]struct {
		attribute, resourceType, id, action string
		answer                              reply
		want                                string
	}{
		"ecs inactive":      {"DesiredCount", "AWS::ECS::Service", "arn:aws:ecs:x:1:service/main/web", "DescribeServices", recorded(t, "DescribeServices.json", "ACTIVE", "INACTIVE"), "is gone"},
		"ecs missing":       {"DesiredCount", "AWS::ECS::Service", "arn:aws:ecs:x:1:service/main/web", "DescribeServices", reply{body: `{"failures": [{"arn": "x", "reason": "MISSING"}], "services": []}`}, "is gone"},
		"ecs old ARN":       {"DesiredCount", "AWS::ECS::Service", "arn:aws:ecs:x:1:service/web", "", reply{}, "the ARN of the service does not name its cluster"},
		"table":             {"ReadCapacityUnits", "AWS::DynamoDB::Table", "orders", "DescribeTable", reply{400, noSuch}, "is gone"},
		"table being gone":  {"ReadCapacityUnits", "AWS::DynamoDB::Table", "orders", "DescribeTable", recorded(t, "DescribeTable.json", "ACTIVE", "DELETING"), "is gone"},
		"launch template":   {"LatestVersionNumber", "AWS::EC2::LaunchTemplate", "lt-1", "DescribeLaunchTemplates", reply{400, "<Response><Errors><Error><Code>InvalidLaunchTemplateId.NotFound</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>"}, "is gone"},
		"node group":        {"DesiredSize", "AWS::EKS::Nodegroup", "workers", "", reply{}, "the node group is not named as CLUSTER/NAME"},
		"alias without any": {"ProvisionedConcurrency", "AWS::Lambda::Alias", "arn:aws:lambda:x:1:function:api:live", "GET", reply{404, `{"__type": "ProvisionedConcurrencyConfigNotFoundException"}`}, "`Thing` has none now"},
		"alias":             {"ProvisionedConcurrency", "AWS::Lambda::Alias", "api", "", reply{}, "the alias is not named by an ARN"},
	} {
		t.Run(name, func(t *testing.T) {
			a, _ := manifest.Find(test.resourceType, test.attribute)
			f := serve(t, map[string][]reply{
				"DescribeStacks":        {recorded(t, "DescribeStacks.xml")},
				"DescribeStackResource": {recorded(t, "DescribeStackResource.xml", "AWS::AutoScaling::AutoScalingGroup", a.Type, "web-Web-1ABCDEFGHIJKL", test.id)},
				test.action:             {test.answer},
			})
			b := manifest.Binding{Parameter: "P", Resource: "Thing", Type: a.Type, Attribute: a.Name, Source: manifest.Source{API: a.API, Path: a.Path}, OnMissing: manifest.Fail}
			_, err := Resolve(context.Background(), client(t, f.url), manifest.Manifest{Bindings: []manifest.Binding{b}}, Deployment{Stack: "web"})
			if got := errorText(err); !strings.Contains(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
