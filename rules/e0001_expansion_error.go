package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
)

func expansionError() *lint.Rule {
	return &lint.Rule{
		ID:       expand.ErrorID,
		Name:     expand.ErrorName,
		Title:    "An include, a merge or an expression cannot be expanded",
		Severity: diag.Error,
		Why: `What a source says beyond CloudFormation has to be replaced before CloudFormation sees it. Where that fails there is ` +
			`no template to deploy, so nothing is written. It cannot be suppressed.`,
		Help: "correct what the source refers to",
		Bad: []lint.Example{
			{Name: "an expression in braces that names nothing", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "@{Stgae}-news" # want
`},
			{Name: "a file that is not there", Template: `Resources:
  Topic: !Include topic.yaml # want
`},
			{Name: "a clash between two files", Template: `Resources:
  Topic: !Merge
    - !Include topic.yaml
    - Type: AWS::SQS::Queue # want
`, Files: map[string]string{"topic.yaml": "Type: AWS::SNS::Topic\n"}},
		},
		Good: []lint.Example{{Name: "an expression, a file, and a merge without a clash", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic: !Merge
    - !Include topic.yaml
    - Properties:
        TopicName: "@{Stage}-news"
`, Files: map[string]string{"topic.yaml": "Type: AWS::SNS::Topic\n"}}},
	}
}
