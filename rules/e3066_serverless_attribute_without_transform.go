package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func serverlessAttributeWithoutTransform() *lint.Rule {
	return &lint.Rule{
		ID:       "E3066",
		Name:     "serverless-attribute-without-transform",
		Title:    "A resource has an attribute that only AWS SAM knows",
		Severity: diag.Error,
		Why: `Connectors and IgnoreGlobals are attributes that the transform of AWS SAM reads and takes away. Without it ` +
			`CloudFormation refuses the template.`,
		Help: "add `Transform: AWS::Serverless-2016-10-31` to the template, or remove the attribute",
		Bad: []lint.Example{{Name: "connectors without the transform", Template: `Resources:
  Rule:
    Type: AWS::Events::Rule
    Connectors: # want
      News:
        Properties: {Destination: {Id: Topic}, Permissions: [Write]}
    Properties: {ScheduleExpression: rate(1 day)}
  Topic:
    Type: AWS::SNS::Topic
`}},
		Good: []lint.Example{{Name: "the transform", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Rule:
    Type: AWS::Events::Rule
    Connectors:
      News:
        Properties: {Destination: {Id: Topic}, Permissions: [Write]}
    Properties: {ScheduleExpression: rate(1 day)}
  Topic:
    Type: AWS::SNS::Topic
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() || p.Template.HasTransform(template.Serverless) {
				return
			}
			for _, r := range p.Template.Resources {
				for _, name := range serverlessAttributes() {
					if key, _ := r.Attribute(name); key != nil {
						p.At(key, "`%s` is an attribute of AWS SAM, and the template lacks its transform", name)
					}
				}
			}
		},
	}
}
