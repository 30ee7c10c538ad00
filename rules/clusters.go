package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// clusters returns the rules for databases that have to be like the cluster they belong to.
func clusters() []*lint.Rule {
	return []*lint.Rule{
		{
			ID: "E3707", Name: "engine-of-cluster", Title: "A database has another engine than its cluster", Severity: diag.Error,
			Why:  "All databases of a cluster have the engine of the cluster, and RDS refuses another.",
			Help: "set `Engine` to that of the cluster",
			Bad: []lint.Example{{Name: "another engine", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, MasterUsername: orders, ManageMasterUserPassword: true}
  First:
    Type: AWS::RDS::DBInstance
    Properties:
      DBClusterIdentifier: !Ref Orders
      DBInstanceClass: db.r6g.large
      Engine: !If [Large, aurora-mysql, aurora-postgresql] # want
`}},
			Good: []lint.Example{{Name: "the engine of the cluster", Template: `Parameters:
  Engine: {Type: String, Default: aurora-postgresql}
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, MasterUsername: orders, ManageMasterUserPassword: true}
  First:
    Type: AWS::RDS::DBInstance
    Properties:
      DBClusterIdentifier: !Ref Orders
      DBInstanceClass: db.r6g.large
      Engine: aurora-mysql
  Second:
    Type: AWS::RDS::DBInstance
    Properties:
      DBClusterIdentifier: !Ref Orders
      DBInstanceClass: db.r6g.large
      Engine: !Ref Engine
`}},
			Check: func(p *lint.Pass) {
				checkCluster(p, "Engine", func(database, cluster place) bool {
					return isFixed(database.value) && isFixed(cluster.value) && !strings.EqualFold(database.value.Text(), cluster.value.Text())
				})
			},
		},
		{
			ID: "E3709", Name: "encryption-of-cluster", Title: "A database says other of its encryption than its cluster", Severity: diag.Error,
			Why:  "The cluster keeps the data and decides on encryption. A database that says the opposite does not get what it says.",
			Help: "remove `StorageEncrypted` here: the cluster says it",
			Bad: []lint.Example{{Name: "an encrypted cluster with a database in the clear", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, StorageEncrypted: true, MasterUsername: orders, ManageMasterUserPassword: true}
  First:
    Type: AWS::RDS::DBInstance
    Properties:
      DBClusterIdentifier: !Ref Orders
      DBInstanceClass: db.r6g.large
      Engine: aurora-mysql
      StorageEncrypted: !If [Large, "true", "false"] # want
`}},
			Good: []lint.Example{{Name: "what the cluster says", Template: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, StorageEncrypted: true, MasterUsername: orders, ManageMasterUserPassword: true}
  First:
    Type: AWS::RDS::DBInstance
    Properties: {DBClusterIdentifier: !Ref Orders, DBInstanceClass: db.r6g.large, Engine: aurora-mysql}
  Second:
    Type: AWS::RDS::DBInstance
    Properties: {DBClusterIdentifier: !Ref Orders, DBInstanceClass: db.r6g.large, Engine: aurora-mysql, StorageEncrypted: "true"}
  Restored:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-mysql, SnapshotIdentifier: orders-in-may}
  Third:
    Type: AWS::RDS::DBInstance
    Properties: {DBClusterIdentifier: !Ref Restored, DBInstanceClass: db.r6g.large, Engine: aurora-mysql, StorageEncrypted: true}
`}},
			Check: func(p *lint.Pass) {
				checkCluster(p, "StorageEncrypted", func(database, cluster place) bool {
					is, known := database.flag(false)
					all, alsoKnown := cluster.flag(is)
					return known && alsoKnown && is != all
				})
			},
		},
	}
}

// checkCluster reports a property of a database that contradicts the one of its cluster.
func checkCluster(p *lint.Pass, property string, contradicts func(database, cluster place) bool) {
	t := p.Template
	for database := range written(t, "AWS::RDS::DBInstance") {
		for at, cluster := range partners(t, placesAt(t, database, "DBClusterIdentifier"), "AWS::RDS::DBCluster") {
			for a, b := range pairs(t, at.when, placesAt(t, database, property), placesAt(t, cluster, property)) {
				if contradicts(a, b) {
					p.At(a.value, "`%s` is `%s` here, but `%s` of the cluster `%s`", property, a.value.Text(), b.value.Text(), cluster.ID).
						Note(b.value, "what the cluster says")
				}
			}
		}
	}
}
