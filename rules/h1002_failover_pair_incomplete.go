package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func failoverPairIncomplete() *lint.Rule {
	return &lint.Rule{
		ID:       "H1002",
		Name:     "failover-pair-incomplete",
		Title:    "Failover records do not make a pair",
		Severity: diag.Error,
		Why: `Failover takes two records of one name and type: a primary and a secondary, told apart by their set identifiers. ` +
			`Route 53 refuses a second record in the same role or with the same identifier. One record alone is no failover, ` +
			`unless another stack has the other half.`,
		Help: "keep one `PRIMARY` and one `SECONDARY`, each with a `SetIdentifier` of its own",
		Bad: []lint.Example{
			{Name: "one half only", Template: `Resources:
  Primary:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: www.example.com
      Type: A
      SetIdentifier: primary
      Failover: PRIMARY # want
      AliasTarget: {DNSName: web.eu-west-1.elb.amazonaws.com, HostedZoneId: Z32O12XQLNTSW2, EvaluateTargetHealth: true}
`},
			{Name: "two in the same role, and two with the same identifier", Template: `Parameters:
  Domain: {Type: String}
  Identifier: {Type: String}
Resources:
  Pair:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: !Sub "${Domain}."
      RecordSets:
        - Name: !Sub "www.${Domain}"
          Type: CNAME
          TTL: "60"
          HealthCheckId: abcdef11-2222-3333-4444-555555fedcba
          SetIdentifier: !Ref Identifier
          Failover: PRIMARY
          ResourceRecords: [one.example.net]
        - Name: !Join [".", [WWW, !Ref Domain]]
          Type: CNAME
          TTL: "60"
          SetIdentifier: !Sub "${Identifier}" # want
          Failover: SECONDARY
          ResourceRecords: [two.example.net]
  Third:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: !Sub "${Domain}."
      Name: !Sub "www.${Domain}"
      Type: CNAME
      TTL: "60"
      SetIdentifier: three
      Failover: SECONDARY # want
      ResourceRecords: [three.example.net]
`},
		},
		Good: []lint.Example{
			{Name: "a pair, with and without the last dot", Template: `Resources:
  Primary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com., Type: CNAME, TTL: "60", SetIdentifier: one, Failover: PRIMARY,
      HealthCheckId: abcdef11-2222-3333-4444-555555fedcba, ResourceRecords: [one.example.net]}
  Secondary:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: www.example.com, Type: CNAME, TTL: "60", SetIdentifier: two, Failover: SECONDARY,
      ResourceRecords: [two.example.net]}
`},
			{Name: "a pair in two zones each, and for two types", Template: `Parameters:
  Public: {Type: "AWS::Route53::HostedZone::Id"}
  Private: {Type: "AWS::Route53::HostedZone::Id"}
Resources:
  Outside:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneId: !Ref Public
      RecordSets:
        - {Name: www.example.com, Type: A, SetIdentifier: one, Failover: PRIMARY, TTL: "60", HealthCheckId: a-b, ResourceRecords: [192.0.2.1]}
        - {Name: www.example.com, Type: A, SetIdentifier: two, Failover: SECONDARY, TTL: "60", ResourceRecords: [192.0.2.2]}
        - {Name: www.example.com, Type: AAAA, SetIdentifier: one, Failover: PRIMARY, TTL: "60", HealthCheckId: a-b, ResourceRecords: ["2001:db8::1"]}
        - {Name: www.example.com, Type: AAAA, SetIdentifier: two, Failover: SECONDARY, TTL: "60", ResourceRecords: ["2001:db8::2"]}
  Inside:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneId: !Ref Private
      RecordSets:
        - {Name: www.example.com, Type: A, SetIdentifier: one, Failover: PRIMARY, TTL: "60", HealthCheckId: a-b, ResourceRecords: [192.0.2.1]}
        - {Name: www.example.com, Type: A, SetIdentifier: two, Failover: SECONDARY, TTL: "60", ResourceRecords: [192.0.2.2]}
`},
			{Name: "a role for each case", Template: `Conditions:
  First: !Equals [!Ref AWS::Region, us-east-1]
Resources:
  Here:
    Type: AWS::Route53::RecordSet
    Condition: First
    Properties: {HostedZoneId: Z2, Name: www.example.com, Type: A, TTL: "60", SetIdentifier: one, Failover: PRIMARY, HealthCheckId: a-b, ResourceRecords: [192.0.2.1]}
  There:
    Type: AWS::Route53::RecordSet
    Properties: !If
      - First
      - {HostedZoneId: Z2, Name: www.example.com, Type: A, TTL: "60", SetIdentifier: two, Failover: SECONDARY, ResourceRecords: [192.0.2.2]}
      - {HostedZoneId: Z2, Name: www.example.com, Type: A, TTL: "60", ResourceRecords: [192.0.2.2]}
`},
			{Name: "one role or the other, and weighted records", Template: `Parameters:
  Name: {Type: String}
Conditions:
  First: !Equals [!Ref AWS::Region, us-east-1]
  Second: !Not [!Condition First]
Resources:
  Here:
    Type: AWS::Route53::RecordSet
    Condition: First
    Properties: {HostedZoneName: example.com., Name: !Ref Name, Type: A, TTL: "60", SetIdentifier: one, Weight: 10, ResourceRecords: [192.0.2.1]}
  There:
    Type: AWS::Route53::RecordSet
    Condition: Second
    Properties: {HostedZoneName: example.com., Name: !Ref Name, Type: A, TTL: "60", SetIdentifier: one, Weight: 10, ResourceRecords: [192.0.2.2]}
`},
		},
		Check: checkPairs,
	}
}

