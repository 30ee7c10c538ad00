package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func serviceIsSunsetting() *lint.Rule {
	return &lint.Rule{
		ID:       "W3696",
		Name:     "service-is-sunsetting",
		Title:    "A resource belongs to a service that AWS ends",
		Severity: diag.Warning,
		Why: `AWS has announced the end of the service. After that day the resource stops to work, and a stack that holds it can ` +
			`often neither be updated nor deleted. The stages of services are those of AWS's list of 2026.`,
		Help: "move to the successor that AWS names before the service ends",
		Bad: []lint.Example{{Name: "version 1 of AWS IoT Greengrass", Template: `Resources:
  Core:
    Type: AWS::Greengrass::CoreDefinition # want
    Properties:
      Name: core
`}},
		Good: []lint.Example{{Name: "the second version", Template: `Resources:
  Component:
    Type: AWS::GreengrassV2::ComponentVersion
    Properties:
      InlineRecipe: "{}"
`}},
		Check: func(p *lint.Pass) {
			inStage(p, schema.Sunset, func(r *template.Resource, from string) {
				p.At(r.At("Type"), "`%s` belongs to a service that AWS ends%s", r.Type, onDay(": ", from))
			})
		},
	}
}
