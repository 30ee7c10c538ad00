package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func conditionTarget() *lint.Rule {
	return &lint.Rule{
		ID:       "E8002",
		Name:     "condition-target",
		Title:    "A condition is used and not declared",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template in which Fn::If or a condition names a condition that is not in the section ` +
			`Conditions.`,
		Help: "correct the name, or declare it in `Conditions`",
		Bad: []lint.Example{{Name: "typing errors, and a parameter", Template: `Parameters:
  Test: {Type: String}
Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
  Other: !Not [!Condition Producton] # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Condition: Other
    Properties:
      DelaySeconds: !If [Prodcution, 60, 0] # want
      QueueName:
        Fn::If:
          - Test # want
          - a
          - b
`}},
		Good: []lint.Example{
			{Name: "declared conditions", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
  Other: !Not [!Condition Production]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !If [Other, 60, 0]
`},
			{Name: "conditions of loops", Template: `Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Stages:
    - Name
    - [test, prod]
    - Is${Name}: !Equals [!Ref AWS::StackName, !Ref Name]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !If [Isprod, 60, 0]
  Fn::ForEach::Topics:
    - Name
    - [test, prod]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties:
          DisplayName: !If [!Sub "Is${Name}", a, b]
          TopicName: !If ["Is${Name}", a, b]
`},
		},
		Check: func(p *lint.Pass) {
			for site := range p.Template.Calls(template.FnIf) {
				if answersFor(p, site.Owner) {
					checkCondition(p, site.If().Condition, site.Loop)
				}
			}
			for site := range p.Template.Calls(template.FnCondition) {
				if answersFor(p, site.Owner) {
					checkCondition(p, site.Argument, site.Loop)
				}
			}
		},
	}
}
