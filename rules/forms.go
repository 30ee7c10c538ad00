package rules

import "github.com/cfnc/cfnc/lint"

// forms returns the rules for identifiers and ARNs that are written out.
func forms() (list []*lint.Rule) {
	for _, f := range []struct {
		id, name, noun string
		typ, property  string
		bad, good      string
		rest           string // other properties of the examples
	}{
		{"E1150", "security-group-id", "the ID of a security group", "AWS::EC2::SecurityGroupIngress", "GroupId", "web", "sg-0123456789abcdef0", `
      IpProtocol: "-1"
      CidrIp: 10.0.0.0/8`},
		{"E1151", "vpc-id", "the ID of a VPC", "AWS::EC2::SecurityGroup", "VpcId", "main", "vpc-0123456789abcdef0", `
      GroupDescription: web`},
		{"E1152", "image-id", "the ID of an AMI", "AWS::EC2::Instance", "ImageId", "amazon-linux", "ami-0123456789abcdef0", ""},
		{"E1153", "security-group-name", "the name of a security group", "AWS::EC2::Instance", "SecurityGroups", "[wéb]", "[web]", ""},
		{"E1154", "subnet-id", "the ID of a subnet", "AWS::EC2::Instance", "SubnetId", "PrivateSubnet", "subnet-0123456789abcdef0", ""},
		{"E1155", "log-group-name", "the name of a log group", "AWS::Logs::MetricFilter", "LogGroupName", "web server", "web-server", `
      FilterPattern: ERROR
      MetricTransformations: [{MetricName: errors, MetricNamespace: web, MetricValue: "1"}]`},
		{"E1156", "role-arn", "the ARN of a role", "AWS::AIOps::InvestigationGroup", "RoleArn", "operator", "arn:aws:iam::123456789012:role/operator", `
      Name: outages`},
		{"E1157", "key-arn", "the ARN of a KMS key", "AWS::APS::Workspace", "KmsKeyArn", "alias/metrics", "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef", ""},
		{"E1158", "topic-arn", "the ARN of a topic", "AWS::SNS::Subscription", "TopicArn", "news", "arn:aws:sns:eu-west-1:123456789012:news", `
      Protocol: email`},
		{"E1159", "certificate-arn", "the ARN of a certificate", "AWS::ApiGateway::DomainName", "CertificateArn", "example.com", "arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef", `
      DomainName: api.example.com`},
		{"E1160", "function-arn", "the ARN of a Lambda function", "AWS::AppFlow::Connector", "ConnectorProvisioningConfig", "{Lambda: {LambdaArn: hello}}", "{Lambda: {LambdaArn: \"arn:aws:lambda:eu-west-1:123456789012:function:hello\"}}", `
      ConnectorProvisioningType: LAMBDA`},
		{"E1161", "bucket-name", "the name of a bucket", "AWS::Lambda::LayerVersion", "Content", "{S3Bucket: Our_Bucket, S3Key: tools.zip}",
			"{S3Bucket: our-bucket, S3Key: tools.zip}", ""},
		{"E1162", "key-id", "the ID of a KMS key", "AWS::SNS::Topic", "KmsMasterKeyId", "aws/sns", "01234567-89ab-cdef-0123-456789abcdef", ""},
		{"E1164", "key-alias", "the alias of a KMS key", "AWS::KMS::Alias", "AliasName", "orders", "alias/orders", `
      TargetKeyId: 01234567-89ab-cdef-0123-456789abcdef`},
	} {
		facts := fact{
			words: words{f.id, f.name, "A text is not " + f.noun},
			why:   "The service looks for what has this name or identifier, refuses a text that cannot be one, and the deployment fails. Often a function is missing: a logical ID stands where its Ref was meant.",
			help:  "write " + f.noun + ", or a function that gives it",
			typ:   f.typ,
			bad:   f.rest + "\n      " + f.property + ": " + f.bad + " # want\n",
			good:  f.rest + "\n      " + f.property + ": " + f.good + "\n",
		}
		list = append(list, factRules([]fact{facts})...)
	}
	return list
}
