package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
)

func expressionNearMiss() *lint.Rule {
	return &lint.Rule{
		ID:       expand.NearMissID,
		Name:     expand.NearMissName,
		Title:    "Text that is nearly an expression stays text",
		Severity: diag.Warning,
		Why: `The text @Name is an expression where Name is declared and text everywhere else, so that e-mail addresses and the like need no ` +
			`care. A name that differs from a declared one by a letter or by case was probably meant as an expression.`,
		Help: "correct the name, or suppress the warning where it is text",
		Bad: []lint.Example{{Name: "a letter is missing", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "@Stge-news" # want
      DisplayName: "@stage" # want
`}},
		Good: []lint.Example{{Name: "an expression, and text", Template: `Parameters:
  Stage:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "@Stage-news"
      DisplayName: "news@stage.example.com and @timestamp"
`}},
	}
}
