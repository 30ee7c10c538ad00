package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func launchTemplateVPC() *lint.Rule {
	return &lint.Rule{
		ID:       "E3714",
		Name:     "launch-template-vpc",
		Title:    "A network interface has a subnet and a security group of different VPCs",
		Severity: diag.Error,
		Why:      `A security group is good in its own VPC only, and EC2 refuses to start an instance in the subnet of another one. EC2 makes the launch template all the same, so that the error comes when the first instance is to start.`,
		Help:     "use a security group of the VPC of the subnet",
		Bad: []lint.Example{{Name: "two VPCs", Template: `Resources:
  Main: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Other: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  Private: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Main, CidrBlock: 10.0.1.0/24}}
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !GetAtt Other.VpcId, GroupDescription: web}}
  Server:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        NetworkInterfaces:
          - DeviceIndex: 0
            SubnetId: !Ref Private
            Groups:
              - !GetAtt Web.GroupId # want
`}},
		Good: []lint.Example{{Name: "one VPC, or one of which nothing is known", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  Here: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Main: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Other: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  Private: {Type: AWS::EC2::Subnet, Properties: {VpcId: !If [Here, !Ref Main, !Ref Other], CidrBlock: 10.0.1.0/24}}
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !If [Here, !Ref Main, !Ref Other], GroupDescription: web}}
  All: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: all}}
  Server:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        NetworkInterfaces:
          - {DeviceIndex: 0, SubnetId: !Ref Private, Groups: [!GetAtt Web.GroupId, !Ref All]}
`}},
		Check: func(p *lint.Pass) {
			for server := range written(p.Template, "AWS::EC2::LaunchTemplate") {
				for card := range placesAt(p.Template, server, "LaunchTemplateData.NetworkInterfaces.*") {
					checkInterface(p, card)
				}
			}
		},
	}
}

func checkInterface(p *lint.Pass, card place) {
	t := p.Template
	for subnet := range below(t, card, "SubnetId") {
		for at := range below(t, card, "Groups.*") {
			v := t.Judge(subnet.when.And(at.when), func(c *template.Case) template.Answer {
				a, b := vpcsOf(c, subnet, at)
				return template.Whether(differ(c, a, b, "AWS::EC2::VPC"))
			})
			if v.Holds() {
				a, b := vpcsOf(v.Case, subnet, at)
				p.At(at.value, "the security group is of another VPC than the subnet of the interface").
					Note(v.Case.At(a), "the VPC of the subnet").
					Note(v.Case.At(b), "the VPC of the security group").Under(v)
			}
		}
	}
}

// vpcsOf returns what says the VPCs of a subnet and a security group of the template.
func vpcsOf(c *template.Case, subnet, securityGroup place) (a, b *syntax.Node) {
	return partner(c, subnet.value, "AWS::EC2::Subnet").Property("VpcId"),
		partner(c, securityGroup.value, "AWS::EC2::SecurityGroup").Property("VpcId")
}
