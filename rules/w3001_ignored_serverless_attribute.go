package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func ignoredServerlessAttribute() *lint.Rule {
	return &lint.Rule{
		ID:       "W3001",
		Name:     "ignored-serverless-attribute",
		Title:    "AWS SAM ignores an attribute of a resource",
		Severity: diag.Warning,
		Why: `The transform of AWS SAM drops attributes of its resources that it does not know, without a word. What was meant as ` +
			`a property, but stands beside Properties, is lost.`,
		Help: "correct the name, or put it under `Properties` if it is a property",
		Bad: []lint.Example{{Name: "a property beside Properties", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Description: Says hello # want
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
`}},
		Good: []lint.Example{{Name: "a property", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    DeletionPolicy: Retain
    Properties:
      Description: Says hello
      Runtime: python3.13
      Handler: hello.main
      InlineCode: "def main(e, c): pass"
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() || !p.Template.HasTransform(template.Serverless) {
				return
			}
			for _, r := range p.Template.Resources {
				if isServerless(r) {
					unknownAttributes(p, r.Body, "a resource, and AWS SAM drops it", append(attributes(r), serverlessAttributes()...)...)
				}
			}
		},
	}
}
