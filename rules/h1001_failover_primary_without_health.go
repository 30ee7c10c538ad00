package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func failoverPrimaryWithoutHealth() *lint.Rule {
	return &lint.Rule{
		ID:       "H1001",
		Name:     "failover-primary-without-health",
		Title:    "Nothing tells Route 53 that the primary record is down",
		Severity: diag.Error,
		Why: `Route 53 takes a record for healthy as long as it has no way to learn otherwise: a health check, or for an alias the ` +
			`health of its target. A primary record with neither is always healthy, so the secondary never answers, least of all ` +
			`in the outage that it was made for.`,
		Help: "give the record a `HealthCheckId`; for an alias, set `EvaluateTargetHealth: true`",
		Bad: []lint.Example{
			{Name: "an alias that does not look at its target", Template: `Resources:
  Primary:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      SetIdentifier: primary
      Failover: PRIMARY
      AliasTarget: {DNSName: web.eu-west-1.elb.amazonaws.com, HostedZoneId: Z32O12XQLNTSW2, EvaluateTargetHealth: false} # want
`},
			{Name: "an address without a check, and one in a group where a condition removes the check", Template: `Parameters:
  Role: {Type: String, AllowedValues: [PRIMARY, SECONDARY]}
Conditions:
  Checked: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTP, IPAddress: 192.0.2.1, Port: 80}}
  Address:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: api.example.com
      Type: A
      TTL: "60"
      SetIdentifier: !Ref Role
      Failover: !Ref Role # want
      ResourceRecords: [192.0.2.1]
  Pair:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: example.com.
      RecordSets:
        - Name: www.example.com
          Type: A
          TTL: "60"
          SetIdentifier: one
          Failover: PRIMARY # want
          HealthCheckId: !If [Checked, !Ref Check, !Ref AWS::NoValue]
          ResourceRecords: [192.0.2.1]
`},
		},
		Good: []lint.Example{
			{Name: "a check, or the health of the target", Template: `Resources:
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTP, IPAddress: 192.0.2.1, Port: 80}}
  Address:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: api.example.com, Type: A, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: !Ref Check, ResourceRecords: [192.0.2.1]}
  Alias:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A, SetIdentifier: one, Failover: PRIMARY,
      AliasTarget: {DNSName: web.eu-west-1.elb.amazonaws.com, HostedZoneId: Z32O12XQLNTSW2, EvaluateTargetHealth: "true"}}
`},
			{Name: "a secondary, which needs none, and a record that is no pair", Template: `Resources:
  Secondary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A, SetIdentifier: two, Failover: SECONDARY,
      AliasTarget: {DNSName: s3-website-us-east-1.amazonaws.com, HostedZoneId: Z3AQBSTGFJSTF, EvaluateTargetHealth: false}}
  Alone:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: alone.example.com, Type: A, TTL: "60", ResourceRecords: [192.0.2.1]}
`},
			{Name: "what only the deployment knows", Template: `Parameters:
  Role: {Type: String}
  Evaluate: {Type: String}
Conditions:
  Checked: !Equals [!Ref Evaluate, "true"]
Resources:
  Given:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: api.example.com, Type: A, TTL: "60", SetIdentifier: one, Failover: !Ref Role, ResourceRecords: [192.0.2.1]}
  Alias:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A, SetIdentifier: one, Failover: PRIMARY,
      AliasTarget: {DNSName: web.eu-west-1.elb.amazonaws.com, HostedZoneId: Z32O12XQLNTSW2, EvaluateTargetHealth: !Ref Evaluate}}
  Either:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.org, Type: A, TTL: "60", SetIdentifier: one, ResourceRecords: [192.0.2.1],
      Failover: !If [Checked, PRIMARY, SECONDARY], HealthCheckId: !If [Checked, abcdef11-2222-3333-4444-555555fedcba, !Ref "AWS::NoValue"]}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range records(p) {
				v := r.judge(p, func(c *template.Case) template.Answer {
					return template.Whether(r.failover(c) == "PRIMARY").And(r.watched(c).Not())
				})
				if v.Holds() {
					reportUnwatched(p, r, v)
				}
			}
		},
	}
}

// reportUnwatched reports what keeps Route 53 from asking for the health of the target, or else the
// record that needs it.
func reportUnwatched(p *lint.Pass, r record, v template.Verdict) {
	role, off := v.Case.At(r.body, "Failover"), v.Case.At(r.body, "AliasTarget", "EvaluateTargetHealth")
	at := role
	if off != nil {
		at = off
	}
	f := p.At(at, "Route 53 never learns that `%s` is down, so the secondary record never answers", r.name(v.Case))
	if off != nil {
		f.Note(role, "the record that answers as long as nothing says it is down")
	}
	f.Under(v)
}
