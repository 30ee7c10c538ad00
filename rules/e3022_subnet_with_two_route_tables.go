package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func subnetWithTwoRouteTables() *lint.Rule {
	return &lint.Rule{
		ID:       "E3022",
		Name:     "subnet-with-two-route-tables",
		Title:    "A subnet is associated with two route tables",
		Severity: diag.Error,
		Why: `A subnet has one route table. EC2 refuses a second association, even with the same table, and the stack is rolled back ` +
			`when it is its turn.`,
		Help: "remove one of the two associations",
		Bad: []lint.Example{{Name: "two associations of a subnet", Template: `Parameters:
  Subnet: {Type: AWS::EC2::Subnet::Id}
  Public: {Type: String}
  Private: {Type: String}
Resources:
  Out:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Public}
  In:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Sub ${Subnet} # want
      RouteTableId: !Ref Private
`}},
		Good: []lint.Example{{Name: "other subnets, and one of two associations", Template: `Parameters:
  A: {Type: AWS::EC2::Subnet::Id}
  B: {Type: AWS::EC2::Subnet::Id}
  Open: {Type: String, AllowedValues: ["yes", "no"]}
  Table: {Type: String}
Conditions:
  Public: !Equals [!Ref Open, "yes"]
  Private: !Equals [!Ref Open, "no"]
Resources:
  One:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Condition: Public
    Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}
  Other:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Condition: Private
    Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}
  Third:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref B, RouteTableId: !Ref Table}
`}},
		Check: func(p *lint.Pass) {
			for first, second := range doubles(p.Template, "AWS::EC2::SubnetRouteTableAssociation", "SubnetId") {
				p.At(second.value, "the subnet is associated with a route table twice").Note(first.value, "the first association")
			}
		},
	}
}
