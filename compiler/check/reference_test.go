package check_test

import (
	"slices"
	"strings"
	"testing"
)

const references = `Parameters:
  Vpc: {Type: "AWS::EC2::VPC::Id"}
  Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
  GroupName: {Type: "AWS::EC2::SecurityGroup::GroupName"}
  Text: {Type: String}
Resources:
  Inside: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref Vpc}}
  Somewhere: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a}}
  Bucket: {Type: AWS::S3::Bucket}
  Key: {Type: AWS::KMS::Key}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "sts:AssumeRole"}]}}}
  Topic: {Type: AWS::SNS::Topic}
  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: example.com}}
  Copy: {Type: AWS::KMS::ReplicaKey, Properties: {PrimaryKeyArn: !GetAtt Key.Arn, KeyPolicy: {}}}
  Ours: {Type: Custom::Ours, Properties: {ServiceToken: !Ref Topic}}
  R:
    Type: `

func TestReferences(t *testing.T) {
	for _, tt := range []struct{ name, resource, want string }{
		{"a parameter of another type", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SubnetId: !Ref Vpc}",
			"E1041 this gives `AWS::EC2::VPC.Id`, but `AWS::EC2::Subnet.Id` is expected here"},
		{"a list of another type", "AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [subnet-01234567, subnet-01234568], SecurityGroups: !Ref Subnets}",
			"E1041 this gives `AWS::EC2::Subnet.Ids`, but `AWS::EC2::SecurityGroup.Ids` is expected here"},
		{"a parameter of the type", "AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: !Ref Subnets}", ""},
		{"a name of a group", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SecurityGroups: [!Ref GroupName]}", ""},
		{"a text", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SubnetId: !Ref Text}", ""},
		{"the ID of a group in a VPC", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SecurityGroups: [!Ref Inside]}",
			"E1041 this gives `AWS::EC2::SecurityGroup.Id`, but `AWS::EC2::SecurityGroup.Name` is expected here"},
		{"the name of a group of the default VPC", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SecurityGroups: [!Ref Somewhere]}", ""},
		{"another attribute", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SecurityGroups: [!GetAtt Somewhere.GroupId]}",
			"E1040 this gives `AWS::EC2::SecurityGroup.Id`, but `AWS::EC2::SecurityGroup.Name` is expected here"},
		{"an ARN for a name", "AWS::Lambda::LayerVersion, Properties: {Content: {S3Bucket: !GetAtt Bucket.Arn, S3Key: a}}",
			"E1040 this gives `AWS::S3::Bucket.Arn`, but `AWS::S3::Bucket.Name` is expected here"},
		{"none of several forms", "AWS::SNS::Topic, Properties: {KmsMasterKeyId: !Ref Topic}",
			"E1041 this gives `AWS::SNS::Topic.Arn`, but `AWS::KMS::Key.Arn`, `AWS::KMS::Key.Id` or `AWS::KMS::Alias.AliasName` is expected here"},
		{"a name for an ARN", "AWS::AIOps::InvestigationGroup, Properties: {Name: a, RoleArn: !Ref Role}",
			"E1041 this gives `AWS::IAM::Role.RoleName`, but `AWS::IAM::Role.Arn` is expected here"},
		{"a name for a name", "AWS::Lambda::LayerVersion, Properties: {Content: {S3Bucket: !Ref Role, S3Key: a}}", ""},
		{"one of several forms", "AWS::SNS::Topic, Properties: {KmsMasterKeyId: !Ref Key}", ""},
		{"a replica of a key", "AWS::SNS::Topic, Properties: {KmsMasterKeyId: !GetAtt Copy.Arn}", ""},
		{"a custom resource", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SubnetId: !GetAtt Ours.Subnet}", ""},
		{"an attribute of which nothing is known", "AWS::EC2::Instance, Properties: {ImageId: ami-01234567, SubnetId: !GetAtt Zone.NameServers}",
			"E1010 `Fn::GetAtt` gives a list, but a string is expected here"},
		{"the zone of the record", "AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: a, Type: A, AliasTarget: {DNSName: b, HostedZoneId: !Ref Zone}}", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, line := range found(t, references+strings.Replace(tt.resource, ", Properties", "\n    Properties", 1)+"\n") {
				_, rest, _ := strings.Cut(line, " ")
				got = append(got, strings.Replace(rest, " must", "", 1))
			}
			var want []string
			if tt.want != "" {
				want = []string{tt.want}
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
