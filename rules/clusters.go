package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
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
  Engine: {Type: String, Default: aurora-mysql}
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
				checkCluster(p, "Engine", func(c *template.Case, database, cluster *syntax.Node) template.Answer {
					engine, known := c.Text(database)
					other, alsoKnown := c.Text(cluster)
					return template.Whether(known && alsoKnown && !strings.EqualFold(engine, other))
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
				checkCluster(p, "StorageEncrypted", func(c *template.Case, database, cluster *syntax.Node) template.Answer {
					is, all := c.Bool(database, false), c.Bool(cluster, false)
					return is.And(all.Not()).Or(is.Not().And(all))
				})
			},
		},
	}
}

// checkCluster reports a property of a database that contradicts the one of its cluster, where
// both are set.
func checkCluster(p *lint.Pass, property string, contradicts func(c *template.Case, database, cluster *syntax.Node) template.Answer) {
	for database := range written(p.Template, "AWS::RDS::DBInstance") {
		own := database.Property(property)
		clusterIn := func(c *template.Case) *template.Resource {
			return partner(c, database.Property("DBClusterIdentifier"), "AWS::RDS::DBCluster")
		}
		v := p.Template.Judge(database.When(), func(c *template.Case) template.Answer {
			cluster := clusterIn(c)
			if cluster == nil || c.At(own) == nil || c.At(cluster.Property(property)) == nil {
				return template.No
			}
			return contradicts(c, own, cluster.Property(property))
		})
		if v.Holds() {
			reportContradiction(p, property, own, clusterIn(v.Case), v)
		}
	}
}

func reportContradiction(p *lint.Pass, property string, own *syntax.Node, cluster *template.Resource, v template.Verdict) {
	here, _ := v.Case.Text(own)
	there, _ := v.Case.Text(cluster.Property(property))
	p.At(v.Case.At(own), "`%s` is `%s` here, but `%s` of the cluster `%s`", property, here, there, cluster.ID).
		Note(v.Case.At(cluster.Property(property)), "what the cluster says").Under(v)
}
