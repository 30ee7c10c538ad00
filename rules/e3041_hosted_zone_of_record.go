package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func hostedZoneOfRecord() *lint.Rule {
	return &lint.Rule{
		ID:       "E3041",
		Name:     "hosted-zone-of-record",
		Title:    "The name of a hosted zone does not go with its record",
		Severity: diag.Error,
		Why: `CloudFormation looks for a hosted zone of the very name, which ends in a dot, and Amazon Route 53 takes only records ` +
			`that have the name of the zone or end in it.`,
		Help: "end `HostedZoneName` in a dot, and name a zone that the record belongs to",
		Bad: []lint.Example{{Name: "no dot, and another zone", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Live: !Equals [!Ref Stage, live]
Resources:
  Dotless:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com # want
      Name: www.example.com
      Type: A
  Foreign:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: example.com.
      Name: !If
        - Live
        - www.example.com
        - www.myexample.com # want
      Type: A
  Group:
    Type: AWS::Route53::RecordSetGroup
    Properties:
      HostedZoneName: example.com.
      RecordSets:
        - Name: example.org. # want
          Type: A
`}},
		Good: []lint.Example{{Name: "records of the zone", Template: `Parameters:
  Zone: {Type: String}
Conditions:
  Org: !Equals [!Ref Zone, org]
Resources:
  Below:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: "*.www.Example.com", Type: A}
  Same:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: example.com., Name: example.com., Type: A}
  Given:
    Type: AWS::Route53::RecordSet
    Properties: {HostedZoneName: !Sub "${Zone}.", Name: www.example.com, Type: A}
  Either:
    Type: AWS::Route53::RecordSet
    Properties:
      HostedZoneName: !If [Org, example.org., example.com.]
      Name: !If [Org, www.example.org, www.example.com]
      Type: A
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::Route53::RecordSet") {
				checkZones(p, r, "Name")
			}
			for r := range written(p.Template, "AWS::Route53::RecordSetGroup") {
				checkZones(p, r, "RecordSets.*.Name")
			}
		},
	}
}

func checkZones(p *lint.Pass, r *template.Resource, names string) {
	for at := range placesAt(p.Template, r, "HostedZoneName") {
		zone, ok := at.literal()
		switch {
		case !ok || zone == "":
		case !strings.HasSuffix(zone, "."):
			p.At(at.value, "`%s` does not end in a dot, so that no zone is found", zone).
				Fix("end it in a dot", true, diag.Edit{Span: at.value.TextSpan(len(zone), len(zone)), Text: "."})
		default:
			checkNames(p, r, names, at, zone)
		}
	}
}

func checkNames(p *lint.Pass, r *template.Resource, path string, zone place, suffix string) {
	for at := range placesAt(p.Template, r, path) {
		name, ok := at.literal()
		full := strings.ToLower(strings.TrimSuffix(name, ".") + ".")
		if ok && !strings.HasSuffix("."+full, "."+strings.ToLower(suffix)) && together(p.Template, zone.when, at.when) {
			p.At(at.value, "`%s` is not in the hosted zone `%s`", name, suffix).Note(zone.value, "the hosted zone")
		}
	}
}
