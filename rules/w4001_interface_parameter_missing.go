package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func interfaceParameterMissing() *lint.Rule {
	return &lint.Rule{
		ID:       "W4001",
		Name:     "interface-parameter-missing",
		Title:    "The metadata arranges a parameter that is not declared",
		Severity: diag.Warning,
		Why: `The CloudFormation console arranges parameters by AWS::CloudFormation::Interface in the metadata. A name there that ` +
			`is not declared shows nothing, and the parameter that was meant stands among the rest.`,
		Help: "correct the name, or remove it",
		Bad: []lint.Example{{Name: "a typing error, and a parameter that is gone", Template: `Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label: {default: Network}
        Parameters: [Vcp] # want
    ParameterLabels:
      Subnet: {default: The subnet} # want
Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, GroupDescription: web}
`}},
		Good: []lint.Example{{Name: "declared parameters", Template: `Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label: {default: Network}
        Parameters: [Vpc]
    ParameterLabels:
      Vpc: {default: The network}
Parameters:
  Vpc: {Type: AWS::EC2::VPC::Id}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, GroupDescription: web}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.MayDeclareMore() {
				return
			}
			arranged := p.Template.Root.At("Metadata", interfaceKey)
			for _, group := range arranged.Get("ParameterGroups").Items() {
				for _, name := range group.Get("Parameters").Items() {
					checkArranged(p, name)
				}
			}
			for name := range arranged.Get("ParameterLabels").Pairs() {
				checkArranged(p, name)
			}
		},
	}
}

func checkArranged(p *lint.Pass, name *syntax.Node) {
	if name.IsScalar() && !name.Is(syntax.Null) && p.Template.Parameter(name.Text()) == nil {
		p.At(name, "`%s` is no parameter of this template%s", name.Text(), didYouMean(name.Text(), parameterNames(p)))
	}
}

func parameterNames(p *lint.Pass) (names []string) {
	for _, parameter := range p.Template.Parameters {
		names = append(names, parameter.Name)
	}
	return names
}
