package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// maxDescription is CloudFormation's quota for the description of a template, in bytes.
const maxDescription = 1024

func descriptionTooLong() *lint.Rule {
	return &lint.Rule{
		ID:       "E1003",
		Name:     "description-too-long",
		Title:    "The description of a template is too long",
		Severity: diag.Error,
		Why:      "CloudFormation takes a description of at most 1,024 bytes and refuses a template with a longer one.",
		Help:     "shorten the description, and move the rest to a comment: comments never reach CloudFormation",
		Bad: []lint.Example{{Name: "more than 1,024 bytes", Template: `Description: "` + strings.Repeat("A queue and its alarms. ", 43) + `" # want
Resources:
  Queue:
    Type: AWS::SQS::Queue
`}},
		Good: []lint.Example{{Name: "a sentence", Template: `Description: A queue and its alarms
Resources:
  Queue:
    Type: AWS::SQS::Queue
`}},
		Check: func(p *lint.Pass) {
			description := p.Template.Root.Get("Description")
			if text, _ := description.Str(); len(text) > maxDescription {
				p.At(description, "the description has %d bytes, and CloudFormation takes at most %d", len(text), maxDescription)
			}
		},
	}
}
