package check_test

import (
	"slices"
	"strings"
	"testing"
)

const givenTemplate = `Parameters:
  Delay: {Type: Number}
  Stage: {Type: String, Default: test}
  Subnets: {Type: CommaDelimitedList}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>"}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Mappings:
  Delays: {prod: {Queue: 1000}, test: {Queue: 10}}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Ref Delay
      VisibilityTimeout: !If [Production, 5, soon]
      MaximumMessageSize: !If [Production, many, 2048]
      ReceiveMessageWaitTimeSeconds: !FindInMap [Delays, !Ref Stage, Queue]
      QueueName: !Ref Stored
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: !Ref Subnets
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      BillingMode: !Sub "${Stage}"
  Away:
    Type: AWS::SQS::Queue
    Condition: Test
    Properties: {DelaySeconds: 1000}
`

// What is wrong with a value that is given is as wrong as if it were written where it is read.
func TestGiven(t *testing.T) {
	text := strings.Replace(givenTemplate, "Mappings:", "  Test: !Not [!Condition Production]\nMappings:", 1)
	got := foundWith(t, text, map[string]string{"Delay": "901", "Stage": "prod", "Subnets": "subnet-0123456789abcdef0, web", "Stored": "x y"})
	want := []string{
		"15:21 E3034 must `901` is too large, expected at most 900",
		"17:44 E3012 must a whole number is expected here, but this is `many`",
		"18:38 E3034 must `1000` is too large, expected at most 20",
		"23:16 E1154 must `web` is not the ID of a subnet, as `subnet-0123456789abcdef0`",
		"29:20 E3030 must `prod` is not allowed here, expected `PAY_PER_REQUEST` or `PROVISIONED`",
		"26:5 E3639 must `ProvisionedThroughput` is missing",
	}
	if slices.Sort(got); !slices.Equal(got, sorted(want)) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(sorted(want), "\n  "))
	}
}

// Without values the same template is not decided.
func TestNotGiven(t *testing.T) {
	text := strings.Replace(givenTemplate, "Mappings:", "  Test: !Not [!Condition Production]\nMappings:", 1)
	got := found(t, text)
	want := []string{
		"16:46 E3012 may a whole number is expected here, but this is `soon`",
		"17:44 E3012 may a whole number is expected here, but this is `many`",
		"29:20 W1031 default the value may be wrong: `test` is not allowed here, expected `PAY_PER_REQUEST` or `PROVISIONED`",
		"33:32 E3034 must `1000` is too large, expected at most 900",
	}
	if slices.Sort(got); !slices.Equal(got, sorted(want)) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(sorted(want), "\n  "))
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
