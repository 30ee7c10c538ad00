package rules

import "github.com/cfnc/cfnc/lint"

// computeFacts returns the rules that go with single types of resources: functions, containers and instances.
func computeFacts() []*lint.Rule {
	return factRules([]fact{
		{
			words: words{"E3042", "ecs-no-essential-container", "A task definition has no essential container"},
			why:   "Amazon ECS refuses a task definition without an essential container: the end of that one ends the task.",
			help:  "make at least one container essential",
			typ:   "AWS::ECS::TaskDefinition",
			bad: `
      ContainerDefinitions: # want
        - {Name: web, Image: "nginx:1", Essential: false}
`,
			good: `
      ContainerDefinitions:
        - {Name: web, Image: "nginx:1"}
`,
		},
		{
			words: words{"E3044", "ecs-scheduling-strategy", "A service on Fargate is not scheduled as replicas"},
			why:   "Services on Fargate, and those that CodeDeploy or an external controller deploys, can only use the strategy REPLICA.",
			help:  "set `SchedulingStrategy` to `REPLICA`, or leave it out",
			typ:   "AWS::ECS::Service",
			bad: `
      TaskDefinition: web
      LaunchType: FARGATE
      SchedulingStrategy: DAEMON # want
`,
			good: `
      TaskDefinition: web
      LaunchType: FARGATE
      SchedulingStrategy: REPLICA
`,
		},
		{
			words: words{"E3046", "ecs-awslogs-options", "Options of the log driver awslogs are missing or unknown"},
			why:   "A container whose logs go to CloudWatch needs the log group and the region, and does not start with options that the driver does not know.",
			help:  "set `awslogs-group` and `awslogs-region`, and correct the names of other options",
			typ:   "AWS::ECS::TaskDefinition",
			bad: `
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
          LogConfiguration:
            LogDriver: awslogs
            Options: # want
              awslogs-group: web
`,
			good: `
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: web
              awslogs-region: eu-west-1
`,
		},
		{
			words: words{"E3048", "fargate-task-properties", "A task definition for Fargate has properties that Fargate refuses"},
			why:   "Tasks on Fargate need the network mode awsvpc and amounts of CPU and memory, and cannot use what needs access to the host.",
			help:  "adapt the task definition to Fargate",
			typ:   "AWS::ECS::TaskDefinition",
			bad: `
      RequiresCompatibilities: [FARGATE]
      NetworkMode: bridge # want
      Cpu: "256"
      Memory: "512"
      ContainerDefinitions:
        - {Name: web, Image: "nginx:1"}
`,
			good: `
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: "512"
      ContainerDefinitions:
        - {Name: web, Image: "nginx:1"}
`,
		},
		{
			words: words{"E3633", "event-source-without-start", "An event source that is a stream has no starting position"},
			why:   "AWS Lambda must know where to begin to read a stream of Kinesis, DynamoDB or Kafka.",
			help:  "set `StartingPosition`",
			typ:   "AWS::Lambda::EventSourceMapping",
			bad: ` # want
      FunctionName: hello
      EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/news
`,
			good: `
      FunctionName: hello
      EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/news
      StartingPosition: LATEST
`,
		},
		{
			words: words{"E3634", "queue-with-starting-position", "An event source that is a queue has a starting position"},
			why:   "A queue has no positions: AWS Lambda refuses an event source mapping for SQS with one.",
			help:  "remove `StartingPosition`",
			typ:   "AWS::Lambda::EventSourceMapping",
			bad: `
      FunctionName: hello
      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
      StartingPosition: LATEST # want
`,
			good: `
      FunctionName: hello
      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
`,
		},
		{
			words: words{"E3636", "codebuild-s3-without-location", "A source or artifact of CodeBuild in S3 has no location"},
			why:   "AWS CodeBuild needs the bucket of a source or artifact of type S3.",
			help:  "set `Location`",
			typ:   "AWS::CodeBuild::Project",
			bad: `
      ServiceRole: arn:aws:iam::123456789012:role/build
      Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0", Type: LINUX_CONTAINER}
      Source: # want
        Type: S3
      Artifacts: {Type: NO_ARTIFACTS}
`,
			good: `
      ServiceRole: arn:aws:iam::123456789012:role/build
      Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0", Type: LINUX_CONTAINER}
      Source:
        Type: S3
        Location: code-of-hello/source.zip
      Artifacts: {Type: NO_ARTIFACTS}
`,
		},
		{
			words: words{"E3663", "reserved-environment-variable", "An environment variable has a name that AWS Lambda reserves"},
			why:   "AWS Lambda sets these variables itself and refuses a function that sets them.",
			help:  "give the variable another name",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: hello.main
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Environment:
        Variables:
          AWS_REGION: eu-west-1 # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: hello.main
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Environment:
        Variables:
          HOME_REGION: eu-west-1
`,
		},
		{
			words: words{"E3671", "volume-iops", "The IOPS of a volume do not go with its type"},
			why:   "Volumes of provisioned IOPS need a number of them, and each type of volume has bounds.",
			help:  "set `Iops` within the bounds of the type",
			typ:   "AWS::EC2::Instance",
			bad: `
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings:
        - DeviceName: /dev/sda1
          Ebs: # want
            VolumeType: io1
            VolumeSize: 100
`,
			good: `
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings:
        - DeviceName: /dev/sda1
          Ebs:
            VolumeType: io1
            VolumeSize: 100
            Iops: 1000
`,
		},
		{
			words: words{"E3674", "two-primary-addresses", "An instance has two primary private addresses"},
			why:   "PrivateIpAddress is the primary address; EC2 refuses another primary one in a list or at a network interface.",
			help:  "name the primary address once",
			typ:   "AWS::EC2::Instance",
			bad: `
      ImageId: ami-0123456789abcdef0
      PrivateIpAddress: 10.0.0.5
      PrivateIpAddresses:
        - {PrivateIpAddress: 10.0.0.6, Primary: true} # want
`,
			good: `
      ImageId: ami-0123456789abcdef0
      PrivateIpAddress: 10.0.0.5
      PrivateIpAddresses:
        - {PrivateIpAddress: 10.0.0.6, Primary: false}
`,
		},
		{
			words: words{"E3677", "inline-code-runtime", "Inline code has a runtime that takes none"},
			why:   "AWS Lambda takes the code of a function inside a template for Node.js and Python only.",
			help:  "choose a runtime of Node.js or Python, or upload the code",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: java21 # want
      Handler: hello.Main
      Code: {ZipFile: "class Main {}"}
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: index.main
      Code: {ZipFile: "def main(e, c): pass"}
`,
		},
		{
			words: words{"E3678", "inline-code-without-runtime", "Inline code has no runtime"},
			why:   "AWS Lambda cannot run code inside a template without knowing its language.",
			help:  "set `Runtime`",
			typ:   "AWS::Lambda::Function",
			bad: ` # want
      Role: arn:aws:iam::123456789012:role/hello
      Handler: index.main
      Code: {ZipFile: "def main(e, c): pass"}
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: index.main
      Code: {ZipFile: "def main(e, c): pass"}
`,
		},
		{
			words: words{"E3685", "image-function-with-runtime", "A function from an image has a handler, runtime or layers"},
			why:   "The image brings its own runtime, handler and layers; AWS Lambda refuses a function with both.",
			help:  "remove the property, or set `PackageType` to `Zip`",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
      Handler: hello.main # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      PackageType: Image
      Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello:1"}
`,
		},
		{
			words: words{"E3696", "system-log-level-of-text-logs", "A log level is set for logs that are plain text"},
			why:   "AWS Lambda filters logs by level only where their format is JSON, and refuses a level for text.",
			help:  "set `LogFormat` to `JSON`, or remove the level",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: hello.main
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      LoggingConfig:
        LogFormat: Text
        SystemLogLevel: WARN # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: hello.main
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      LoggingConfig:
        LogFormat: JSON
        SystemLogLevel: WARN
`,
		},
		{
			words: words{"W3702", "layer-without-region", "A layer is named in a form that may not be available"},
			why:   "Layers of the form arn:aws:lambda:::awslayer are not offered to all accounts; the deployment then fails.",
			help:  "name the layer by an ARN with a region and an account",
			typ:   "AWS::Lambda::Function",
			bad: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: hello.main
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Layers:
        - arn:aws:lambda:::awslayer:Linux # want
`,
			good: `
      Role: arn:aws:iam::123456789012:role/hello
      Runtime: python3.13
      Handler: hello.main
      Code: {S3Bucket: code-of-hello, S3Key: hello.zip}
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:tools:3
`,
		},
		{
			words: words{"E3715", "virtual-name-of-instance-store", "The virtual name of a device is not that of an instance store"},
			why:   "A device without EBS volume is an instance store, and those are called ephemeral0 to ephemeral23.",
			help:  "write `ephemeral0` and so on, or describe a volume under `Ebs`",
			typ:   "AWS::EC2::Instance",
			bad: `
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings:
        - {DeviceName: /dev/sdc, VirtualName: store0} # want
`,
			good: `
      ImageId: ami-0123456789abcdef0
      BlockDeviceMappings:
        - {DeviceName: /dev/sdc, VirtualName: ephemeral0}
`,
		},
	})
}
