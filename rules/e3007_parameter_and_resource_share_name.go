package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
)

func parameterAndResourceShareName() *lint.Rule {
	return &lint.Rule{
		ID:       expand.TwoNamesID,
		Name:     expand.TwoNamesName,
		Title:    "A name is both a parameter and a resource",
		Severity: diag.Error,
		Why: `Parameters and resources share one set of names, because Ref takes both. CloudFormation refuses a template in which ` +
			`a name means two things.`,
		Help: "rename one of the two",
		Bad: []lint.Example{{Name: "a topic and its name", Template: `Parameters:
  Topic:
    Type: String
Resources:
  Topic: # want
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Topic
`}},
		Good: []lint.Example{{Name: "two names", Template: `Parameters:
  TopicName:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref TopicName
`}},
	}
}
