package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func cidrArguments() *lint.Rule {
	return &lint.Rule{
		ID:       "E1024",
		Name:     "cidr-arguments",
		Title:    "Fn::Cidr takes other than a block, a count and bits",
		Severity: diag.Error,
		Why:      `CloudFormation refuses Fn::Cidr unless it has an address block, how many blocks to make of it, from 1 to 256, and if wanted the host bits of each.`,
		Help:     "write `!Cidr [block, count, bits]`",
		Bad: []lint.Example{
			{Name: "a count that is too large, and a text", Template: `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Select [0, !Cidr [10.0.0.0/16, 6, 8]]
      KmsMasterKeyId: !Ref AWS::NoValue
      Tags: !Cidr [10.0.0.0/16, 300, 8] # want
      RedrivePolicy: !Cidr [10.0.0.0/16, many] # want
      ContentBasedDeduplication: !Cidr 10.0.0.0/16 # want
      DelaySeconds: !Cidr [!GetAZs "", 2] # want
`},
			{Name: "no block of addresses", Template: `Conditions:
  Wide: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-0123456789abcdef0
      CidrBlock: 10.0.0.0/24
      Tags: !Cidr [10.0.0.0, 2, 8] # want
      Ipv6CidrBlocks: !Cidr
        - !If
          - Wide
          - 10.0.0.0/8
          - 10.0.0/16 # want
        - 2
`},
		},
		Good: []lint.Example{
			{Name: "an attribute, and parameters", Template: `Parameters:
  Count: {Type: Number}
Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Network
      Ipv6CidrBlock: !Select [0, !Cidr ["2001:db8::/56", 1, 64]]
      CidrBlock: !Select [0, !Cidr [!GetAtt Network.CidrBlock, !Ref Count, "8"]]
`},
		},
		Check: checkArguments(template.FnCidr),
	}
}
