package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func aliasWithTTL() *lint.Rule {
	return &lint.Rule{
		ID:       "E3029",
		Name:     "alias-with-ttl",
		Title:    "An alias record has a time to live, or values of its own",
		Severity: diag.Error,
		Why:      "An alias takes the time to live and the values of what it points to, and Amazon Route 53 refuses its own.",
		Help:     "remove the property, or `AliasTarget`",
		Bad: []lint.Example{{Name: "a time to live, and a value", Template: `Conditions:
  Near: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Site:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      TTL: "300" # want
      AliasTarget: {DNSName: web.example.org, HostedZoneId: Z2FDTNDATAQYW2}
  Others:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: example.com.
      RecordSets:
        - Name: api.example.com
          Type: A
          AliasTarget: {DNSName: api.example.org, HostedZoneId: Z2FDTNDATAQYW2}
          ResourceRecords: !If [Near, [192.0.2.1], !Ref AWS::NoValue] # want
`}},
		Good: []lint.Example{{Name: "an alias, and one or the other", Template: `Conditions:
  Near: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Site:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      AliasTarget: {DNSName: web.example.org, HostedZoneId: Z2FDTNDATAQYW2}
  Api:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: api.example.com
      Type: A
      TTL: !If [Near, "300", !Ref AWS::NoValue]
      ResourceRecords: !If [Near, [192.0.2.1], !Ref AWS::NoValue]
      AliasTarget: !If
        - Near
        - !Ref AWS::NoValue
        - {DNSName: api.example.org, HostedZoneId: Z2FDTNDATAQYW2}
`}},
		Check: func(p *lint.Pass) {
			violations(p)
			for _, r := range records(p) {
				checkAliasValues(p, r)
			}
		},
	}
}

// checkAliasValues reports values beside an alias, which the resource schemas allow.
func checkAliasValues(p *lint.Pass, r record) {
	v := r.judge(p, func(c *template.Case) template.Answer {
		return c.Lacks(r.body, "AliasTarget").Not().And(c.Lacks(r.body, "ResourceRecords").Not())
	})
	if v.Holds() {
		p.At(r.body.Key("ResourceRecords"), "an alias has no values of its own: Route 53 refuses `ResourceRecords` beside `AliasTarget`").
			Note(r.body.Key("AliasTarget"), "what makes it an alias").Under(v)
	}
}
