package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func detectorFeatures() *lint.Rule {
	return &lint.Rule{
		ID:       "E3063",
		Name:     "detector-features",
		Title:    "A detector has both data sources and features",
		Severity: diag.Error,
		Why:      `Features have taken the place of data sources in GuardDuty, and it refuses a detector with both.`,
		Help:     "remove `DataSources`, and name the same as `Features`",
		Bad: []lint.Example{{Name: "both", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  New: !Equals [!Ref Kind, new]
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features: !If [New, [{Name: S3_DATA_EVENTS, Status: ENABLED}], !Ref AWS::NoValue]
      DataSources: # want
        S3Logs: {Enable: true}
`}},
		Good: []lint.Example{{Name: "one of both", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  New: !Equals [!Ref Kind, new]
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features: !If [New, [{Name: S3_DATA_EVENTS, Status: ENABLED}], !Ref AWS::NoValue]
      DataSources: !If [New, !Ref AWS::NoValue, {S3Logs: {Enable: true}}]
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::GuardDuty::Detector") {
				for sources, features := range pairs(p.Template, nil, settings(p.Template, r, "DataSources"), settings(p.Template, r, "Features")) {
					if sources.value != nil && features.value != nil {
						p.At(sources.key, "`DataSources` cannot stand beside `Features`").Note(features.key, "the features")
					}
				}
			}
		},
	}
}
