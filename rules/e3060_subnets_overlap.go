package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func subnetsOverlap() *lint.Rule {
	return &lint.Rule{
		ID:       "E3060",
		Name:     "subnets-overlap",
		Title:    "Two subnets of a VPC have addresses in common",
		Severity: diag.Error,
		Why:      `An address belongs to one subnet. EC2 refuses the second subnet of a VPC that has addresses of the first.`,
		Help:     "choose ranges that have nothing in common",
		Bad: []lint.Example{{Name: "one range within the other", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Conditions:
  Small: !Equals [!Ref Vpc, vpc-0123456789abcdef0]
Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/16}
  B:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Sub ${Vpc}
      CidrBlock: !If
        - Small
        - 10.0.3.0/24 # want
        - 10.1.0.0/16
`}},
		Good: []lint.Example{{Name: "ranges side by side, other networks, and one of two", Template: `Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
  Other: {Type: AWS::EC2::VPC::Id}
  Size: {Type: String, AllowedValues: [small, large]}
Conditions:
  Small: !Equals [!Ref Size, small]
  Large: !Equals [!Ref Size, large]
Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}
  B:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
  C:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Other, CidrBlock: 10.0.1.0/24}
  D:
    Type: AWS::EC2::Subnet
    Condition: Small
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}
  E:
    Type: AWS::EC2::Subnet
    Condition: Large
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}
`}},
		Check: func(p *lint.Pass) {
			var seen []subnet
			for s := range subnets(p.Template) {
				if other, found := overlapping(p.Template, seen, s); found {
					p.At(s.value, "`%s` and `%s` of `%s` have addresses in common", s.value.Text(), other.value.Text(), other.ID).
						Note(other.value, "the other subnet")
				}
				seen = append(seen, s)
			}
		},
	}
}

// overlapping finds a subnet that has addresses of another, in the same VPC.
func overlapping(t *template.Template, seen []subnet, s subnet) (other subnet, found bool) {
	for _, other = range seen {
		if other.Resource != s.Resource && other.prefix.Overlaps(s.prefix) && template.Same(other.vpc.value, s.vpc.value) && together(t, other.when, s.when) {
			return other, true
		}
	}
	return subnet{}, false
}
