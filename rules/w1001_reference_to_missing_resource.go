package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func referenceToMissingResource() *lint.Rule {
	return &lint.Rule{
		ID:       "W1001",
		Name:     "reference-to-missing-resource",
		Title:    "A reference to a resource that may not be made",
		Severity: diag.Warning,
		Why: `Where the condition of a resource is false, CloudFormation refuses to deploy a template that refers to it: ` +
			`unresolved resource dependencies. It shows only with the values of the parameters that make the condition false, ` +
			`often on the day when somebody first uses them.`,
		Help: "put the reference into `Fn::If` with the same condition, or give both resources the condition",
		Bad: []lint.Example{
			{Name: "references that count without the resource", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Alarms:
    Type: AWS::SNS::Topic
    Condition: Production
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmActions: [!Ref Alarms] # want
      AlarmDescription: !Sub |
        tells
        ${Alarms.TopicName} # want
Outputs:
  Alarms:
    Value: !GetAtt Alarms.TopicName # want
`},
			{Name: "another condition, and the wrong branch", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [dev, test, prod]}
Conditions:
  Development: !Equals [!Ref Stage, dev]
  Stable: !Not [!Condition Development]
  Production: !Equals [!Ref Stage, prod]
Resources:
  Alarms:
    Type: AWS::SNS::Topic
    Condition: Production
Outputs:
  Stable:
    Condition: Stable
    Value: !Ref Alarms # want
  Development:
    Value: !If [Development, !Ref Alarms, none] # want
`},
		},
		Good: []lint.Example{
			{Name: "only where the resource exists", Template: `Parameters:
  Stage: {Type: String, AllowedValues: [dev, test, prod]}
Conditions:
  Development: !Equals [!Ref Stage, dev]
  Test: !Equals [!Ref Stage, test]
  Production: !Equals [!Ref Stage, prod]
  Alarmed: !Or [!Condition Test, !Condition Production]
Resources:
  Alarms:
    Type: AWS::SNS::Topic
    Condition: Alarmed
  Policy:
    Type: AWS::SNS::TopicPolicy
    Condition: Production
    Properties:
      Topics: [!Ref Alarms]
Outputs:
  Alarms:
    Value: !If [Development, none, !Ref Alarms]
`},
			{Name: "a condition of which nothing is known", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Stage: {Type: String}
Conditions:
  Fn::ForEach::Stages:
    - Name
    - [test, prod]
    - Is${Name}: !Equals [!Ref Stage, !Ref Name]
Resources:
  Alarms:
    Type: AWS::SNS::Topic
    Condition: Isprod
Outputs:
  Alarms:
    Value: !Ref Alarms
`},
		},
		Check: func(p *lint.Pass) {
			if len(p.Template.Conditions) == 0 {
				return
			}
			for _, via := range []template.Via{template.ByRef, template.ByGetAtt, template.BySub} {
				eachTarget(p, via, (*targets).missing)
			}
		},
	}
}
