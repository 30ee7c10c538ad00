package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func serviceHasEnded() *lint.Rule {
	return &lint.Rule{
		ID:       "E3710",
		Name:     "service-has-ended",
		Title:    "A resource belongs to a service that has ended",
		Severity: diag.Error,
		Why:      `AWS has shut the service down. Its resources cannot be created any more, in any account, so the deployment fails.`,
		Help:     "remove the resource, or move to the successor that AWS names",
		Bad: []lint.Example{{Name: "a channel of AWS IoT Analytics", Template: `Resources:
  Measurements:
    Type: AWS::IoTAnalytics::Channel # want
`}},
		Good: []lint.Example{{Name: "a stream", Template: `Resources:
  Measurements:
    Type: AWS::Kinesis::Stream
    Properties:
      RetentionPeriodHours: 24
`}},
		Check: func(p *lint.Pass) {
			inStage(p, schema.ShutDown, func(r *template.Resource, from string) {
				p.At(r.At("Type"), "`%s` belongs to a service that has ended%s", r.Type, onDay(" on ", from))
			})
		},
	}
}
