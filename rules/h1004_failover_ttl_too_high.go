package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func failoverTTLTooHigh() *lint.Rule {
	const most = 60 // seconds, as Route 53 recommends for records with a health check
	return &lint.Rule{
		ID:       "H1004",
		Name:     "failover-ttl-too-high",
		Title:    "Resolvers keep the address of an unhealthy server for long",
		Severity: diag.Warning,
		Why: `When a health check fails, Route 53 answers with another record at once. But resolvers go on with the answer that ` +
			`they have until its TTL is over, and their clients with a server that is down. For records with a health check ` +
			`Route 53 recommends 60 seconds at most.`,
		Help: "set `TTL` to 60 seconds or less",
		Bad: []lint.Example{
			{Name: "an hour", Template: `Resources:
  Web:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      TTL: 3600 # want
      SetIdentifier: one
      Weight: 10
      HealthCheckId: abcdef11-2222-3333-4444-555555fedcba
      ResourceRecords: [192.0.2.1]
`},
			{Name: "a parameter that is never less", Template: `Parameters:
  Seconds: {Type: Number, MinValue: 61}
  Default: {Type: Number, Default: 300}
Resources:
  Web:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: example.com.
      RecordSets:
        - Name: www.example.com
          Type: A
          TTL: !Ref Seconds # want
          HealthCheckId: abcdef11-2222-3333-4444-555555fedcba
          ResourceRecords: [192.0.2.1]
        - Name: api.example.com
          Type: A
          TTL: !Ref Default # want
          HealthCheckId: abcdef11-2222-3333-4444-555555fedcba
          ResourceRecords: [192.0.2.1]
`},
		},
		Good: []lint.Example{
			{Name: "a minute", Template: `Resources:
  Web:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: abcdef11-2222-3333-4444-555555fedcba, ResourceRecords: [192.0.2.1]}
`},
			{Name: "a record that nothing checks", Template: `Conditions:
  Checked: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Mail:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: example.com, Type: MX, TTL: "86400", ResourceRecords: [10 mail.example.com]}
  Web:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      TTL: !If [Checked, 60, 3600]
      HealthCheckId: !If [Checked, abcdef11-2222-3333-4444-555555fedcba, !Ref AWS::NoValue]
      ResourceRecords: [192.0.2.1]
`},
			{Name: "a number that only the deployment knows", Template: `Parameters:
  Seconds: {Type: Number}
Resources:
  Web:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A, TTL: !Ref Seconds, HealthCheckId: a-b, ResourceRecords: [192.0.2.1]}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range records(p) {
				v := r.judge(p, func(c *template.Case) template.Answer {
					long := template.Exactly(most).Below(c.Int(c.At(r.body, "TTL")))
					return long.And(c.Lacks(r.body, "HealthCheckId").Not()).And(c.Lacks(r.body, "AliasTarget"))
				})
				if v.Holds() {
					p.At(v.Case.At(r.body, "TTL"), "clients keep the address of an unhealthy server for %s, expected %d at most", lasting(v.Case.Int(r.body.Get("TTL"))), most).
						Note(r.body.Key("HealthCheckId"), "what tells whether it is healthy").Under(v)
				}
			}
		},
	}
}

// lasting shows a number of seconds.
func lasting(seconds template.Int) string {
	if n, known := seconds.Known(); known {
		return count(n, "second")
	}
	return count(seconds.Low, "second") + " or more"
}
