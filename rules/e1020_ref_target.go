package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func refTarget() *lint.Rule {
	return &lint.Rule{
		ID:       "E1020",
		Name:     "ref-target",
		Title:    "Ref names something that is not declared",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template in which Ref names something that is not declared: neither a parameter, nor a ` +
			`resource, nor a pseudo parameter. Mappings and conditions are not among these.`,
		Help: "correct the name, or declare it",
		Bad: []lint.Example{
			{Name: "typing errors", Template: `Parameters:
  TopicName:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref TopicNmae # want
      KmsMasterKeyId: !Ref AWS::Regoin # want
`},
			{Name: "the name of a condition", Template: `Conditions:
  Named: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Named # want
`},
			{Name: "a resource in a condition", Template: `Conditions:
  Named: !Equals [!Ref Topic, news] # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: Named
`},
			{Name: "a text for a list", Template: `Parameters:
  Subnet:
    Type: AWS::EC2::Subnet::Id
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: network
      Subnets: !Ref Subnet # want
`},
			{Name: "a resource that no loop makes", Template: `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Type: AWS::SNS::Topic
  Policy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      PolicyDocument: {}
      Topics:
        - !Ref TopicAlarms
        - !Ref TopicAlerts # want
`},
		},
		Good: []lint.Example{
			{Name: "a parameter, a resource, and a pseudo parameter", Template: `Parameters:
  TopicName:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref TopicName
Outputs:
  Topic:
    Value: !Join [" ", [!Ref Topic, !Ref AWS::Region]]
`},
			{Name: "resources that AWS SAM makes", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: hello.main
      InlineCode: "def main(e, c): pass"
Outputs:
  Role:
    Value: !Ref HelloRole
  Api:
    Value: !Ref ServerlessRestApi
`},
			{Name: "an identifier of a loop, and names that only the deployment knows", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Ref Name
Outputs:
  News:
    Value: !Ref TopicNews
`},
		},
		Check: func(p *lint.Pass) {
			for call := range p.Template.Calls(template.FnRef) {
				checkRefForm(p, call)
			}
			eachFailing(p, template.ByRef, func(t *targets, u *template.Use) {
				t.undeclared(u)
				t.early(u)
			})
			violations(p)
		},
	}
}

// checkRefForm wants a name. With AWS::LanguageExtensions a function may give it.
func checkRefForm(p *lint.Pass, c *template.Site) {
	extended := p.Template.HasTransform(template.LanguageExtensions) && template.CallOf(c.Argument).Function != ""
	if answersFor(p, c.Owner) && !c.Argument.Is(syntax.String, syntax.Null, syntax.None) && !extended {
		p.At(c.Argument, "`Ref` takes the name of a parameter or resource, but this is %s", kindOf(c.Argument))
	}
}
