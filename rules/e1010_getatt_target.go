package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func getAttTarget() *lint.Rule {
	return &lint.Rule{
		ID:       "E1010",
		Name:     "getatt-target",
		Title:    "Fn::GetAtt names no attribute of a resource",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template in which Fn::GetAtt names a resource that is not declared, a parameter, or no ` +
			`attribute.`,
		Help: "write `!GetAtt LogicalId.Attribute` with the logical ID of a resource of this template",
		Bad: []lint.Example{
			{Name: "a typing error", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Name:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Name: !GetAtt Topci.TopicName # want
      Value:
        Fn::GetAtt:
          - Topik # want
          - TopicName
`},
			{Name: "an attribute of a parameter", Template: `Parameters:
  Bucket:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !GetAtt Bucket.Arn} # want
`},
			{Name: "no attribute", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
  Name:
    Type: AWS::SSM::Parameter
    Properties:
      Type: !GetAtt Topic # want
      Name:
        Fn::GetAtt: [Topic] # want
      Value:
        Fn::GetAtt: [Topic, ""] # want
      Description: !GetAtt {Topic: TopicName} # want
`},
			{Name: "an attribute that the type does not have, and one of the wrong type", Template: `Resources:
  Jobs:
    Type: AWS::SQS::Queue
  More:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !GetAtt Jobs.QueueNam # want
      Tags: !GetAtt Jobs.QueueName # want
`},
			{Name: "an output that a nested template does not have", Template: `Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./network.json}
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !GetAtt Network.Outputs.Address
      DisplayName:
        Fn::GetAtt:
          - Network
          - Outputs.Adress # want
`, Files: map[string]string{"network.json": `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}},
 "Outputs": {"Address": {"Value": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}}}}
`}},
			{Name: "a function for the logical ID", Template: `Resources:
  Jobs:
    Type: AWS::SQS::Queue
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !GetAtt [!Ref Jobs, QueueName] # want
`},
		},
		Good: []lint.Example{
			{Name: "a function for the logical ID, with language extensions", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Which: {Type: String}
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Value: !GetAtt [!Ref Which, TopicName]
`},
			{Name: "all forms", Template: `Parameters:
  Attribute:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
  Stack:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://example.com/web.json
Outputs:
  One:
    Value: !GetAtt Topic.TopicName
  Two:
    Value: !GetAtt [Topic, TopicName]
  Three:
    Value: !GetAtt Stack.Outputs.Address
  Four:
    Value: !GetAtt [Topic, !Ref Attribute]
`},
			{Name: "resources of loops and of AWS SAM", Template: `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Type: AWS::SNS::Topic
Outputs:
  Role:
    Value: !GetAtt HelloRole.Arn
  Version:
    Value: !GetAtt Hello.Version.Version
  Fn::ForEach::Names:
    - Name
    - [News, Alarms]
    - ${Name}Topic:
        Value: !GetAtt [!Sub "Topic${Name}", TopicName]
`},
		},
		Check: func(p *lint.Pass) {
			for call := range p.Template.Calls(template.FnGetAtt) {
				if answersFor(p, call.Owner) {
					checkGetAttForm(p, call)
				}
			}
			eachFailing(p, template.ByGetAtt, (*targets).resource)
			checkOutputs(p, template.FnGetAtt)
			checkGetAttAttributes(p)
			violations(p)
		},
	}
}

func checkGetAttForm(p *lint.Pass, c *template.Site) {
	get, ok := c.GetAtt()
	switch {
	case c.Argument.Is(syntax.Null, syntax.None):
	case !c.Argument.Is(syntax.String, syntax.List):
		p.At(c.Argument, "`Fn::GetAtt` takes a logical ID and an attribute, but this is %s", kindOf(c.Argument))
	case !ok && c.Argument.Is(syntax.String):
		p.At(c.Argument, "`%s` names no attribute, expected `%s.Attribute`", c.Argument.Text(), c.Argument.Text())
	case !ok:
		p.At(c.Argument, "`Fn::GetAtt` takes a list of a logical ID and an attribute, but this one has the length %d", c.Argument.Len())
	case isEmpty(get.Resource):
		p.At(get.Resource.Node, "`Fn::GetAtt` takes a logical ID first, but this is %s", emptyOr(get.Resource.Node))
	case isCall(get.Resource) && !p.Template.Opaque() && !p.Template.HasTransform(template.LanguageExtensions):
		p.At(get.Resource.Node, "the logical ID of `Fn::GetAtt` is %s, which needs the transform `%s`", kindOf(get.Resource.Node), template.LanguageExtensions).
			Help("write the logical ID itself")
	case isEmpty(get.Attribute):
		p.At(get.Attribute.Node, "`Fn::GetAtt` takes an attribute after the logical ID, but this is %s", emptyOr(get.Attribute.Node))
	}
}

// isEmpty reports whether a name is neither a text nor a function that gives one.
func isEmpty(w template.Word) bool {
	return w.Text == "" && !w.Node.Is(syntax.None, syntax.Null) && !isCall(w)
}

func isCall(w template.Word) bool { return template.CallOf(w.Node).Function != "" }

func emptyOr(n *syntax.Node) string {
	if n.Is(syntax.String) {
		return "empty"
	}
	return n.Kind().String()
}

// resource says that a use names what is no resource.
func (t *targets) resource(u *template.Use) {
	for name := range u.Names() {
		if t.Template.Parameter(name) != nil || template.IsPseudoParameter(name) {
			t.AtSpan(u.Name.Node, u.Span(), "`%s` is a parameter, and only resources have attributes", name).
				Help("use `Ref` to get the value of a parameter")
			return
		}
	}
	if name := t.Template.Undeclared(u); name != "" {
		t.AtSpan(u.Name.Node, u.Span(), "`%s` is no resource of this template%s", name, t.didYouMean(name))
	}
}
