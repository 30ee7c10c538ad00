package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func subnetOutsideVPC() *lint.Rule {
	return &lint.Rule{
		ID:       "E3059",
		Name:     "subnet-outside-vpc",
		Title:    "A subnet has addresses that its VPC does not have",
		Severity: diag.Error,
		Why:      `The addresses of a subnet are a part of those of its VPC. EC2 refuses to create a subnet with others.`,
		Help:     "choose a range within one of the VPC's",
		Bad: []lint.Example{{Name: "another range, and one that is too large", Template: `Parameters:
  Size: {Type: String}
Conditions:
  Small: !Equals [!Ref Size, small]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Beside:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.1.0.0/24 # want
  Around:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !GetAtt Vpc.VpcId
      CidrBlock: !If
        - Small
        - 10.0.0.0/24
        - 10.0.0.0/15 # want
`}},
		Good: []lint.Example{{Name: "ranges within, a second range, and what only the deployment knows", Template: `Parameters:
  Range: {Type: String}
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  Given: !Not [!Equals [!Ref Range, ""]]
Resources:
  Own:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  More:
    Type: AWS::EC2::VPCCidrBlock
    Properties: {VpcId: !Ref Own, CidrBlock: 10.8.0.0/16}
  Within:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Own, CidrBlock: 10.0.255.0/24}
  InSecond:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Own, CidrBlock: 10.8.0.0/24}
  Calculated:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Own, CidrBlock: !Select [0, !Cidr [!GetAtt Own.CidrBlock, 4, 8]]}
  Foreign:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 192.168.0.0/24}
  Either:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !If [Given, !Ref Range, 10.0.0.0/16]}
  InEither:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Either, CidrBlock: 192.168.0.0/24}
  Pool:
    Type: AWS::EC2::VPC
    Properties: {Ipv4IpamPoolId: !Ref Range, Ipv4NetmaskLength: 16}
  FromPool:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Pool, CidrBlock: 192.168.0.0/24}
`}},
		Check: func(p *lint.Pass) {
			for s := range subnets(p.Template) {
				vpc, _ := p.Template.Certain(s.vpc.value)
				if vpc == nil || vpc.Type != "AWS::EC2::VPC" || !together(p.Template, s.when, vpc.When()) {
					continue
				}
				blocks, all := blocksOf(p.Template, vpc)
				inside := slices.ContainsFunc(blocks, func(b block) bool { return b.holds(s.block) })
				if all && !inside && len(blocks) > 0 {
					p.At(s.value, "`%s` is not within the addresses of `%s`", s.value.Text(), vpc.ID).Note(blocks[0].value, "the addresses of the VPC")
				}
			}
		},
	}
}
