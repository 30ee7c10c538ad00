package rules

import (
	"testing"

	"github.com/cfnc/cfnc/schema"
)

func TestPhysicalName(t *testing.T) {
	tests := map[string]string{
		"AWS::IAM::Role":                            "RoleName",
		"AWS::RDS::DBInstance":                      "DBInstanceIdentifier",
		"AWS::ElastiCache::ReplicationGroup":        "ReplicationGroupId",
		"AWS::ElasticLoadBalancing::LoadBalancer":   "LoadBalancerName",
		"AWS::EKS::FargateProfile":                  "FargateProfileName", // not ClusterName
		"AWS::EC2::SecurityGroup":                   "GroupName",
		"AWS::ECS::Service":                         "ServiceName",
		"AWS::S3::Bucket":                           "", // nothing but its name replaces it
		"AWS::Logs::LogGroup":                       "",
		"AWS::ECS::Cluster":                         "",
		"AWS::CodeDeploy::DeploymentGroup":          "", // nothing but the application
		"AWS::SQS::Queue":                           "", // a FIFO queue has another name
		"AWS::SNS::Topic":                           "",
		"AWS::Athena::NamedQuery":                   "", // many may have one name
		"AWS::SSM::Parameter":                       "",
		"AWS::KMS::Alias":                           "",
		"AWS::Glue::Table":                          "",
		"AWS::ECR::PullThroughCacheRule":            "",
		"AWS::AutoScaling::LaunchConfiguration":     "", // H205
		"AWS::S3Vectors::VectorBucketPolicy":        "",
		"AWS::CloudFormation::ModuleDefaultVersion": "",
		"Custom::Table":                             "",
	}
	for name, want := range tests {
		if got, _ := physicalName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// What is listed by hand is a property that the schema knows, and that can be left out.
func TestNamesWithinARN(t *testing.T) {
	n := 0
	for known := range schema.All() {
		property := nameWithinARN(known.Name())
		if property == "" {
			continue
		}
		n++
		if got, _ := physicalName(known.Name()); got != property || !known.CreateOnly().Has(property) {
			t.Errorf("%s: %s is no name that can be left out", known.Name(), property)
		}
	}
	if n != 15 {
		t.Errorf("%d of the listed types are known, want 15", n)
	}
}
