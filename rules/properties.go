package rules

import "github.com/cfnc/cfnc/lint"

// properties returns the rules for the keywords of resource schemas, as AWS publishes them.
func properties() []*lint.Rule {
	return factRules([]fact{
		{
			words: words{"E1103", "text-of-wrong-form", "A text is no JSON, or no time"},
			why:   `The service reads the text as JSON, or as a time, and refuses it.`,
			help:  "write JSON, or a map in its place; a time as RFC 3339 has it",
			typ:   "AWS::Scheduler::Schedule",
			bad: `
      FlexibleTimeWindow: {Mode: "OFF"}
      ScheduleExpression: rate(1 day)
      StartDate: 1 June 2027 # want
      Target: {Arn: "arn:aws:sqs:eu-west-1:123456789012:jobs", RoleArn: "arn:aws:iam::123456789012:role/jobs"}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      ArchivePolicy: '{MessageRetentionPeriod: 30}' # want
`,
			good: `
      FlexibleTimeWindow: {Mode: "OFF"}
      ScheduleExpression: rate(1 day)
      StartDate: "2027-06-01T00:00:00Z"
      Target: {Arn: "arn:aws:sqs:eu-west-1:123456789012:jobs", RoleArn: "arn:aws:iam::123456789012:role/jobs"}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      ArchivePolicy: '{"MessageRetentionPeriod": 30}'
  Other:
    Type: AWS::SNS::Topic
    Properties:
      ArchivePolicy: {MessageRetentionPeriod: 30}
`,
		},
		{
			words: words{"E3002", "unknown-property", "A property is not known, or not of the right form"},
			why:   `CloudFormation refuses a resource with a property that its type does not have. Most are typing errors, or stand a level too high or too deep.`,
			help:  "correct the name, or move the property to where its type has it",
			typ:   "AWS::SNS::Topic",
			bad: `
      TopicNmae: news # want
`,
			good: `
      TopicName: news
`,
		},
		{
			words: words{"E3003", "missing-property", "A required property is missing"},
			why:   `CloudFormation begins to deploy, fails at the resource and rolls everything back.`,
			help:  "add the property; where a condition removes it, give it another value there",
			typ:   "AWS::IAM::Role",
			bad: ` # want
      Description: for the web servers
`,
			good: `
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}
`,
		},
		{
			words: words{"E3012", "wrong-type", "A value has another type than its property"},
			why: `CloudFormation takes texts for numbers and booleans, and the other way round, but no text for a list and no list for ` +
				`a text: the deployment fails.`,
			help: "write a value of the type that the property has",
			typ:  "AWS::SQS::Queue",
			bad: `
      DelaySeconds: soon # want
      Tags: {Team: web} # want
`,
			good: `
      DelaySeconds: "5"
      FifoQueue: "true"
      Tags: [{Key: Team, Value: web}]
  Packaged:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/web
      Runtime: python3.14
      Code: src/function
`,
		},
		{
			words: words{"E3014", "not-exactly-one-property", "Not exactly one of several properties is set"},
			why:   `The service wants exactly one of these properties, and refuses none as well as several.`,
			help:  "set one of the properties and remove the others",
			typ:   "AWS::EC2::SecurityGroupIngress",
			bad: `
      GroupId: sg-0123456789abcdef0
      IpProtocol: "-1"
      CidrIp: 10.0.0.0/8
      CidrIpv6: 2001:db8::/32 # want
`,
			good: `
      GroupId: sg-0123456789abcdef0
      IpProtocol: "-1"
      CidrIp: 10.0.0.0/8
`,
		},
		{
			words: words{"E3017", "no-form-fits", "A value has none of the forms that its property allows"},
			why:   `The property takes values of several forms, and this one has none of them: the deployment fails.`,
			help:  "write the value in one of the forms",
			typ:   "AWS::SNS::Topic",
			bad: `
      KmsMasterKeyId: aws/sns # want
`,
			good: `
      KmsMasterKeyId: alias/aws/sns
`,
		},
		{
			words: words{"E3018", "not-exactly-one-form", "A value fits none, or several, of exclusive forms"},
			why:   `The property takes one of several forms that exclude each other, and the service refuses a mixture.`,
			help:  "keep to one of the forms",
			typ:   "AWS::Route53::RecordSet",
			bad: ` # want
      Name: www.example.com
      Type: A
      TTL: "300"
      ResourceRecords: [192.0.2.1]
`,
			good: `
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      TTL: "300"
      ResourceRecords: [192.0.2.1]
`,
		},
		{
			words: words{"E3020", "properties-exclude-each-other", "Two properties exclude each other"},
			why:   `The service refuses a resource with both properties, or ignores one of them.`,
			help:  "remove one of the two properties",
			typ:   "AWS::EC2::Instance",
			bad: `
      ImageId: ami-0123456789abcdef0
      SubnetId: subnet-0123456789abcdef0
      NetworkInterfaces: [{DeviceIndex: "0", SubnetId: subnet-0123456789abcdef0}] # want
`,
			good: `
      ImageId: ami-0123456789abcdef0
      NetworkInterfaces: [{DeviceIndex: "0", SubnetId: subnet-0123456789abcdef0}]
`,
		},
		{
			words: words{"E3021", "property-needs-another", "A property needs another one beside it"},
			why:   `The property means nothing without the other one, and the service refuses it.`,
			help:  "set the other property, too",
			typ:   "AWS::EC2::VPC",
			bad: `
      Ipv4IpamPoolId: ipam-pool-0123456789abcdef0 # want
`,
			good: `
      Ipv4IpamPoolId: ipam-pool-0123456789abcdef0
      Ipv4NetmaskLength: 24
`,
		},
		{
			words: words{"E3030", "value-not-allowed", "A value is not among those that its property allows"},
			why:   `The service knows a fixed list of values and refuses all others, often only after minutes of deploying.`,
			help:  "write one of the allowed values",
			typ:   "AWS::DynamoDB::Table",
			bad: `
      BillingMode: PAY_PER_REQEST # want
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: Text}] # want
`,
			good: `
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
`,
		},
		{
			words: words{"E3031", "value-does-not-match", "A text does not match the pattern of its property"},
			why:   `The service refuses the text. Often a function is missing: a logical ID stands where its Ref was meant.`,
			help:  "write a text that matches the pattern",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Runtime: python3.13
      Handler: hello main # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Runtime: python3.13
      Handler: hello.main
`,
		},
		{
			words: words{"E3032", "list-has-wrong-length", "A list has too few or too many entries"},
			why:   `The service bounds the number of entries, and refuses the resource.`,
			help:  "add or remove entries",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
      Architectures: [x86_64, arm64] # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
      Architectures: [arm64]
`,
		},
		{
			words: words{"E3033", "text-has-wrong-length", "A text is too short or too long"},
			why:   `The service bounds the length of the text, and refuses the resource.`,
			help:  "shorten the text, or make it longer",
			typ:   "AWS::Lambda::LayerVersion",
			bad: `
      Content: {S3Bucket: code-of-hello, S3Key: hello.zip}
      LicenseInfo: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx # want
`,
			good: `
      Content: {S3Bucket: code-of-hello, S3Key: hello.zip}
      LicenseInfo: MIT
`,
		},
		{
			words: words{"E3034", "number-out-of-bounds", "A number is too small or too large"},
			why:   `The service bounds the number, and refuses the resource.`,
			help:  "write a number within the bounds",
			typ:   "AWS::SQS::Queue",
			bad: `
      DelaySeconds: 901 # want
`,
			good: `
      DelaySeconds: 900
`,
		},
		{
			words: words{"E3037", "entry-twice", "An entry stands in a list twice"},
			why:   `The list is a set, and CloudFormation refuses one with equal entries.`,
			help:  "remove the second entry",
			typ:   "AWS::RDS::EventSubscription",
			bad: `
      SnsTopicArn: arn:aws:sns:eu-west-1:123456789012:databases
      SourceType: db-instance
      SourceIds:
        - orders
        - orders # want
`,
			good: `
      SnsTopicArn: arn:aws:sns:eu-west-1:123456789012:databases
      SourceType: db-instance
      SourceIds:
        - orders
        - customers
`,
		},
		{
			words: words{"I3037", "entry-twice-in-list", "An entry stands twice in a list that may have it twice"},
			why: `CloudFormation takes the list as it is, but an entry that stands there twice is mostly one that was copied and not ` +
				`changed: another is missing.`,
			help: "remove the second entry, or change it to the one that was meant",
			typ:  "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
      VpcConfig:
        SecurityGroupIds: [sg-0123456789abcdef0]
        SubnetIds:
          - subnet-0123456789abcdef0
          - subnet-0123456789abcdef0 # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
      ImageConfig: {Command: ["-v", "-v"]}
      VpcConfig:
        SecurityGroupIds: [sg-0123456789abcdef0]
        SubnetIds:
          - subnet-0123456789abcdef0
          - subnet-0123456789abcdef1
`,
		},
		{
			words: words{"E3040", "read-only-property", "A property is set that only AWS sets"},
			why:   `CloudFormation refuses a value for a property that the service fills in itself. Fn::GetAtt reads it.`,
			help:  "remove the property, and read it with `Fn::GetAtt`",
			typ:   "AWS::SQS::Queue",
			bad: `
      Arn: arn:aws:sqs:eu-west-1:123456789012:jobs # want
`,
			good: `
      QueueName: jobs
`,
		},
		{
			words: words{"E3058", "none-of-several-properties", "None of several properties is set"},
			why:   `The service wants at least one of these properties, and refuses the resource.`,
			help:  "set one of the properties",
			typ:   "AWS::Events::Rule",
			bad: ` # want
      Name: nightly
`,
			good: `
      Name: nightly
      ScheduleExpression: rate(1 day)
`,
		},
	})
}
