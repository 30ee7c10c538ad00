package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/source"
)

// found checks a template and lists what is wrong: "line:column rule certainty text".
func found(t testing.TB, text string) []string {
	t.Helper()
	return foundWith(t, text, nil)
}

// foundWith is found with values of parameters.
func foundWith(t testing.TB, text string, values map[string]string) []string {
	t.Helper()
	unit, problems := compiler.Compile(source.NewFile("template.yaml", "template.yaml", text), compiler.Options{Values: values})
	if len(problems) > 0 {
		t.Fatalf("the template does not compile: %v\n%s", problems, text)
	}
	var list []string
	for _, v := range check.Resources(unit.Template) {
		at, _ := v.Node.Span().Positions()
		line := fmt.Sprintf("%d:%d %s %s %s", at.Line, at.Column, v.Rule, v.Certainty, v.Message)
		if v.Mild {
			line += " (mild)"
		}
		list = append(list, line)
	}
	return list
}

// head is what most cases need; the first property of the resource stands in line 17.
const head = `Parameters:
  Text: {Type: String}
  Number: {Type: Number}
  List: {Type: CommaDelimitedList}
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  Delay: {Type: Number, Default: 901}
  Mode: {Type: String, AllowedValues: [PROVISIONED, PAY_PER_REQUEST, FREE]}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /a}
Conditions:
  Production: !Equals [!Ref Text, prod]
  Test: !Not [!Condition Production]
Mappings:
  M: {a: {b: c}}
Resources:
  R:
    Type: %s
    Properties:
`

func TestKeywords(t *testing.T) {
	for _, tt := range cases() {
		t.Run(tt.name, func(t *testing.T) {
			var body strings.Builder
			for line := range strings.Lines(tt.properties) {
				body.WriteString("      " + line)
			}
			got := found(t, fmt.Sprintf(head, tt.typ)+body.String()+"\n")
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s\ngot\n  %s\nwant\n  %s", tt.properties, strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
		})
	}
}

type testCase struct {
	name, typ, properties string
	want                  []string
}

const (
	queue = "AWS::SQS::Queue"
	group = "AWS::EC2::SecurityGroupIngress"
	table = "AWS::DynamoDB::Table"
)

const tableKeys = "KeySchema: [{AttributeName: Id, KeyType: HASH}]\nAttributeDefinitions: [{AttributeName: Id, AttributeType: S}]\n"

