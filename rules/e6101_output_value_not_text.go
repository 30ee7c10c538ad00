package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// outputValueID is the rule of all that is wrong with the value of an output: as with cfn-lint,
// functions that fail there count for it, too.
const outputValueID = "E6101"

func outputValueNotText() *lint.Rule {
	functions := []*lint.Rule{
		getAttTarget(), findInMapArguments(), getAZsArguments(), importValueArguments(), selectArguments(),
		splitArguments(), subTarget(), refTarget(), base64Arguments(), joinArguments(), cidrArguments(),
		ifArguments(), conditionTarget(), lengthArguments(), toJSONStringArguments(), getStackOutputArguments(),
	}
	return &lint.Rule{
		ID:       outputValueID,
		Name:     "output-value-not-text",
		Title:    "The value of an output gives no text",
		Severity: diag.Error,
		Why: `The value of every output has to be a text. CloudFormation refuses a template with an output whose value is a list ` +
			`or a map, or a function that gives one or fails. An output cannot hold the whole of a list.`,
		Help: "give a text: `Fn::Join` makes one of a list",
		Bad: []lint.Example{
			{Name: "lists and maps", Template: `Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: !Ref Subnets}
Outputs:
  Subnets:
    Value: !Ref Subnets # want
  Zones:
    Value: !GetAZs "" # want
  Groups:
    Value: !GetAtt Balancer.SecurityGroups # want
  Names:
    Value: [a, b] # want
`},
			{Name: "names that mean nothing", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topci # want
  Arn:
    Value: !GetAtt Topik.Arn # want
  Url:
    Value: !Sub |
      https://example.com/
      ${Topik.TopicName} # want
`},
			{Name: "a list in one branch", Template: `Conditions:
  Near: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Zones:
    Value: !If
      - Near
      - !GetAZs eu-west-1 # want
      - !Ref AWS::Region
`},
		},
		Good: []lint.Example{{Name: "texts", Template: `Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  Count:
    Type: Number
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {Subnets: !Ref Subnets}
Outputs:
  Subnets:
    Value: !Join [",", !Ref Subnets]
  Group:
    Value: !Select [0, !GetAtt Balancer.SecurityGroups]
  Name:
    Value: !GetAtt Balancer.LoadBalancerName
  Count:
    Value: !Ref Count
  Three:
    Value: 3
`}},
		Check: func(p *lint.Pass) {
			if len(p.Template.Outputs) == 0 {
				return
			}
			for _, function := range functions {
				p.Borrow(function)
			}
			if !p.Template.Opaque() {
				checkOutputValues(p)
			}
		},
	}
}

func checkOutputValues(p *lint.Pass) {
	for _, o := range p.Template.Outputs {
		wantText(p, o.When(), o.Value.Get("Value"), "the value of an output")
	}
}
