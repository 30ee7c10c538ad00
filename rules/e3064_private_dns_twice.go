package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func privateDNSTwice() *lint.Rule {
	return &lint.Rule{
		ID:       "E3064",
		Name:     "private-dns-twice",
		Title:    "Two endpoints of a VPC want the same private name",
		Severity: diag.Error,
		Why: `Private DNS gives the name of a service to an endpoint of the VPC, and only one endpoint can have it. EC2 refuses the ` +
			`second as a conflicting DNS domain.`,
		Help: "keep one endpoint for the service, or turn `PrivateDnsEnabled` off for the others",
		Bad: []lint.Example{{Name: "two endpoints of a service", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  Open: !Equals [!Ref Vpc, vpc-0123456789abcdef0]
Resources:
  One:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.${AWS::Region}.sqs", VpcEndpointType: Interface, PrivateDnsEnabled: true}
  Other:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.${AWS::Region}.sqs
      VpcEndpointType: Interface
      PrivateDnsEnabled: !If
        - Open
        - "true" # want
        - false
`}},
		Good: []lint.Example{{Name: "other services, other networks, and one without the name", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
  Second: {Type: AWS::EC2::VPC::Id}
Resources:
  One:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.sqs, VpcEndpointType: Interface, PrivateDnsEnabled: true}
  Two:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.sns, VpcEndpointType: Interface, PrivateDnsEnabled: true}
  Three:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Second, ServiceName: com.amazonaws.eu-west-1.sqs, VpcEndpointType: Interface, PrivateDnsEnabled: true}
  Four:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.sqs, VpcEndpointType: Interface, PrivateDnsEnabled: false}
  Five:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.sqs, VpcEndpointType: Interface}
`}},
		Check: func(p *lint.Pass) {
			var seen []privateName
			for r := range written(p.Template, "AWS::EC2::VPCEndpoint") {
				own := privateNames(p.Template, r)
				for _, name := range own {
					if other, found := sameName(p.Template, seen, name); found {
						p.At(name.on.value, "another endpoint of the VPC has the private name of the service").Note(other.on.value, "the other endpoint")
					}
				}
				seen = append(seen, own...)
			}
		},
	}
}

// A privateName is one that an endpoint wants for a service in a VPC, both known or not.
type privateName struct {
	on, service, vpc place
	when             *template.Scenario
}

func privateNames(t *template.Template, r *template.Resource) (list []privateName) {
	for service, vpc := range pairs(t, nil, placesAt(t, r, "ServiceName"), placesAt(t, r, "VpcId")) {
		for on := range placesAt(t, r, "PrivateDnsEnabled") {
			when := service.when.And(vpc.when).And(on.when)
			if yes, _ := on.flag(false); yes && t.Possible(when) == template.Yes {
				list = append(list, privateName{on, service, vpc, when})
			}
		}
	}
	return list
}

func sameName(t *template.Template, seen []privateName, name privateName) (other privateName, found bool) {
	for _, other = range seen {
		if template.Same(other.service.value, name.service.value) && template.Same(other.vpc.value, name.vpc.value) && together(t, other.when, name.when) {
			return other, true
		}
	}
	return privateName{}, false
}