func cases() []testCase {
	return []testCase{
		{"an unknown property", queue, "QueueNmae: x", []string{"18:7 E3002 must `QueueNmae` is no property that is known here, did you mean `QueueName`?"}},
		{"an unknown property that is removed", queue, "QueueNmae: !Ref AWS::NoValue", nil},
		{"an unknown property in one branch", queue, "Tags: !If [Production, [{Key: a, Valu: b, Value: c}], !Ref AWS::NoValue]",
			[]string{"18:40 E3002 may `Valu` is no property that is known here"}},
		{"a macro in a map", queue, "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://a/b}}\nQueueName: x", nil},
		{"a macro for what is required", group, "IpProtocol: tcp\nFn::Transform: {Name: AWS::Include, Parameters: {Location: s3://a/b}}", nil},

		{"texts for numbers and booleans", queue, "DelaySeconds: '80'\nSqsManagedSseEnabled: 'true'\nQueueName: 5", nil},
		{"a text that is no number", queue, "DelaySeconds: eighty", []string{"18:21 E3012 must a whole number is expected here, but this is `eighty`"}},
		{"a fraction", queue, "DelaySeconds: 1.5", []string{"18:21 E3012 must a whole number is expected here, but this is `1.5`"}},
		{"a list for a text", queue, "QueueName: [a]", []string{"18:18 E3012 must a string is expected here, but this is a list"}},
		{"functions of the right type", "AWS::EC2::VPCEndpoint",
			"VpcId: !Ref Text\nServiceName: !Sub '${AWS::Region}.s3'\nSubnetIds: !Ref Subnets\nRouteTableIds: !Split [',', !Ref Text]", nil},
		{"functions of the wrong type", "AWS::EC2::VPCEndpoint",
			"VpcId: !Ref List\nServiceName: !GetAZs ''\nSubnetIds: !Ref Text\nSecurityGroupIds: !Join [',', !Ref List]", []string{
				"18:14 E1020 must `Ref` gives a list, but a string is expected here",
				"19:20 E1015 must `Fn::GetAZs` gives a list, but a string is expected here",
				"20:18 E1020 must `Ref` gives a string, but a list is expected here",
				"21:25 E1022 must `Fn::Join` gives a string, but a list is expected here",
			}},
		{"values that only the deployment knows", queue,
			"DelaySeconds: !ImportValue a\nQueueName: '{{resolve:ssm:/a}}'\nTags: !FindInMap [!Ref Text, a, b]\nVisibilityTimeout: '{{resolve:ssm:/b}}'\nKmsMasterKeyId: !Ref Stored", nil},
		{"both branches", queue, "DelaySeconds: !If [Production, 5, !If [Test, x, y]]",
			[]string{"18:52 E3012 may a whole number is expected here, but this is `x`"}},

		{"an enum", table, tableKeys + "BillingMode: FREE", []string{
			"20:20 E3030 must `FREE` is not allowed here, expected `PAY_PER_REQUEST` or `PROVISIONED`", "17:5 E3639 must `ProvisionedThroughput` is missing"}},
		{"bounds", queue, "DelaySeconds: '901'\nVisibilityTimeout: -1", []string{
			"18:21 E3034 must `901` is too large, expected at most 900", "19:26 E3034 must `-1` is too small, expected at least 0"}},
		{"a default out of bounds", queue, "DelaySeconds: !Ref Delay", []string{"6:34 W1030 default `901` is too large, expected at most 900"}},
		{"a value of a mapping", queue, "DelaySeconds: !FindInMap [M, a, b]", []string{
			"18:21 W1034 must the value may be wrong: a whole number is expected here, but this is `c`"}},
		{"a row of a mapping", queue, "Tags: !FindInMap [M, !Ref Text, b]", []string{
			"18:13 W1034 must the value may be wrong: a list is expected here, but this is `c`"}},
		{"lengths and forms", "AWS::Lambda::LayerVersion", "Content: {S3Bucket: A, S3Key: ''}", []string{
			"18:27 E1161 must `A` is not the name of a bucket: 3 to 63 lower case letters, digits, dots and hyphens",
			"18:37 E3033 must this text has 0 characters, expected at least 1"}},

		{"a required property", "AWS::SNS::Subscription", "Endpoint: a", []string{"17:5 E3003 must `TopicArn` is missing", "17:5 E3003 must `Protocol` is missing"}},
		{"a required property in an entry", queue, "Tags: [{Key: a}]", []string{"18:14 E3003 must `Value` is missing"}},
		{"a required property that a condition removes", "AWS::SNS::Subscription",
			"Protocol: email\nTopicArn: !If [Production, !Ref Text, !Ref AWS::NoValue]",
			[]string{"19:7 E3003 may `TopicArn` is missing when its condition does not hold"}},
		{"a property that is required where it is there", "AWS::SNS::Subscription",
			"Protocol: email\nTopicArn: !If [Production, !Ref Text, !If [Test, !Ref Text, !Ref AWS::NoValue]]", nil},

		{"exactly one", group, "IpProtocol: '-1'\nGroupId: sg-01234567\nCidrIp: 10.0.0.0/8\nCidrIpv6: ::/0",
			[]string{"21:7 E3014 must `CidrIp` and `CidrIpv6` exclude each other"}},
		{"exactly one in every scenario", group,
			"IpProtocol: '-1'\nGroupId: sg-01234567\nCidrIp: !If [Production, 10.0.0.0/8, !Ref AWS::NoValue]\nCidrIpv6: !If [Test, ::/0, !Ref AWS::NoValue]", nil},
		{"none in one scenario", group,
			"IpProtocol: '-1'\nGroupId: sg-01234567\nCidrIp: !If [Production, 10.0.0.0/8, !Ref AWS::NoValue]",
			[]string{"17:5 E3014 may one of the properties `CidrIp`, `CidrIpv6`, `SourcePrefixListId`, `SourceSecurityGroupId` or `SourceSecurityGroupName` is missing"}},
		{"at least one", "AWS::Events::Rule", "Name: a", []string{"17:5 E3058 must one of the properties `EventPattern` or `ScheduleExpression` is missing"}},
		{"a needed property", "AWS::EC2::VPC", "Ipv4IpamPoolId: a", []string{"18:7 E3021 must `Ipv4IpamPoolId` needs `Ipv4NetmaskLength` beside it"}},

		{"a read-only property", queue, "Arn: !Ref Text", []string{"18:7 E3040 must `Arn` is set by AWS and cannot be set here"}},
		{"a form", "AWS::SNS::Topic", "KmsMasterKeyId: key", []string{
			"18:23 E3017 must `key` has none of the forms that are allowed here, expected `AWS::KMS::Key.Arn`, `AWS::KMS::Key.Id` or `AWS::KMS::Alias.AliasName`",
			"18:23 E1157 must `key` is not the ARN of a KMS key",
			"18:23 E1162 must `key` is not the ID of a KMS key",
			"18:23 E1164 must `key` is not the alias of a KMS key, as `alias/name`"}},
		{"bits beyond a prefix", group, "IpProtocol: '-1'\nGroupId: sg-01234567\nCidrIp: 10.0.0.1/8",
			[]string{"20:15 E3002 must `10.0.0.1/8` has bits beyond its prefix, and means `10.0.0.0/8` (mild)"}},
		{"no block", group, "IpProtocol: '-1'\nGroupId: sg-01234567\nCidrIp: 10.0.0.0",
			[]string{"20:15 E3002 must `10.0.0.0` is no block of addresses, expected one as `10.0.0.0/16`"}},
		{"an entry twice", "AWS::RDS::EventSubscription", "SnsTopicArn: !Ref Text\nSourceIds: [a, !Ref Text, a, !Ref Text]", []string{
			"19:33 E3037 must this entry of the list is there twice", "19:36 E3037 must this entry of the list is there twice"}},
		{"a check", table, tableKeys + "BillingMode: !If [Production, PROVISIONED, PAY_PER_REQUEST]",
			[]string{"17:5 E3639 may `ProvisionedThroughput` is missing"}},
		{"a check that is undecided", table, tableKeys + "BillingMode: !Ref Text", nil},
	}
}

