package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func metadataIsNoMap() *lint.Rule {
	return &lint.Rule{
		ID:       "E3028",
		Name:     "metadata-is-no-map",
		Title:    "The metadata of a resource is no map",
		Severity: diag.Error,
		Why:      `CloudFormation refuses a template in which Metadata of a resource is a text or a list, even though it reads little of it.`,
		Help:     "give every entry of `Metadata` a name",
		Bad: []lint.Example{{Name: "a text and a list", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata: our news # want
  Queue:
    Type: AWS::SQS::Queue
    Metadata: [our orders] # want
`}},
		Good: []lint.Example{{Name: "a map", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata: {Team: web, Steps: [1, 2]}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, r := range p.Template.Resources {
				if key, value := r.Attribute("Metadata"); key != nil {
					mapShape(anyShape()).check(p, key, value, r.When())
				}
			}
		},
	}
}
