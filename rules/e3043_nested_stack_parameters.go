package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func nestedStackParameters() *lint.Rule {
	return &lint.Rule{
		ID:       "E3043",
		Name:     "nested-stack-parameters",
		Title:    "A nested stack gets wrong parameters, or lacks one that it needs",
		Severity: diag.Error,
		Why: `CloudFormation refuses to create a nested stack with a parameter that its template does not declare, and one without a ` +
			`value for a parameter that has no default. The stack around it is rolled back. Templates are read that are files of the ` +
			`project, as those that aws cloudformation package uploads.`,
		Help: "pass the parameters that the nested template declares",
		Bad: []lint.Example{
			{Name: "a typing error, and nothing for the parameter that was meant", Template: `Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: parts/network.yaml
      Parameters: # want
        Rnage: 10.0.0.0/16 # want
`, Files: map[string]string{"parts/network.yaml": `Parameters:
  Range: {Type: String}
  Name: {Type: String, Default: ours}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !Ref Range}
`}},
			{Name: "no parameters at all", Template: `Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: network.json # want
`, Files: map[string]string{"network.json": `{"Parameters": {"Range": {"Type": "String"}},
 "Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": {"Ref": "Range"}}}}}
`}},
		},
		Good: []lint.Example{
			{Name: "all that is needed", Template: `Parameters:
  Name: {Type: String}
Conditions:
  Named: !Not [!Equals [!Ref Name, ""]]
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: network.yaml
      Parameters:
        Range: 10.0.0.0/16
        Name: !If [Named, !Ref Name, !Ref AWS::NoValue]
  Elsewhere:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://example.com/network.yaml
      Parameters: {Any: thing}
`, Files: map[string]string{"network.yaml": `Parameters:
  Range: {Type: String}
  Name: {Type: String, Default: ours}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !Ref Range}
`}},
			{Name: "a macro may declare more", Template: `Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: network.yaml
      Parameters: {Zone: a}
`, Files: map[string]string{"network.yaml": `Transform: OurMacro
Resources:
  Vpc: {Type: AWS::EC2::VPC}
`}},
		},
		Check: func(p *lint.Pass) {
			for _, kind := range []string{"AWS::CloudFormation::Stack", "AWS::Serverless::Application"} {
				for _, r := range p.Template.OfType(kind) {
					if complete(p.Template, r) {
						checkNested(p, r)
					}
				}
			}
		},
	}
}

// checkNested compares what a resource passes with what the template that it nests declares.
func checkNested(p *lint.Pass, r *template.Resource) {
	for c := range children(p, r) {
		switch {
		case c.Interface == nil || c.Parameters.Open:
		case r.At("Properties").Is(syntax.Map) && r.At("Properties").Key("Parameters") == nil:
			checkNeeded(p, c, c.url, nil)
		default:
			for at := range placesAt(p.Template, r, "Parameters") {
				if at.value.Is(syntax.Map) && p.Template.Possible(c.when.And(at.when)) != template.No {
					checkPassed(p, c, at)
				}
			}
		}
	}
}

func checkPassed(p *lint.Pass, c child, at place) {
	switch {
	case template.IsNoValue(at.value):
		checkNeeded(p, c, at.value, nil)
		return
	case template.CallOf(at.value).Function != "" || at.value.Key("Fn::Transform") != nil:
		return
	}
	for key := range at.value.Pairs() {
		if name := key.Text(); !c.Parameters.Has(name) {
			f := p.At(key, "`%s` is no parameter of `%s`%s", name, c.url.Text(), didYouMean(name, c.Parameters.Names))
			noteDeclared(f, c.Parameters, name, "parameters").Help("correct the name, or declare the parameter in the nested template")
		}
	}
	checkNeeded(p, c, at.key, at.value)
}

// checkNeeded reports the parameters without a default that get no value.
func checkNeeded(p *lint.Pass, c child, at, passed *syntax.Node) {
	for _, name := range c.Parameters.Names {
		lacks := passed.Key(name) == nil || passed.Get(name) != nil && template.Removed(passed.Get(name))
		if lacks && !c.Parameters.Optional(name) {
			p.At(at, "`%s` has no default in `%s`, and no value here", name, c.url.Text()).
				NoteSpan(c.Parameters.Place(name), "`%s` is declared here", name)
		}
	}
}
