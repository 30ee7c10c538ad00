package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func noPathToCloudFormation() *lint.Rule {
	return &lint.Rule{
		ID:       "H515",
		Name:     "no-path-to-cloudformation-endpoint",
		Title:    "The instance cannot reach CloudFormation",
		Severity: diag.Warning,
		Why: `Cfn-init and cfn-signal talk to the endpoint of CloudFormation. From a subnet without a route to the internet they reach ` +
			`it only through an endpoint of the VPC or a proxy. Otherwise the calls time out, no signal arrives, and the stack rolls ` +
			`back.`,
		Help: "add an `AWS::EC2::VPCEndpoint` for `com.amazonaws.${AWS::Region}.cloudformation`, a route to a NAT gateway, or `--https-proxy`",
		Bad: []lint.Example{
			{Name: "a subnet without a way out", Template: isolatedVPC + `  Web:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          /opt/aws/bin/cfn-init -s ${AWS::StackName} -r Web --region ${AWS::Region} # want
`},
			{Name: "a group, by branches", Template: isolatedVPC + `  Asg:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: 1
      MaxSize: 2
      VPCZoneIdentifier: [!If [Two, !Ref Subnet, !Ref Subnet]]
      LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber}
  Lt:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: !Base64 {"Fn::Sub": "#!/bin/bash\ncfn-signal --stack ${AWS::StackName} --resource Asg\n"} # want
Conditions:
  Two: !Equals [!Ref AWS::Region, eu-west-1]
`},
		},
		Good: []lint.Example{
			{Name: "an endpoint", Template: isolatedVPC + `  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Vpc, ServiceName: !Sub "com.amazonaws.${AWS::Region}.cloudformation"}
  Web:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\ncfn-init -s ${AWS::StackName} -r Web\n"}
`},
			{Name: "a route", Template: isolatedVPC + `  Out:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-0123456789abcdef0}
  Web:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\ncfn-init -s ${AWS::StackName} -r Web\n"}
`},
			{Name: "a proxy, and a subnet that is not of this template", Template: isolatedVPC + `  Web:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\ncfn-init --https-proxy http://proxy:3128 -s ${AWS::StackName} -r Web\n"}
  Other:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: subnet-0123456789abcdef0
      UserData: !Base64 {"Fn::Sub": "#!/bin/bash\ncfn-init -s ${AWS::StackName} -r Other\n"}
`},
		},
		Check: func(p *lint.Pass) {
			var list []flaw
			told := map[*boot.Program]bool{}
			for _, call := range p.Unit.Boot().Calls() {
				if launched(call.Program.Resource) && needsEndpoint(call) && !told[call.Program] {
					told[call.Program] = true
					list = append(list, unreachable(p, call))
				}
			}
			reportFlaws(p, list)
		},
	}
}

// isolatedVPC is a template with a subnet that has no way out.
const isolatedVPC = `Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Tabled: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
`

// needsEndpoint reports whether a call goes to the endpoint of CloudFormation, and not through a
// proxy or to another address.
func needsEndpoint(call *boot.Call) bool {
	direct := !call.HTTPSProxy().There() && !call.URL().There() && !call.Command.Open()
	return direct && call.Program.UserData != nil && !setsProxy(call.Program.Text.String())
}

// setsProxy reports whether a script may set a proxy in the environment.
func setsProxy(text string) bool {
	return strings.Contains(text, "https_proxy") || strings.Contains(text, "HTTPS_PROXY")
}

func unreachable(p *lint.Pass, call *boot.Call) flaw {
	f := atCall(call, "`"+call.Command.Name+"` cannot reach CloudFormation: its subnets have no route to the internet, and the template has no endpoint for it")
	f.holds = func(c *template.Case) template.Answer { return isolated(p, c, f.resource) }
	return f
}
