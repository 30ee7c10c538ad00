package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func healthCheckFollowsFailoverRecord() *lint.Rule {
	return &lint.Rule{
		ID:       "H1006",
		Name:     "health-check-follows-failover-record",
		Title:    "A health check asks the name whose answer it decides",
		Severity: diag.Warning,
		Why: `A health check without an IP address looks its domain name up. If that is the name of the failover record, it first ` +
			`checks the primary server, then, once that has failed, the secondary, finds it healthy, and switches back to the ` +
			`broken one: the answers flap, and what Route 53 does is not predictable.`,
		Help: "check the servers by names or addresses of their own",
		Bad: []lint.Example{
			{Name: "the name of the record itself", Template: `Resources:
  Check:
    Type: AWS::Route53::HealthCheck
    Properties:
      HealthCheckConfig:
        Type: HTTPS
        FullyQualifiedDomainName: www.example.com # want
  Primary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com., Type: CNAME, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: !Ref Check, ResourceRecords: [one.example.net]}
`},
			{Name: "the same expression, by GetAtt and in a group", Template: `Parameters:
  Domain: {Type: String}
Resources:
  Check:
    Type: AWS::Route53::HealthCheck
    Properties:
      HealthCheckConfig:
        Type: HTTPS
        FullyQualifiedDomainName: !Join ["", [www., !Ref Domain]] # want
  Pair:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: !Sub "${Domain}."
      RecordSets:
        - {Name: !Sub "www.${Domain}", Type: CNAME, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
          HealthCheckId: !GetAtt Check.HealthCheckId, ResourceRecords: [one.example.net]}
        - {Name: !Sub "www.${Domain}", Type: CNAME, TTL: "60", SetIdentifier: two, Failover: SECONDARY,
          ResourceRecords: [two.example.net]}
`},
		},
		Good: []lint.Example{
			{Name: "a name of the server alone", Template: `Resources:
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTPS, FullyQualifiedDomainName: one.example.net}}
  Primary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com., Type: CNAME, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: !Ref Check, ResourceRecords: [one.example.net]}
`},
			{Name: "an address, which is asked for the site by its name", Template: `Resources:
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTPS, IPAddress: 192.0.2.1, FullyQualifiedDomainName: www.example.com}}
  Primary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com., Type: A, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: !Ref Check, ResourceRecords: [192.0.2.1]}
`},
			{Name: "a check for an alarm, and one of a record without failover", Template: `Parameters:
  Host: {Type: String}
Resources:
  Alarm:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTPS, FullyQualifiedDomainName: www.example.com}}
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: {HealthCheckConfig: {Type: HTTPS, FullyQualifiedDomainName: !Ref Host}}
  Primary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com., Type: A, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: !Ref Check, ResourceRecords: [192.0.2.1]}
  Simple:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: !Ref Host, Type: A, TTL: "60", HealthCheckId: !Ref Check, ResourceRecords: [192.0.2.1]}
`},
		},
		Check: func(p *lint.Pass) {
			seen := map[*template.Resource]bool{}
			for _, r := range records(p) {
				v := r.judge(p, func(c *template.Case) template.Answer {
					check := r.ownCheck(c)
					if check == nil || c.At(r.body, "Failover") == nil {
						return template.No
					}
					return asked(c, check).Is(r.name(c)).And(c.In(check.When()))
				})
				if !v.Holds() || seen[r.ownCheck(v.Case)] {
					continue
				}
				check := r.ownCheck(v.Case)
				seen[check] = true
				p.At(v.Case.At(check.Property(), "HealthCheckConfig", "FullyQualifiedDomainName"), "the health check asks whichever server `%s` leads to just then", r.name(v.Case)).
					Note(v.Case.At(r.body, "Name"), "the failover record that the check decides about").Under(v)
			}
		},
	}
}

// ownCheck returns the health check of a record, if this template has it.
func (r record) ownCheck(c *template.Case) *template.Resource {
	check := c.Target(r.body.Get("HealthCheckId"))
	if check == nil || check.Type != "AWS::Route53::HealthCheck" {
		return nil
	}
	return check
}

// asked returns the name that a health check looks up. With an address it looks up none.
func asked(c *template.Case, check *template.Resource) template.Wording {
	config := c.At(check.Property(), "HealthCheckConfig")
	if c.Lacks(config, "IPAddress") != template.Yes {
		return template.Wording{}
	}
	return dnsName(c, config.Get("FullyQualifiedDomainName"))
}
