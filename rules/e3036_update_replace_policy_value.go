package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func updateReplacePolicyValue() *lint.Rule {
	policy := keeping{"UpdateReplacePolicy", []string{"Delete", "Retain", "Snapshot"}}
	return &lint.Rule{
		ID:       "E3036",
		Aliases:  []string{"H803"},
		Name:     "update-replace-policy-value",
		Title:    "An UpdateReplacePolicy has a value that it cannot have",
		Severity: diag.Error,
		Why: `CloudFormation refuses the template: an UpdateReplacePolicy is one of three words, and Snapshot only works for types ` +
			`that have snapshots. RetainExceptOnCreate is a value of DeletionPolicy only.`,
		Help: "write `Delete`, `Retain` or, for volumes, databases, caches and clusters, `Snapshot`",
		Bad: []lint.Example{{Name: "a value of the other policy, and a type without snapshots", Template: `Resources:
  Orders:
    Type: AWS::S3::Bucket
    UpdateReplacePolicy: RetainExceptOnCreate # want
  Failed:
    Type: AWS::SQS::Queue
    UpdateReplacePolicy: Snapshot # want
`}},
		Good: []lint.Example{{Name: "the three values", Template: `Resources:
  Orders:
    Type: AWS::S3::Bucket
    UpdateReplacePolicy: Retain
  Failed:
    Type: AWS::SQS::Queue
    UpdateReplacePolicy: Delete
  Database:
    Type: AWS::RDS::DBInstance
    UpdateReplacePolicy: Snapshot
  Ours:
    Type: Our::Data::Base
    UpdateReplacePolicy: Snapshot
`}},
		Check: policy.check,
	}
}
