package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func unusedSuppression() *lint.Rule {
	return &lint.Rule{
		ID:       lint.UnusedID,
		Name:     "unused-suppression",
		Title:    "A suppression suppresses nothing",
		Severity: diag.Warning,
		Why: `A suppression that outlives its finding, or that names no rule, stays in the source unseen, and hides the ` +
			`next true finding at that place. One in a shared file is in use if any template of the run uses it.`,
		Help: "remove the suppression",
		Options: []lint.Option{{
			Name:    lint.RequireReason,
			Doc:     "also report suppressions that do not say why they are there",
			Default: lint.Flag(false),
		}},
		Bad: []lint.Example{{Name: "the finding is gone", Template: `Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy:
      AutoScalingRollingUpdate: # cfnc:ignore H104 one instance is enough # want
        MaxBatchSize: 1
        MinInstancesInService: 1
    Properties:
      MinSize: 1
      MaxSize: 2
`}},
		Good: []lint.Example{{Name: "a list for cfn-lint", Template: `Metadata:
  cfn-lint:
    config:
      ignore_checks: [E3012]
Resources:
  Topic:
    Type: AWS::SNS::Topic
`}},
	}
}
