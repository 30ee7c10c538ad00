package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func unusedParameter() *lint.Rule {
	return &lint.Rule{
		ID:       "W2001",
		Name:     "unused-parameter",
		Title:    "A parameter is declared and never used",
		Severity: diag.Warning,
		Why: `Whoever deploys the stack is asked for a value that changes nothing, and may believe that it does. Often a Ref to the ` +
			`parameter was lost, or names another one.`,
		Help: "remove the parameter, or refer to it with `Ref`",
		Bad: []lint.Example{
			{Name: "no use at all", Template: `Parameters:
  Name: # want
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
`},
			{Name: "text that only looks like a use", Template: `Parameters:
  Name: # want
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub
        - "${Name}-news"
        - Name: "!Ref Name"
`},
		},
		Good: []lint.Example{
			{Name: "uses of every kind", Template: `Parameters:
  Name: {Type: String}
  Stage: {Type: String}
  Vpc: {Type: "AWS::EC2::VPC::Id"}
  Names: {Type: CommaDelimitedList}
  Kind: {Type: String}
Rules:
  OurNetwork:
    Assertions:
      - Assert:
          Fn::EachMemberIn:
            - Fn::ValueOfAll: ["AWS::EC2::VPC::Id", Tags.Team]
            - [web]
Conditions:
  Production: !Equals [!Ref Stage, prod]
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Item
    - !Ref Names
    - Topic${Item}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: "@Name-news"
Outputs:
  Kind:
    Value: !If [Production, !Sub "${Kind}", test]
`},
			{Name: "a macro may use it", Template: `Parameters:
  Name:
    Type: String
Transform: OurMacro
Resources:
  Topic:
    Type: AWS::SNS::Topic
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.MayUseMore() {
				return
			}
			for _, parameter := range p.Template.Parameters {
				if !p.Template.Used(parameter.Name, template.ByRef, template.BySub, template.ByGetAtt) {
					p.At(parameter.Key, "the parameter `%s` is never used", parameter.Name)
				}
			}
		},
	}
}
