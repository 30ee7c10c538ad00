package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func dependsOnTarget() *lint.Rule {
	return &lint.Rule{
		ID:       "E3005",
		Name:     "depends-on-target",
		Title:    "DependsOn names no resource that is there",
		Severity: diag.Error,
		Why: `DependsOn is a logical ID or a list of them, without functions. CloudFormation refuses a template in which one is not ` +
			`declared, and refuses to deploy it where the condition of such a resource is false.`,
		Help: "name a resource of this template, or remove the entry",
		Bad: []lint.Example{
			{Name: "a typing error, a parameter, and a function", Template: `Parameters:
  Name: {Type: String}
Resources:
  Topic:
    Type: AWS::SNS::Topic
  One:
    Type: AWS::SQS::Queue
    DependsOn: Topci # want
  Two:
    Type: AWS::SQS::Queue
    DependsOn:
      - Topic
      - Name # want
      - !Ref Topic # want
  Three:
    Type: AWS::SQS::Queue
    DependsOn: !GetAtt Topic.TopicName # want
`},
			{Name: "a resource that may not be made", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Production
  Queue:
    Type: AWS::SQS::Queue
    DependsOn: Topic # want
`},
		},
		Good: []lint.Example{
			{Name: "a logical ID, a list, and the same condition", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Production
  One:
    Type: AWS::SQS::Queue
    Condition: Production
    DependsOn: [Topic]
  Two:
    Type: AWS::SQS::Queue
    DependsOn: Three
  Three:
    Type: AWS::SQS::Queue
    DependsOn: []
`},
			{Name: "resources of loops and of AWS SAM", Template: `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
  Queue:
    Type: AWS::SQS::Queue
    DependsOn: HelloRole
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Type: AWS::SNS::Topic
      Policy${Name}:
        Type: AWS::SNS::TopicPolicy
        DependsOn: !Sub Topic${Name}
        Properties: {Topics: [!Ref TopicNews], PolicyDocument: {Statement: []}}
`},
		},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				checkDependsOn(p, r)
			}
			eachTarget(p, template.ByDependsOn, func(t *targets, u *template.Use) {
				t.noResource(u)
				t.missing(u)
			})
		},
	}
}

// checkDependsOn wants a string or a list of strings. A macro may turn anything into one.
func checkDependsOn(p *lint.Pass, r *template.Resource) {
	_, value := r.Attribute("DependsOn")
	switch {
	case p.Template.Opaque() || isLogicalID(p, value):
	case !value.Is(syntax.List):
		p.At(value, "`DependsOn` is %s, expected a logical ID or a list of logical IDs", kindOf(value))
	default:
		for _, item := range value.Items() {
			if !isLogicalID(p, item) {
				p.At(item, "an entry of `DependsOn` is %s, expected a logical ID", kindOf(item))
			}
		}
	}
}

// isLogicalID reports whether a value is a string, or a function that may give one to
// AWS::LanguageExtensions. What is missing was reported.
func isLogicalID(p *lint.Pass, n *syntax.Node) bool {
	extended := p.Template.HasTransform(template.LanguageExtensions) && template.CallOf(n).Function != ""
	return extended || n.Is(syntax.String, syntax.Null, syntax.None)
}

// noResource says that a use names what is no resource, if it surely does.
func (t *targets) noResource(u *template.Use) {
	for name := range u.Names() {
		if t.Template.Resource(name) == nil && (t.Template.Parameter(name) != nil || template.IsPseudoParameter(name)) {
			t.AtSpan(u.Name.Node, u.Span(), "`%s` is a parameter, and only a resource can be waited for", name)
			return
		}
	}
	if name := t.Template.Undeclared(u); name != "" {
		t.AtSpan(u.Name.Node, u.Span(), "`%s` is no resource of this template%s", name, t.didYouMean(name))
	}
}
