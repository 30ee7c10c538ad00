package rules

import (
	"strconv"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func parameterStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E2001",
		Name:     "parameter-structure",
		Title:    "A parameter has attributes that do not fit",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a parameter that has no type, an attribute that it does not know, a value ` +
			`that is no literal, or a bound that its type does not have: lengths and patterns are for text, least and ` +
			`greatest values for numbers.`,
		Help: "keep to the attributes of the CloudFormation documentation, and give each a literal",
		Bad: []lint.Example{
			{Name: "no type, and a typing error", Template: `Parameters:
  Stage: # want
    Default: prod
  Name:
    Type: String
    Defualt: news # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Stage}${Name}"}
`},
			{Name: "values of the wrong kind", Template: `Parameters:
  Stage:
    Type: String
    Default: [prod] # want
    AllowedValues: prod # want
    Description: !Sub "for ${AWS::Region}" # want
    MinLength: short # want
    NoEcho: yes # want
  Zones:
    Type: CommaDelimitedList
    AllowedValues: [a, [b]] # want
  Name: String # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Stage}${Zones}${Name}"}
`},
			{Name: "bounds of another type", Template: `Parameters:
  Port:
    Type: Number
    MinLength: 2 # want
    AllowedPattern: "[0-9]+" # want
  Name:
    Type: String
    MaxValue: 64 # want
  Count:
    Type: Number
    MinValue: 10
    MaxValue: 1 # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Port}${Name}${Count}"}
`},
			{Name: "in the source of a macro, which gets the values of parameters", Template: `Transform: OurMacro
Parameters:
  Stage:
    Type: String
    AllowedValue: [test, prod] # want
`},
		},
		Good: []lint.Example{
			{Name: "all attributes", Template: `Parameters:
  Stage:
    Type: String
    Description: Which of our stages this is
    Default: test
    AllowedValues: [test, prod, 2]
    AllowedPattern: "[a-z0-9]+"
    ConstraintDescription: must be a stage of ours
    MinLength: 1
    MaxLength: "8"
    NoEcho: "false"
  Count:
    Type: Number
    Default: 1.5
    MinValue: -1
    MaxValue: "2.5"
  Network:
    Type: AWS::EC2::VPC::Id
    MinLength: 1
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Stage}${Count}${Network}"}
`},
		},
		Check: func(p *lint.Pass) {
			takes := parameterShape()
			for _, parameter := range p.Template.Parameters {
				takes.check(p, parameter.Key, parameter.Value, nil)
				checkBounds(p, parameter)
			}
		},
	}
}

// parameterShape is that of
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
func parameterShape() *shape {
	return literally(recordShape(
		part{"Type", textShape(), true},
		part{"Default", textShape(), false},
		part{"AllowedValues", listShape(textShape()), false},
		part{"AllowedPattern", textShape(), false},
		part{"ConstraintDescription", textShape(), false},
		part{"Description", textShape(), false},
		part{"MinLength", numberShape(), false},
		part{"MaxLength", numberShape(), false},
		part{"MinValue", decimalShape(), false},
		part{"MaxValue", decimalShape(), false},
		part{"NoEcho", boolShape(), false}))
}

// checkBounds wants those of the parameter's type, the lower ones below the upper ones.
// Eucalyptus, which does as CloudFormation does, words the refusal as one of the template.
func checkBounds(p *lint.Pass, parameter *template.Parameter) {
	foreign := []string{"MinValue", "MaxValue"}
	if isNumeric(parameter.Type()) {
		foreign = []string{"MinLength", "MaxLength", "AllowedPattern"}
	}
	for _, bound := range foreign {
		if key := parameter.Value.Key(bound); key != nil && parameter.Type() != "" && parameter.Type() != numbers {
			p.At(key, "`%s` cannot bound a parameter of the type `%s`", bound, parameter.Type())
		}
	}
	checkOrder(p, parameter.At("MinLength"), parameter.At("MaxLength"))
	checkOrder(p, parameter.At("MinValue"), parameter.At("MaxValue"))
}

func checkOrder(p *lint.Pass, least, most *syntax.Node) {
	low, noLow := strconv.ParseFloat(least.Text(), 64)
	high, noHigh := strconv.ParseFloat(most.Text(), 64)
	if noLow == nil && noHigh == nil && low > high {
		p.At(most, "`%s` is below the lower bound `%s`, so there is no value for the parameter", most.Text(), least.Text()).
			Note(least, "the lower bound")
	}
}
