package rules

import "github.com/cfnc/cfnc/lint"

// regionalClasses returns the rules for instance types and classes that not all regions offer.
func regionalClasses() (list []*lint.Rule) {
	for _, o := range []offering{
		{
			words: words{"E3025", "regional-rds-class", "No such class of RDS instances is offered there"},
			kind:  "classes of RDS instances, and for different engines and licences",
			typ:   "AWS::RDS::DBInstance", properties: `      Engine: postgres
      DBInstanceClass:`,
			has: "db.m6g.large", lacks: "db.r8gd.12xlarge",
		},
		{
			words: words{"E3694", "regional-rds-cluster-class", "No such class of RDS clusters is offered there"},
			kind:  "classes of RDS clusters, and for different engines",
			typ:   "AWS::RDS::DBCluster", properties: `      Engine: postgres
      DBClusterInstanceClass:`,
			has: "db.r6gd.large", lacks: "db.r8gd.12xlarge",
		},
		{
			words: words{"E3617", "regional-blockchain-type", "No such type of blockchain nodes is offered there"},
			kind:  "instance types for nodes of Amazon Managed Blockchain",
			typ:   "AWS::ManagedBlockchain::Node", properties: `      NodeConfiguration:
        AvailabilityZone: eu-west-1a
        InstanceType:`,
			has: "bc.m5.large", lacks: "bc.m9.large", region: "eu-west-1",
		},
		{
			words: words{"E3620", "regional-docdb-class", "No such class of DocumentDB instances is offered there"},
			kind:  "classes of Amazon DocumentDB instances",
			typ:   "AWS::DocDB::DBInstance", properties: `      DBClusterIdentifier: news
      DBInstanceClass:`,
			has: "db.r6g.large", lacks: "db.r4.2xlarge",
		},
		{
			words: words{"E3621", "regional-appstream-type", "No such type of AppStream instances is offered there"},
			kind:  "instance types for fleets of AppStream 2.0",
			typ:   "AWS::AppStream::Fleet", properties: `      Name: desks
      InstanceType:`,
			has: "GeneralPurpose.t3.large", lacks: "ComputeOptimized.c6a.12xlarge",
		},
		{
			words: words{"E3628", "regional-instance-type", "No such type of EC2 instances is offered there"},
			kind:  "instance types of EC2",
			typ:   "AWS::EC2::Instance", properties: `      ImageId: ami-0123456789abcdef0
      InstanceType:`,
			has: "t3.micro", lacks: "x1e.2xlarge",
		},
		{
			words: words{"E3635", "regional-neptune-class", "No such class of Neptune instances is offered there"},
			kind:  "classes of Amazon Neptune instances",
			typ:   "AWS::Neptune::DBInstance", properties: `      DBInstanceClass:`,
			has: "db.t3.medium", lacks: "db.r8g.12xlarge",
		},
		{
			words: words{"E3640", "regional-sagemaker-processing-type", "No such instance type for SageMaker processing is offered there"},
			kind:  "instance types for processing jobs of SageMaker",
			typ:   "AWS::SageMaker::DataQualityJobDefinition", properties: `      JobResources:
        ClusterConfig:
          InstanceCount: 1
          VolumeSizeInGB: 20
          InstanceType:`,
			has: "ml.c7i.12xlarge", lacks: "ml.g5.12xlarge",
		},
		{
			words: words{"E3641", "regional-gamelift-type", "No such instance type for GameLift fleets is offered there"},
			kind:  "instance types for fleets of GameLift",
			typ:   "AWS::GameLift::Fleet", properties: `      Name: arena
      EC2InstanceType:`,
			has: "r5dn.12xlarge", lacks: "r6id.12xlarge",
		},
		{
			words: words{"E3642", "regional-sagemaker-hosting-type", "No such instance type for SageMaker endpoints is offered there"},
			kind:  "instance types for endpoints of SageMaker",
			typ:   "AWS::SageMaker::EndpointConfig", properties: `      ProductionVariants:
        - VariantName: a
          ModelName: b
          InstanceType:`,
			has: "ml.c6i.24xlarge", lacks: "ml.m6gd.12xlarge",
		},
		{
			words: words{"E3643", "regional-sagemaker-transform-type", "No such instance type for SageMaker transforms is offered there"},
			kind:  "instance types for transform jobs of SageMaker",
			typ:   "AWS::SageMaker::ModelPackage", properties: `      ValidationSpecification:
        ValidationProfiles:
          - TransformJobDefinition:
              TransformResources:
                InstanceType:`,
			has: "ml.m7i.12xlarge", lacks: "ml.r7i.12xlarge",
		},
		{
			words: words{"E3644", "regional-sagemaker-cluster-type", "No such instance type for SageMaker clusters is offered there"},
			kind:  "instance types for clusters of SageMaker HyperPod",
			typ:   "AWS::SageMaker::Cluster", properties: `      InstanceGroups:
        - InstanceCount: 1
          InstanceGroupName: a
          InstanceType:`,
			has: "ml.p4de.24xlarge", lacks: "ml.c6a.12xlarge", region: "eu-north-1",
		},
		{
			words: words{"E3647", "regional-cache-type", "No such type of cache nodes is offered there"},
			kind:  "types of ElastiCache nodes",
			typ:   "AWS::ElastiCache::CacheCluster", properties: `      Engine: memcached
      NumCacheNodes: 1
      CacheNodeType:`,
			has: "cache.m6g.12xlarge", lacks: "cache.c8gn.12xlarge",
		},
		{
			words: words{"E3652", "regional-elasticsearch-type", "No such type of Elasticsearch nodes is offered there"},
			kind:  "instance types for domains of Elasticsearch",
			typ:   "AWS::Elasticsearch::Domain", properties: `      ElasticsearchClusterConfig:
        InstanceType:`,
			has: "i4i.2xlarge.elasticsearch", lacks: "or1.2xlarge.elasticsearch",
		},
		{
			words: words{"E3653", "regional-opensearch-type", "No such type of OpenSearch nodes is offered there"},
			kind:  "instance types for domains of OpenSearch",
			typ:   "AWS::OpenSearchService::Domain", properties: `      ClusterConfig:
        InstanceType:`,
			has: "i4i.2xlarge.search", lacks: "or1.2xlarge.search",
		},
		{
			words: words{"E3667", "regional-redshift-type", "No such type of Redshift nodes is offered there"},
			kind:  "types of Redshift nodes",
			typ:   "AWS::Redshift::Cluster", properties: `      ClusterType: single-node
      DBName: dev
      MasterUsername: admin
      NodeType:`,
			has: "ra3.4xlarge", lacks: "dc2.large", region: "ap-southeast-5",
		},
		{
			words: words{"E3670", "regional-broker-type", "No such type of message brokers is offered there"},
			kind:  "instance types for brokers of Amazon MQ",
			typ:   "AWS::AmazonMQ::Broker", properties: `      BrokerName: news
      HostInstanceType:`,
			has: "mq.m5.2xlarge", lacks: "mq.m4.large",
		},
		{
			words: words{"E3672", "regional-dax-type", "No such type of DAX nodes is offered there"},
			kind:  "types of DAX nodes",
			typ:   "AWS::DAX::Cluster", properties: `      ReplicationFactor: 1
      NodeType:`,
			has: "dax.r5.12xlarge", lacks: "dax.r3.2xlarge",
		},
		{
			words: words{"E3675", "regional-emr-type", "No such type of EMR instances is offered there"},
			kind:  "instance types for clusters of EMR",
			typ:   "AWS::EMR::Cluster", properties: `      Name: jobs
      Instances:
        CoreInstanceGroup:
          InstanceCount: 1
          InstanceType:`,
			has: "r5dn.12xlarge", lacks: "x1e.2xlarge",
		},
	} {
		list = append(list, o.rule())
	}
	return list
}
