package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func serverlessWithoutTransform() *lint.Rule {
	return &lint.Rule{
		ID:       "E3038",
		Name:     "serverless-without-transform",
		Title:    "A resource of AWS SAM stands in a template without its transform",
		Severity: diag.Error,
		Why: `Resources of the types AWS::Serverless::… are made into others by the transform of AWS SAM. Without it ` +
			`CloudFormation does not know these types and refuses the template.`,
		Help: "add `Transform: AWS::Serverless-2016-10-31` to the template",
		Bad: []lint.Example{{Name: "no transform", Template: `Resources:
  Hello:
    Type: AWS::Serverless::Function # want
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
`}},
		Good: []lint.Example{{Name: "the transform", Template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: hello.main, InlineCode: "def main(e, c): pass"}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() || p.Template.HasTransform(template.Serverless) {
				return
			}
			for _, r := range p.Template.Resources {
				if isServerless(r) {
					p.At(r.At("Type"), "`%s` is a type of AWS SAM, and the template lacks its transform", r.Type)
				}
			}
		},
	}
}
