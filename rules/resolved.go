package rules

import "github.com/cfnc/cfnc/lint"

// resolved returns the rules for values that functions give.
func resolved() []*lint.Rule {
	return factRules([]fact{
		{
			words: words{"E1040", "attribute-names-something-else", "Fn::GetAtt gives something else than the property asks for"},
			why: `The property takes the identifier of one kind of resource, and the attribute is that of another kind, or another ` +
				`identifier of the same: the service does not find it, and the deployment fails.`,
			help: "take the attribute that gives what the property asks for",
			bad: `Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Network:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web servers
      VpcId: !GetAtt Network.DefaultSecurityGroup # want
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: !GetAtt Bucket.Arn, S3Key: tools.zip} # want
`,
			good: `Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web servers
      VpcId: !GetAtt Network.VpcId
  Version:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: hello}
  Connector:
    Type: AWS::AppFlow::Connector
    Properties:
      ConnectorProvisioningType: LAMBDA
      ConnectorProvisioningConfig: {Lambda: {LambdaArn: !GetAtt Version.FunctionArn}}
`,
		},
		{
			words: words{"E1041", "reference-names-something-else", "Ref gives something else than the property asks for"},
			why: `Ref gives the identifier of a resource, which may be its name, its ID or its ARN, and of a parameter a value of the ` +
				`parameter's type. Where the property asks for another one, the service does not find it, and the deployment fails.`,
			help: "refer to what the property asks for; `Fn::GetAtt` may give it",
			bad: `Parameters:
  Network: {Type: "AWS::EC2::VPC::Id"}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web servers
      VpcId: !Ref Network
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      SubnetId: !Ref Network # want
      SecurityGroups: [!Ref Group] # want
  Topic:
    Type: AWS::SNS::Topic
    Properties: {KmsMasterKeyId: !Ref Server} # want
`,
			good: `Parameters:
  Subnet: {Type: "AWS::EC2::Subnet::Id"}
Resources:
  Group: # without VpcId, Ref may give the name
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: web servers}
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      SubnetId: !Ref Subnet
      SecurityGroups: [!Ref Group]
  Key:
    Type: AWS::KMS::Key
  Topic:
    Type: AWS::SNS::Topic
    Properties: {KmsMasterKeyId: !Ref Key}
`,
		},
		{
			words: words{"W1030", "parameter-value-does-not-fit", "A default or allowed value does not fit a property"},
			// Those of lists of values, patterns and bounds; cfn-lint, too, reports them as W1030.
			aliases: []string{"W2030", "W2031", "W3034"},
			why:     `The deployment fails, or means something else, as soon as the parameter has that value.`,
			help:    "change the value, or bound the parameter",
			bad: `Parameters:
  Delay:
    Type: Number
    Default: 1000 # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Ref Delay
`,
			good: `Parameters:
  Delay:
    Type: Number
    Default: 10
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Ref Delay
`,
		},
		{
			words: words{"W1034", "mapping-value-does-not-fit", "A value of a mapping does not fit a property"},
			why:   `The deployment fails, or means something else, wherever that value of the mapping is looked up.`,
			help:  "change the value in the mapping",
			bad: `Mappings:
  Delays:
    eu-west-1: {Queue: 10}
    us-east-1: {Queue: 1000}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Delays, !Ref AWS::Region, Queue] # want
`,
			good: `Mappings:
  Delays:
    eu-west-1: {Queue: 10}
    us-east-1: {Queue: 100}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Delays, !Ref AWS::Region, Queue]
`,
		},
		{
			words: words{"W1031", "sub-does-not-fit", "What Fn::Sub gives does not fit a property"},
			why: `Fn::Sub comes to a value that the property does not take, with the default or an allowed value of a parameter or with a ` +
				`value of a mapping: the deployment fails as soon as it has that value.`,
			help: "change the value, or bound the parameter",
			bad: `Parameters:
  Team: {Type: String, Default: Web_Team}
Resources:
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: !Sub "${Team}-code", S3Key: tools.zip} # want
`,
			good: `Parameters:
  Team: {Type: String, Default: web-team}
Conditions:
  Own: !Not [!Equals [!Ref Team, web-team]]
Resources:
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content:
        S3Bucket: !If [Own, !Sub "${Team}-code", !Sub "code-${AWS::AccountId}-${AWS::Region}"]
        S3Key: tools.zip
`,
		},
		{
			words: words{"W1032", "join-does-not-fit", "What Fn::Join gives does not fit a property"},
			why: `Fn::Join comes to a value that the property does not take, with the default or an allowed value of a parameter or with a ` +
				`value of a mapping: the deployment fails as soon as it has that value.`,
			help: "change the value, or bound the parameter",
			bad: `Parameters:
  Team: {Type: String, AllowedValues: [web, Data]}
Resources:
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content:
        S3Bucket: !Join ["-", [!Ref Team, code]] # want
        S3Key: tools.zip
`,
			good: `Parameters:
  Team: {Type: String, AllowedValues: [web, data]}
Resources:
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content:
        S3Bucket: !Join ["-", [!Ref Team, !ImportValue code]]
        S3Key: !Join ["/", [!Ref Team, tools.zip]]
`,
		},
		{
			words: words{"W1033", "split-does-not-fit", "What Fn::Split gives does not fit a property"},
			why: `Fn::Split comes to a value that the property does not take, with the default or an allowed value of a parameter or with a ` +
				`value of a mapping: the deployment fails as soon as it has that value.`,
			help: "change the value, or bound the parameter",
			bad: `Parameters:
  Subnets: {Type: String, Default: "subnet-0123456789abcdef0,private"}
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: !Split [",", !Ref Subnets] # want
`,
			good: `Parameters:
  Subnets: {Type: String, Default: "subnet-0123456789abcdef0,subnet-0123456789abcdef1"}
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: !Split [",", !Ref Subnets]
`,
		},
		{
			words: words{"W1035", "select-does-not-fit", "What Fn::Select gives does not fit a property"},
			why: `Fn::Select comes to a value that the property does not take, with the default or an allowed value of a parameter or with a ` +
				`value of a mapping: the deployment fails as soon as it has that value.`,
			help: "change the value, or bound the parameter",
			bad: `Parameters:
  Delays: {Type: CommaDelimitedList, Default: "10, 1000"}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Select [1, !Ref Delays] # want
`,
			good: `Parameters:
  Delays: {Type: CommaDelimitedList, Default: "10, 1000"}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Select [0, !Ref Delays]
`,
		},
		{
			words: words{"W1036", "zones-do-not-fit", "What Fn::GetAZs gives does not fit a property"},
			why: `Fn::GetAZs comes to a value that the property does not take, with the default or an allowed value of a parameter or with a ` +
				`value of a mapping: the deployment fails as soon as it has that value.`,
			help: "change the value, or bound the parameter",
			bad: `Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: !GetAZs "" # want
`,
			good: `Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      AvailabilityZones: !GetAZs ""
      Listeners: [{InstancePort: "80", LoadBalancerPort: "80", Protocol: HTTP}]
`,
		},
		{
			words: words{"W1040", "json-does-not-fit", "What Fn::ToJsonString gives does not fit a property"},
			why: `Fn::ToJsonString comes to a value that the property does not take, with the default or an allowed value of a parameter or with a ` +
				`value of a mapping: the deployment fails as soon as it has that value.`,
			help: "change the value, or bound the parameter",
			bad: `Transform: AWS::LanguageExtensions
Parameters:
  Team: {Type: String, Default: web}
Resources:
  Layer:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content:
        S3Key: tools.zip
        S3Bucket:
          Fn::ToJsonString: {Team: !Ref Team} # want
`,
			good: `Transform: AWS::LanguageExtensions
Parameters:
  Team: {Type: String, Default: web}
Resources:
  Function:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value:
        Fn::ToJsonString: {Team: !Ref Team}
`,
		},
	})
}
