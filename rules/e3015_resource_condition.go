package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func resourceCondition() *lint.Rule {
	return &lint.Rule{
		ID:       "E3015",
		Name:     "resource-condition",
		Title:    "Condition of a resource names no condition",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template in which the attribute Condition of a resource is not the name of a condition in the ` +
			`section Conditions.`,
		Help: "name a condition of this template, or declare it in `Conditions`",
		Bad: []lint.Example{{Name: "a typing error, and a formula", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Producton # want
  Queue:
    Type: AWS::SQS::Queue
    Condition: !Equals [!Ref AWS::Region, eu-west-1] # want
`}},
		Good: []lint.Example{
			{Name: "the name of a condition", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Production
`},
			{Name: "conditions of a loop, and of a snippet", Template: `Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Stages:
    - Name
    - [test, prod]
    - Is${Name}: !Equals [!Ref AWS::StackName, !Ref Name]
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/conditions.yaml}}
Resources:
  Fn::ForEach::Topics:
    - Name
    - [test, prod]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Condition: Is${Name}
  Queue:
    Type: AWS::SQS::Queue
    Condition: Included
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				if _, value := r.Attribute("Condition"); value != nil {
					checkConditionName(p, value, r.Loop, "`Condition` of a resource")
				}
			}
		},
	}
}

// checkConditionName wants the name of a condition of this template.
func checkConditionName(p *lint.Pass, n *syntax.Node, loop *template.Loop, what string) {
	if checkNameForm(p, n, what) {
		checkCondition(p, n, loop)
	}
}

// checkNameForm wants a string. With AWS::LanguageExtensions a function may give it.
func checkNameForm(p *lint.Pass, n *syntax.Node, what string) bool {
	extended := p.Template.HasTransform(template.LanguageExtensions) && template.CallOf(n).Function != ""
	if p.Template.Opaque() || extended || n.Is(syntax.String, syntax.Null, syntax.None) {
		return n.Is(syntax.String)
	}
	p.At(n, "%s is %s, expected the name of a condition", what, kindOf(n))
	return false
}

// checkCondition says that a name is no condition of the template.
func checkCondition(p *lint.Pass, n *syntax.Node, loop *template.Loop) {
	switch name := p.Template.UndeclaredCondition(n, loop); {
	case name == "":
	case p.Template.Parameter(name) != nil:
		p.At(n, "`%s` is a parameter, expected the name of a condition", name)
	default:
		p.At(n, "`%s` is no condition of this template%s", name, meaning(p.Template.NearestCondition(name)))
	}
}
