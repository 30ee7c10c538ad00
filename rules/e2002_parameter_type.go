package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func parameterType() *lint.Rule {
	return &lint.Rule{
		ID:       "E2002",
		Name:     "parameter-type",
		Title:    "The type of a parameter does not exist",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a parameter of a type that it does not know. There are no types for ` +
			`booleans and maps.`,
		Help: "take a type of the CloudFormation documentation, `String` for want of a better one",
		Bad: []lint.Example{{Name: "a type of another language, and typing errors", Template: `Parameters:
  Spot:
    Type: Boolean # want
  Name:
    Type: string # want
  Network:
    Type: AWS::EC2::VPC::ID # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Spot}${Name}${Network}"}
`}, {Name: "in the source of a macro, which gets the values of parameters", Template: `Transform: OurMacro
Parameters:
  Spot:
    Type: Boolean # want
`}},
		Good: []lint.Example{{Name: "types of each kind", Template: `Parameters:
  Spot:
    Type: String
    AllowedValues: ["true", "false"]
  Count: {Type: Number}
  Zones: {Type: CommaDelimitedList}
  Networks: {Type: "List<AWS::EC2::Subnet::Id>"}
  Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Spot}${Count}${Zones}${Networks}${Image}"}
`}},
		Check: func(p *lint.Pass) { checkParameterTypes(p, false) },
	}
}

// checkParameterTypes reports the types that are not documented: those of the form of a list or
// of a value in Systems Manager, which CloudFormation accepts unseen, or the others.
func checkParameterTypes(p *lint.Pass, accepted bool) {
	known := parameterTypes()
	for _, parameter := range p.Template.Parameters {
		kind, isText := parameter.At("Type").Str()
		generic := strings.HasPrefix(kind, listOf) || strings.HasPrefix(kind, valueOf)
		if isText && generic == accepted && !slices.Contains(known, kind) {
			near := diag.Nearest(kind, known, 2)
			finding := p.At(parameter.At("Type"), "`%s` is no documented type of a parameter%s", kind, meaning(near))
			offer(finding, parameter.At("Type"), near)
		}
	}
}
