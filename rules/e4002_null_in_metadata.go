package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func nullInMetadata() *lint.Rule {
	return &lint.Rule{
		ID:       "E4002",
		Name:     "null-in-metadata",
		Title:    "A value in the metadata of the template is null",
		Severity: diag.Error,
		Why: `CloudFormation refuses a template with a null in its metadata, too, although it does not look at what most of it ` +
			`says. In YAML a key without a value is null.`,
		Help: "give it a value or remove it",
		Bad: []lint.Example{{Name: "a key without a value", Template: `Metadata:
  Owner: # want
  Contacts: [web@example.com, ~] # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
`}},
		Good: []lint.Example{{Name: "a value", Template: `Metadata:
  Owner: ""
Resources:
  Topic:
    Type: AWS::SNS::Topic
`}},
		Check: func(p *lint.Pass) {
			if len(p.Template.Transforms) == 0 {
				reportNulls(p, p.Template.Root.Get("Metadata"))
			}
		},
	}
}
