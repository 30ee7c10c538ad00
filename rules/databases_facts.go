package rules

import "github.com/cfnc/cfnc/lint"

// databaseFacts returns the rules that go with single types of resources: databases and caches.
func databaseFacts() []*lint.Rule {
	return factRules([]fact{
		{
			words: words{"E3682", "aurora-instance-with-cluster-properties", "An instance of Aurora has properties of its cluster"},
			why:   "Storage, passwords and protection of Aurora belong to the cluster; RDS refuses them at an instance.",
			help:  "set the property at the cluster",
			typ:   "AWS::RDS::DBInstance",
			bad: `
      DBInstanceClass: db.t4g.micro
      Engine: aurora-mysql
      DBClusterIdentifier: orders
      AllocatedStorage: "20" # want
`,
			good: `
      DBInstanceClass: db.t4g.micro
      Engine: aurora-mysql
      DBClusterIdentifier: orders
`,
		},
		{
			words: words{"E3686", "serverless-cluster-scaling", "A cluster scales in a way that its engine mode does not have"},
			why:   "ScalingConfiguration is for the engine mode serverless, ServerlessV2ScalingConfiguration for provisioned.",
			help:  "use the property that goes with the engine mode",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysql
      EngineMode: provisioned
      ScalingConfiguration: {MinCapacity: 1, MaxCapacity: 4} # want
`,
			good: `
      Engine: aurora-mysql
      EngineMode: provisioned
      ServerlessV2ScalingConfiguration: {MinCapacity: 1, MaxCapacity: 4}
`,
		},
		{
			words: words{"W3688", "snapshot-with-master-user", "A cluster from a snapshot names a master user"},
			why:   "A restored cluster has the master user of its snapshot: RDS ignores the name.",
			says:  "RDS ignores `%s`: the cluster has the master user of its snapshot",
			help:  "remove `MasterUsername`",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysql
      SnapshotIdentifier: orders-2026-01-01
      MasterUsername: root # want
`,
			good: `
      Engine: aurora-mysql
      SnapshotIdentifier: orders-2026-01-01
`,
		},
		{
			words: words{"E3689", "monitoring-interval-and-role", "Enhanced monitoring lacks its interval or its role"},
			why:   "RDS needs the interval and the role that it may write with: one alone is refused.",
			help:  "set both `MonitoringInterval` and `MonitoringRoleArn`",
			typ:   "AWS::RDS::DBInstance",
			bad: ` # want
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      MonitoringInterval: 60
`,
			good: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      MonitoringInterval: 60
      MonitoringRoleArn: arn:aws:iam::123456789012:role/monitoring
`,
		},
		{
			words: words{"W3689", "copied-cluster-properties", "A cluster copied from another sets what it takes from there"},
			why:   "The copy has the master user and the encryption of its source: RDS ignores these properties.",
			says:  "RDS ignores `%s`: the cluster has what its source has",
			help:  "remove the property",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysql
      SourceDBClusterIdentifier: orders
      StorageEncrypted: true # want
`,
			good: `
      Engine: aurora-mysql
      SourceDBClusterIdentifier: orders
`,
		},
		{
			words: words{"E3690", "cluster-engine-version", "A cluster has an engine or a version that RDS does not have"},
			why:   "RDS refuses an engine, and a version of an engine, that it does not offer.",
			help:  "choose a version that RDS offers",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysq # want
`,
			good: `
      Engine: aurora-mysql
`,
		},
		{
			words: words{"W3690", "deprecated-cluster-engine-version", "A cluster has a version of its engine that RDS deprecates"},
			why:   "RDS no longer offers a deprecated version for new clusters, and upgrades those that run at a time of its own choice.",
			says:  "RDS deprecates the version `%s` of this engine",
			help:  "move to a version that RDS supports",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysql
      EngineVersion: 5.7.mysql_aurora.2.07.0 # want
`,
			good: `
      Engine: aurora-mysql
`,
		},
		{
			words: words{"E3691", "instance-engine-version", "A database has an engine or a version that RDS does not have"},
			why:   "RDS refuses an engine, and a version of an engine, that it does not offer.",
			help:  "choose a version that RDS offers",
			typ:   "AWS::RDS::DBInstance",
			bad: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysqll # want
`,
			good: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
`,
		},
		{
			words: words{"W3691", "deprecated-engine-version", "A database has a version of its engine that RDS deprecates"},
			why:   "RDS no longer offers a deprecated version for new databases, and upgrades those that run at a time of its own choice.",
			says:  "RDS deprecates the version `%s` of this engine",
			help:  "move to a version that RDS supports",
			typ:   "AWS::RDS::DBInstance",
			bad: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      EngineVersion: 8.0.36 # want
`,
			good: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
`,
		},
		{
			words: words{"E3692", "multi-az-cluster-properties", "A Multi-AZ cluster has properties of Aurora, or lacks its own"},
			why:   "Clusters of MySQL and PostgreSQL need storage, IOPS and an instance class, and have none of what only Aurora has.",
			help:  "set or remove the property",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: mysql
      AllocatedStorage: 100
      DBClusterInstanceClass: db.m5d.large
      Iops: 1000
      StorageType: io1
      BacktrackWindow: 60 # want
`,
			good: `
      Engine: mysql
      AllocatedStorage: 100
      DBClusterInstanceClass: db.m5d.large
      Iops: 1000
      StorageType: io1
`,
		},
		{
			words: words{"E3693", "aurora-cluster-properties", "A cluster of Aurora has properties of Multi-AZ clusters"},
			why:   "Aurora allocates storage by itself, and its instances have their own classes; RDS refuses these at the cluster.",
			help:  "remove the property",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysql
      AllocatedStorage: 100 # want
`,
			good: `
      Engine: aurora-mysql
`,
		},
		{
			words: words{"W3693", "ignored-serverless-properties", "A serverless cluster has properties that it ignores"},
			why:   "Clusters with the engine mode serverless have no Performance Insights: RDS ignores the property.",
			says:  "RDS ignores `%s`: this engine mode has no Performance Insights",
			help:  "remove the property, or use Serverless v2",
			typ:   "AWS::RDS::DBCluster",
			bad: `
      Engine: aurora-mysql
      EngineMode: serverless
      PerformanceInsightsEnabled: true # want
`,
			good: `
      Engine: aurora-mysql
      EngineMode: serverless
`,
		},
		{
			words: words{"E3695", "cache-engine-version", "A cache cluster has an engine or a version that does not exist"},
			why:   "Amazon ElastiCache refuses an engine, and a version of an engine, that it does not offer.",
			help:  "choose a version that ElastiCache offers",
			typ:   "AWS::ElastiCache::CacheCluster",
			bad: `
      CacheNodeType: cache.t4g.micro
      NumCacheNodes: 1
      Engine: memcache # want
`,
			good: `
      CacheNodeType: cache.t4g.micro
      NumCacheNodes: 1
      Engine: memcached
`,
		},
		{
			words: words{"E3704", "valkey-without-encryption-choice", "A replication group of Valkey does not say whether it encrypts"},
			why:   "Amazon ElastiCache wants to be told for Valkey whether data is encrypted on its way.",
			help:  "set `TransitEncryptionEnabled`",
			typ:   "AWS::ElastiCache::ReplicationGroup",
			bad: ` # want
      ReplicationGroupDescription: sessions
      Engine: valkey
`,
			good: `
      ReplicationGroupDescription: sessions
      Engine: valkey
      TransitEncryptionEnabled: true
`,
		},
		{
			words: words{"E3719", "backup-retention", "A database keeps backups in a way that RDS refuses"},
			why:   "Members of a cluster have the backups of the cluster, and no database keeps them for more than 35 days.",
			help:  "remove `BackupRetentionPeriod`, or set it to 35 or less",
			typ:   "AWS::RDS::DBInstance",
			bad: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      BackupRetentionPeriod: 90 # want
`,
			good: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      BackupRetentionPeriod: 35
`,
		},
		{
			words: words{"E3720", "key-without-encryption", "A database has a key and is not encrypted"},
			why:   "RDS refuses a key for a database whose storage is not encrypted.",
			help:  "set `StorageEncrypted` to true",
			typ:   "AWS::RDS::DBInstance",
			bad: ` # want
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      KmsKeyId: alias/orders
`,
			good: `
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: "20"
      Engine: mysql
      KmsKeyId: alias/orders
      StorageEncrypted: true
`,
		},
		{
			words: words{"E3721", "replica-mode", "A replica has a mode that does not exist"},
			why:   "Replicas of Oracle and Db2 are mounted or open for reading.",
			help:  "write `mounted` or `open-read-only`",
			typ:   "AWS::RDS::DBInstance",
			bad: `
      DBInstanceClass: db.t4g.micro
      Engine: oracle-ee
      SourceDBInstanceIdentifier: orders
      ReplicaMode: open # want
`,
			good: `
      DBInstanceClass: db.t4g.micro
      Engine: oracle-ee
      SourceDBInstanceIdentifier: orders
      ReplicaMode: mounted
`,
		},
	})
}
