package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/lint"
)

func unusedIncludeArgument() *lint.Rule {
	return &lint.Rule{
		ID:       expand.UnusedID,
		Name:     expand.UnusedName,
		Title:    "An included file does not use an argument",
		Severity: diag.Warning,
		Why: `An argument that the included file never asks for changes nothing. Often its name has a typing error, and the file ` +
			`gets its value from elsewhere.`,
		Help: "remove the argument, or use it in the included file as `@{.name}`",
		Bad: []lint.Example{{Name: "an argument that no one asks for", Template: `Resources:
  Topic:
    Fn::Include:
      File: topic.yaml
      With:
        name: news
        colour: red # want
`, Files: map[string]string{"topic.yaml": "Type: AWS::SNS::Topic\nProperties:\n  TopicName: \"@{.name}\"\n"}}},
		Good: []lint.Example{{Name: "an argument in use", Template: `Resources:
  Topic:
    Fn::Include:
      File: topic.yaml
      With:
        name: news
`, Files: map[string]string{"topic.yaml": "Type: AWS::SNS::Topic\nProperties:\n  TopicName: \"@{.name}\"\n"}}},
	}
}
