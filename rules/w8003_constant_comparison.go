package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func constantComparison() *lint.Rule {
	return &lint.Rule{
		ID:       "W8003",
		Name:     "constant-comparison",
		Title:    "Fn::Equals comes to the same in every deployment",
		Severity: diag.Warning,
		Why: `A condition that is always true, or never, guards nothing. Mostly a Ref was forgotten, so that the name of a parameter ` +
			`is compared instead of its value, or the value is none of those that the parameter allows.`,
		Help: "compare with the value of a parameter, as in `!Equals [!Ref Name, value]`, or remove the condition",
		Bad: []lint.Example{
			{Name: "a Ref was forgotten", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [Stage, prod] # want
  Test: !Not
    - Fn::Equals: [!Ref Stage, !Sub "${Stage}"] # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Production
`},
			{Name: "values that the parameter does not allow", Template: `Parameters:
  Stage:
    Type: String
    AllowedValues: [dev, test, prod]
  Name:
    Type: String
    MinLength: 1
Conditions:
  Production: !Equals
    - !Ref Stage
    - production # want
  Named: !Not [!Equals ["", !Ref Name]] # want
  Both: !Or
    - !Condition Production
    - !Equals [!Ref Stage, Test] # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Both
`},
		},
		Good: []lint.Example{
			{Name: "values that can be, and some of which nothing is known", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Stages: {Type: CommaDelimitedList, AllowedValues: [a, b]}
  Size: {Type: "AWS::SSM::Parameter::Value<String>", AllowedValues: [/size/one, /size/two]}
  Ready: {Type: String, AllowedValues: [true, false]}
Mappings:
  Sizes:
    us-east-1: {Large: "true"}
Conditions:
  Production: !Equals [!Ref Stage, prod]
  Some: !Equals [!Join [",", !Ref Stages], "a,b"]
  Large: !Equals [!Ref Size, large]
  Ready: !Equals [!Ref Ready, "true"]
  Mapped: !Equals [!FindInMap [Sizes, us-east-1, Large], "true"]
  Secret: !Equals ["{{resolve:ssm:stage}}", prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Production
`},
			{Name: "an identifier of a loop", Template: `Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Stages:
    - Name
    - [test, prod]
    - Is${Name}: !Equals ["${Name}", prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Isprod
`},
		},
		Check: func(p *lint.Pass) {
			t := p.Template.General() // what values of this run decide may be otherwise in another
			for site := range t.Calls(template.FnEquals) {
				if outcome := t.Compare(site); onlyParameters(site.Owner) && outcome != template.Undecided {
					reportConstant(p, site, outcome == template.Yes)
				}
			}
		},
	}
}

func reportConstant(p *lint.Pass, site *template.Site, holds bool) {
	sides := site.Comparison()
	literal, parameter := sides.Right, refParameter(p.Template, sides.Left)
	if parameter == nil {
		literal, parameter = sides.Left, refParameter(p.Template, sides.Right)
	}
	switch {
	case parameter == nil || !literal.IsScalar():
		reportLiterals(p, site, holds)
	case holds:
		p.At(literal, "`%s` is always `%s`, so `Fn::Equals` is always true", parameter.Name, literal.Text())
	default:
		reportNever(p, parameter, literal)
	}
}

// reportLiterals reports two values of which neither is that of a parameter.
func reportLiterals(p *lint.Pass, site *template.Site, holds bool) {
	equal := "are never equal"
	if holds {
		equal = "are always equal"
	}
	finding := p.At(site.Argument, "the two values %s, so `Fn::Equals` is always %v", equal, holds)
	for _, side := range site.Argument.Items() {
		if p.Template.Parameter(side.Text()) != nil {
			finding.Help("write `!Ref %s` for the value of the parameter", side.Text())
		}
	}
}

// reportNever says that a parameter does not allow a value.
func reportNever(p *lint.Pass, parameter *template.Parameter, literal *syntax.Node) {
	values := parameter.AllowedValues()
	if values == nil {
		p.At(literal, "`%s` has at least the length %s, so `Fn::Equals` is always false", parameter.Name, parameter.At("MinLength").Text()).
			Note(parameter.At("MinLength"), "the length")
		return
	}
	var allowed []string
	for _, value := range values.Items() {
		allowed = append(allowed, value.Text())
	}
	p.At(literal, "`%s` is never `%s`, so `Fn::Equals` is always false%s", parameter.Name, literal.Text(), didYouMean(literal.Text(), allowed)).
		Note(values, "the values that `%s` allows", parameter.Name).
		Help("compare with a value that the parameter allows")
}

// refParameter returns the parameter that a value is, or nil.
func refParameter(t *template.Template, n *syntax.Node) *template.Parameter {
	return t.Parameter(template.CallTo(template.FnRef, n).Argument.Text())
}