func TestSilence(t *testing.T) {
	for name, text := range map[string]string{
		"what a macro may add":      "Transform: Ours\nResources:\n  R: {Type: AWS::SNS::Subscription}\n  L: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {}}}\n  T: {Type: AWS::ECS::Service, Properties: {NetworkConfiguration: {AwsvpcConfiguration: {Subnets: []}}}}\n",
		"what names the macro":      "Transform: '123456789012::Ours'\nResources:\n  R: {Type: AWS::SQS::Queue, Properties: {Ours: b, DelaySeconds: 'Ours(5)', VisibilityTimeout: {Ours: 5}, Tags: '#Ours'}}\n",
		"an unknown type":           "Resources:\n  R: {Type: My::Own::Thing, Properties: {A: b}}\n",
		"a custom resource":         "Resources:\n  R: {Type: Custom::Thing, Properties: {ServiceToken: a, A: b}}\n",
		"globals":                   "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Runtime: python3.13}}\nResources:\n  R: {Type: AWS::Serverless::Function, Properties: {InlineCode: a}}\n",
		"a default that means none": "Parameters: {P: {Type: Number, Default: -1}}\nConditions: {C: !Not [!Equals [!Ref P, -1]]}\nResources:\n  R: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !If [C, !Ref P, !Ref 'AWS::NoValue']}}\n",
		"a row for another region":  "Mappings: {M: {a: {b: x}, c: {b: 5}}}\nConditions: {C: !Equals [!Ref 'AWS::Region', c]}\nResources:\n  R: {Type: AWS::SQS::Queue, Condition: C, Properties: {DelaySeconds: !FindInMap [M, !Ref 'AWS::Region', b]}}\n",
		"a function for an object":  "Transform: AWS::Serverless-2016-10-31\nResources:\n  A: {Type: AWS::CloudWatch::CompositeAlarm, Properties: {AlarmRule: a}}\n  R: {Type: AWS::Serverless::Function, Properties: {InlineCode: a, Handler: a, Runtime: python3.13, DeploymentPreference: {Alarms: [!Ref A]}}}\n",
		"a loop around a property":  "Transform: AWS::LanguageExtensions\nResources:\n  R:\n    Type: AWS::SNS::Subscription\n    Properties:\n      Fn::ForEach::P: [N, [Protocol, TopicArn], {'${N}': a}]\n",
		"a loop around a resource":  "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::P:\n    - N\n    - ['1', '2']\n    - 'R${N}': {Type: AWS::SQS::Queue, Properties: {DelaySeconds: '${N}'}}\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := found(t, text); len(got) > 0 {
				t.Errorf("%s\ngot %s", text, strings.Join(got, "\n"))
			}
		})
	}
}

// What is there is judged, although a macro may change it.
func TestBeforeMacro(t *testing.T) {
	got := found(t, "Transform: Ours\nResources:\n  R: {Type: AWS::SQS::Queue, Properties: {A: b, DelaySeconds: 901, Tags: [{Kye: a}]}}\n")
	want := []string{
		"3:43 E3002 may `A` is no property that is known here",
		"3:63 E3034 may `901` is too large, expected at most 900",
		"3:76 E3002 may `Kye` is no property that is known here, did you mean `Key`?",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Without properties, what is required is missed at the logical ID.
func TestNoProperties(t *testing.T) {
	got := found(t, "Resources:\n  R: {Type: AWS::SNS::Subscription}\n")
	want := []string{"2:3 E3003 must `TopicArn` is missing", "2:3 E3003 must `Protocol` is missing"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
