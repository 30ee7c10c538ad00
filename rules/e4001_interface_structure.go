package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// interfaceKey is the metadata by which the console arranges parameters.
const interfaceKey = "AWS::CloudFormation::Interface"

func interfaceStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E4001",
		Name:     "interface-structure",
		Title:    "The metadata that arranges parameters is malformed",
		Severity: diag.Warning, // with cfn-lint an error, but such templates can be deployed
		Why: `The CloudFormation console arranges parameters by AWS::CloudFormation::Interface in the metadata. What is malformed ` +
			`there is ignored, and the parameters come in an order of their own.`,
		Help: "list the groups under `ParameterGroups`, the labels under `ParameterLabels`, each label as `default: text`",
		Bad: []lint.Example{{Name: "labels without default, and a text for a list", Template: `Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label: Network # want
        Parameters: Vpc # want
      - Label: {Default: Web} # want
        Parameters: [Size]
    ParameterLabels:
      Vpc: {default: !Sub "${AWS::Region}"} # want
    Labels: {} # want
Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
  Size: {Type: String}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, GroupDescription: !Ref Size}
`}},
		Good: []lint.Example{{Name: "groups and labels", Template: `Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label: {default: Network}
        Parameters: [Vpc]
      - Parameters: [Size]
    ParameterLabels:
      Vpc: {default: The network}
Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
  Size: {Type: String}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, GroupDescription: !Ref Size}
`}},
		Check: func(p *lint.Pass) {
			metadata := p.Template.Root.Get("Metadata")
			interfaceShape().check(p, metadata.Key(interfaceKey), metadata.Get(interfaceKey), nil)
		},
	}
}

// interfaceShape is that of
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-interface.html
func interfaceShape() *shape {
	label := recordShape(part{"default", textShape(), false})
	group := recordShape(part{"Label", label, false}, part{"Parameters", listShape(textShape()), false})
	return literally(recordShape(
		part{"ParameterGroups", listShape(group), false},
		part{"ParameterLabels", mapShape(label), false}))
}
