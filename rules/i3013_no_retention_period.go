package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func noRetentionPeriod() *lint.Rule {
	return &lint.Rule{
		ID:       "I3013",
		Name:     "no-retention-period",
		Title:    "Content expires after a default time",
		Severity: diag.Info,
		Why: `Messages of a queue, records of a stream and automatic backups of a database go after some time: after 4 days, ` +
			`24 hours and 1 day, if nothing is said. Who does not know that misses them on the day they are needed.`,
		Help: "set the retention period, even to the default",
		Bad: []lint.Example{{Name: "a queue, a stream without properties, and a database", Template: `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: # want
      QueueName: orders
  Clicks: # want
    Type: AWS::Kinesis::Stream
  Database:
    Type: AWS::RDS::DBInstance
    Properties: # want
      Engine: postgres
      BackupRetentionPeriod: !Ref AWS::NoValue
`}},
		Good: []lint.Example{
			{Name: "a period, also one of the deployment", Template: `Parameters:
  Days: {Type: Number}
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 345600
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      BackupRetentionPeriod: !Ref Days
`},
			{Name: "instances whose cluster or source decides", Template: `Parameters:
  Cluster: {Type: String}
Resources:
  Writer:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: aurora-postgresql
  Reader:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBClusterIdentifier: !Ref Cluster
`},
			{Name: "a macro may set it", Template: `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      Fn::Transform: {Name: QueueDefaults}
`},
		},
		Check: func(p *lint.Pass) {
			for name, properties := range schema.Table("retention periods").All() {
				for _, r := range p.Template.OfType(name) {
					for property := range properties.All() {
						checkRetention(p, r, property)
					}
				}
			}
		},
	}
}

func checkRetention(p *lint.Pass, r *template.Resource, property string) {
	key, values := r.Attribute("Properties")
	switch {
	case !complete(p.Template, r), !values.Is(syntax.Map) && key != nil, template.CallOf(values).Function != "", values.Key("Fn::Transform") != nil:
		return
	case !template.Removed(values.Get(property)), values.Key(property) != nil && values.Get(property) == nil, inheritsBackups(r):
		return
	case key == nil:
		key = r.Key
	}
	p.At(key, "`%s` has no `%s`, so what it keeps expires after the default time", r.ID, property)
}

// inheritsBackups reports whether the backups of a database instance are those of its cluster,
// or it is a replica, which has none unless it is told to.
func inheritsBackups(r *template.Resource) bool {
	if r.Type != "AWS::RDS::DBInstance" {
		return false
	}
	engine := r.Property("Engine")
	if strings.HasPrefix(engine.Text(), "aurora") || engine != nil && !engine.IsScalar() {
		return true
	}
	for _, name := range []string{"DBClusterIdentifier", "SourceDBInstanceIdentifier", "SourceDBClusterIdentifier", "ReplicationSourceIdentifier"} {
		if !template.Removed(r.Property(name)) {
			return true
		}
	}
	return false
}
