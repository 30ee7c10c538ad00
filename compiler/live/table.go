package live

// The table. APIs and the shapes of their answers are those of the API references of the
// services; a JMESPath is what --query of the AWS command line takes.
var attributes = [...]Attribute{
	group("DesiredCapacity", "DesiredCapacity", "MinSize"),
	group("InServiceInstances", "Instances[?LifecycleState=='InService'] | length(@)", "MinSize"),
	group("MinSize", "MinSize", "MinSize"),
	group("MaxSize", "MaxSize", "MaxSize", "MinSize"),
	{
		Type: "AWS::ECS::Service", Name: "DesiredCount", Default: "1",
		API: "ecs:DescribeServices", Path: "services[0].desiredCount", Begins: []string{"DesiredCount"},
	},
	{
		Type: "AWS::ECS::Service", Name: "RunningCount", Default: "1",
		API: "ecs:DescribeServices", Path: "services[0].runningCount", Begins: []string{"DesiredCount"},
	},
	{
		Type: "AWS::EC2::LaunchTemplate", Name: "LatestVersionNumber", Explicit: true, Default: "1",
		API: "ec2:DescribeLaunchTemplates", Path: "LaunchTemplates[0].LatestVersionNumber",
	},
	{
		Type: "AWS::EC2::LaunchTemplate", Name: "DefaultVersionNumber", Explicit: true, Default: "1",
		API: "ec2:DescribeLaunchTemplates", Path: "LaunchTemplates[0].DefaultVersionNumber",
	},
	throughput("ReadCapacityUnits"),
	throughput("WriteCapacityUnits"),
	{
		Type: "AWS::ElasticLoadBalancingV2::TargetGroup", Name: "DeregistrationDelay", Default: "300",
		API:  "elasticloadbalancing:DescribeTargetGroupAttributes",
		Path: "Attributes[?Key=='deregistration_delay.timeout_seconds'] | [0].Value",
	},
	{
		Type: "AWS::Kinesis::Stream", Name: "ShardCount", Default: "1",
		API: "kinesis:DescribeStreamSummary", Path: "StreamDescriptionSummary.OpenShardCount", Begins: []string{"ShardCount"},
	},
	{
		Type: "AWS::EKS::Nodegroup", Name: "DesiredSize", Default: "1",
		API: "eks:DescribeNodegroup", Path: "nodegroup.scalingConfig.desiredSize",
		Begins: []string{"ScalingConfig.DesiredSize", "ScalingConfig.MinSize"},
		Low:    Limit{"ScalingConfig.MinSize", "nodegroup.scalingConfig.minSize"},
		High:   Limit{"ScalingConfig.MaxSize", "nodegroup.scalingConfig.maxSize"},
	},
	{
		Type: "AWS::Lambda::Alias", Name: "ProvisionedConcurrency", Default: "1",
		API: "lambda:GetProvisionedConcurrencyConfig", Path: "RequestedProvisionedConcurrentExecutions",
		Begins: []string{"ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"},
	},
	{
		Type: "AWS::EC2::SpotFleet", Name: "TargetCapacity", Default: "1",
		API: "ec2:DescribeSpotFleetRequests", Path: "SpotFleetRequestConfigs[0].SpotFleetRequestConfig.TargetCapacity",
		Begins: []string{"SpotFleetRequestConfigData.TargetCapacity"},
	},
	{
		Type: "AWS::AppStream::Fleet", Name: "DesiredInstances", Default: "1",
		API: "appstream:DescribeFleets", Path: "Fleets[0].ComputeCapacityStatus.Desired",
		Begins: []string{"ComputeCapacity.DesiredInstances"},
	},
	{
		Type: "AWS::RDS::DBInstance", Name: "EngineVersion", Explicit: true, Text: true,
		API: "rds:DescribeDBInstances", Path: "DBInstances[0].EngineVersion", Begins: []string{"EngineVersion"},
	},
	{
		Type: "AWS::RDS::DBInstance", Name: "AllocatedStorage", Explicit: true, Default: "20",
		API: "rds:DescribeDBInstances", Path: "DBInstances[0].AllocatedStorage", Begins: []string{"AllocatedStorage"},
	},
	{
		Type: ParameterType, Name: PreviousValue, Explicit: true, Text: true,
		API: "cloudformation:DescribeStacks", Path: "Stacks[0].Parameters",
	},
}

// group is an attribute of an Auto Scaling group.
func group(name, path string, begins ...string) Attribute {
	const found = "AutoScalingGroups[0]."
	return Attribute{
		Type: "AWS::AutoScaling::AutoScalingGroup", Name: name, Default: "1",
		API: "autoscaling:DescribeAutoScalingGroups", Path: found + path, Begins: begins,
		Low: Limit{"MinSize", found + "MinSize"}, High: Limit{"MaxSize", found + "MaxSize"},
	}
}

// throughput is an attribute of a DynamoDB table.
func throughput(name string) Attribute {
	return Attribute{
		Type: "AWS::DynamoDB::Table", Name: name, Default: "1",
		API: "dynamodb:DescribeTable", Path: "Table.ProvisionedThroughput." + name, Begins: []string{"ProvisionedThroughput." + name},
	}
}
