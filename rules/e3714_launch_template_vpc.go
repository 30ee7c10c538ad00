package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
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
	const vpc = "AWS::EC2::VPC"
	t := p.Template
	for in, subnet := range partners(t, below(t, card, "SubnetId"), "AWS::EC2::Subnet") {
		for at, group := range partners(t, below(t, card, "Groups.*"), "AWS::EC2::SecurityGroup") {
			for a, b := range pairs(t, in.when.And(at.when), placesAt(t, subnet, "VpcId"), placesAt(t, group, "VpcId")) {
				if differ(t, a, b, vpc) {
					p.At(at.value, "the security group `%s` is of another VPC than the subnet `%s`", group.ID, subnet.ID).
						Note(a.value, "the VPC of the subnet").
						Note(b.value, "the VPC of the security group")
				}
			}
		}
	}
}
