package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// cloudFrontZone is the hosted zone of all aliases to distributions of Amazon CloudFront.
const cloudFrontZone = "Z2FDTNDATAQYW2"

func aliasHealthOnCloudfront() *lint.Rule {
	return &lint.Rule{
		ID:       "H1003",
		Name:     "alias-health-on-cloudfront",
		Title:    "An alias asks CloudFront for the health of a distribution",
		Severity: diag.Error,
		Why: `CloudFront tells Route 53 nothing about the health of a distribution, and Route 53 does not take ` +
			`EvaluateTargetHealth: true for an alias in the hosted zone of CloudFront.`,
		Help: "set `EvaluateTargetHealth: false`, and for failover give the record a `HealthCheckId`",
		Bad: []lint.Example{
			{Name: "an alias to a distribution", Template: `Resources:
  Site:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      AliasTarget:
        DNSName: d111111abcdef8.cloudfront.net
        HostedZoneId: Z2FDTNDATAQYW2
        EvaluateTargetHealth: true # want
`},
			{Name: "in a group, with a zone from a mapping", Template: `Parameters:
  Evaluate: {Type: String, AllowedValues: ["true", "false"]}
Mappings:
  Zones: {Global: {Cdn: Z2FDTNDATAQYW2}}
Resources:
  Site:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: example.com.
      RecordSets:
        - Name: www.example.com
          Type: A
          AliasTarget:
            DNSName: d111111abcdef8.cloudfront.net
            HostedZoneId: !FindInMap [Zones, Global, Cdn]
            EvaluateTargetHealth: !Ref Evaluate # want
`},
		},
		Good: []lint.Example{
			{Name: "health that does not count", Template: `Resources:
  Site:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A,
      AliasTarget: {DNSName: d111111abcdef8.cloudfront.net, HostedZoneId: Z2FDTNDATAQYW2, EvaluateTargetHealth: false}}
  Api:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: api.example.com, Type: A,
      AliasTarget: {DNSName: d111111abcdef8.cloudfront.net, HostedZoneId: Z2FDTNDATAQYW2}}
`},
			{Name: "a load balancer", Template: `Resources:
  Site:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: A,
      AliasTarget: {DNSName: web.eu-west-1.elb.amazonaws.com, HostedZoneId: Z32O12XQLNTSW2, EvaluateTargetHealth: true}}
`},
			{Name: "one or the other", Template: `Conditions:
  Cdn: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Site:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      AliasTarget:
        DNSName: !If [Cdn, d111111abcdef8.cloudfront.net, web.eu-west-1.elb.amazonaws.com]
        HostedZoneId: !If [Cdn, Z2FDTNDATAQYW2, Z32O12XQLNTSW2]
        EvaluateTargetHealth: !If [Cdn, false, true]
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range records(p) {
				v := r.judge(p, func(c *template.Case) template.Answer {
					zone, _ := c.Text(c.At(r.body, "AliasTarget", "HostedZoneId"))
					return template.Whether(zone == cloudFrontZone).And(r.followsTarget(c))
				})
				if v.Holds() {
					p.At(v.Case.At(r.body, "AliasTarget", "EvaluateTargetHealth"), "CloudFront does not say whether a distribution is healthy, and Route 53 refuses to ask").
						Note(v.Case.At(r.body, "AliasTarget", "HostedZoneId"), "the hosted zone of CloudFront").Under(v)
				}
			}
		},
	}
}
