package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func parameterAndResource() *lint.Rule {
	return &lint.Rule{
		ID:       "E3007",
		Name:     "parameter-and-resource",
		Title:    "A name is both a parameter and a resource",
		Severity: diag.Error,
		Why: `Parameters and resources share one set of names, because Ref takes both. CloudFormation refuses a template in which ` +
			`a name means two things.`,
		Help: "rename one of the two",
		Bad: []lint.Example{
			{Name: "a topic and its name", Template: `Parameters:
  Topic:
    Type: String
Resources:
  Topic: # want
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Topic
`},
			{Name: "a name that a loop makes", Template: `Transform: AWS::LanguageExtensions
Parameters:
  TopicNews:
    Type: String
    Default: news
Resources:
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}: # want
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Ref TopicNews
`},
		},
		Good: []lint.Example{{Name: "two names", Template: `Parameters:
  TopicName:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref TopicName
`}},
		Check: func(p *lint.Pass) {
			for _, parameter := range p.Template.Parameters {
				if r := p.Template.Resource(parameter.Name); r != nil {
					p.At(r.Key, "`%s` is also the name of a parameter", parameter.Name).
						Note(parameter.Key, "the parameter is declared here")
				}
			}
		},
	}
}