func checkPairs(p *lint.Pass) {
	var list []failoverRecord
	for _, r := range records(p) {
		if r.body.Get("Failover") != nil {
			name, fixed := p.Template.Wording(r.body.Get("Name"))
			list = append(list, failoverRecord{r, asName(name), fixed})
		}
	}
	for i, r := range list {
		checkDoubled(p, r, list[:i])
		if allRecords(p) {
			checkAlone(p, r, list)
		}
	}
}

// checkDoubled looks for an earlier record that leaves no room for this one.
func checkDoubled(p *lint.Pass, r failoverRecord, earlier []failoverRecord) {
	if v, other := r.meets(p, earlier, r.sameRole); v.Holds() {
		p.At(v.Case.At(r.body, "Failover"), "`%s` has a second record that is `%s`, which Route 53 refuses", r.record.name(v.Case), r.failover(v.Case)).
			Note(v.Case.At(other.body, "Failover"), "the first one").Under(v)
	}
	if v, other := r.meets(p, earlier, r.sameIdentifier); v.Holds() {
		identifier := r.body.Get("SetIdentifier")
		p.At(v.Case.At(identifier), "both records of `%s` are called `%s`, which Route 53 refuses", r.record.name(v.Case), v.Case.Wording(identifier)).
			Note(v.Case.At(other.body, "SetIdentifier"), "the other record").Under(v)
	}
}

// meets finds the first of some records that answers the same question, and of which something
// else holds too.
func (r failoverRecord) meets(p *lint.Pass, list []failoverRecord, holds func(*template.Case, record) template.Answer) (template.Verdict, record) {
	for _, other := range list {
		if !r.mayStand(other) {
			continue
		}
		v := r.judge(p, func(c *template.Case) template.Answer { return holds(c, other.record).And(r.stands(c, other.record)) })
		if v.Holds() {
			return v, other.record
		}
	}
	return template.Verdict{}, record{}
}

func (r record) sameRole(c *template.Case, other record) template.Answer {
	role := r.failover(c)
	return template.Whether(role != "" && role == other.failover(c))
}

// sameIdentifier leaves records of the same role to sameRole.
func (r record) sameIdentifier(c *template.Case, other record) template.Answer {
	paired := template.Whether(r.failover(c) != "" && other.failover(c) == otherRole(r.failover(c)))
	return paired.And(c.Wording(r.body.Get("SetIdentifier")).Is(c.Wording(other.body.Get("SetIdentifier"))))
}

// checkAlone reports a record of which the template has no other half.
func checkAlone(p *lint.Pass, r failoverRecord, list []failoverRecord) {
	v := r.judge(p, func(c *template.Case) template.Answer {
		alone := template.Whether(r.failover(c) != "")
		for _, other := range list {
			if alone != template.No && other.body != r.body && r.mayStand(other) {
				alone = alone.And(r.completes(c, other.record).Not())
			}
		}
		return alone
	})
	if v.Holds() {
		p.At(v.Case.At(r.body, "Failover"), "`%s` has no `%s` record in this template, so there is nothing to fail over", r.record.name(v.Case), otherRole(r.failover(v.Case))).
			Severity(diag.Info).Help("add the other record, unless another stack has it").Under(v)
	}
}

// completes says whether another record is the other half of a pair.
func (r record) completes(c *template.Case, other record) template.Answer {
	there := r.stands(c, other)
	if there == template.No {
		return there
	}
	role := other.failover(c)
	if role == "" && c.At(other.body, "Failover") != nil {
		return template.Undecided
	}
	return there.And(template.Whether(role == otherRole(r.failover(c))))
}

func otherRole(role string) string {
	if role == "PRIMARY" {
		return "SECONDARY"
	}
	return "PRIMARY"
}
