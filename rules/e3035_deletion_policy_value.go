package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func deletionPolicyValue() *lint.Rule {
	policy := keeping{"DeletionPolicy", []string{"Delete", "Retain", "RetainExceptOnCreate", "Snapshot"}}
	return &lint.Rule{
		ID:       "E3035",
		Name:     "deletion-policy-value",
		Title:    "A DeletionPolicy has a value that it cannot have",
		Severity: diag.Error,
		Why: `CloudFormation refuses the template: a DeletionPolicy is one of four words, and Snapshot only works for types that ` +
			`have snapshots. It may be a function only with the transform AWS::LanguageExtensions.`,
		Help: "write `Delete`, `Retain`, `RetainExceptOnCreate` or, for volumes, databases, caches and clusters, `Snapshot`",
		Bad: []lint.Example{
			{Name: "an unknown word, a list, and a type without snapshots", Template: `Resources:
  Orders:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retian # want
  Invoices:
    Type: AWS::S3::Bucket
    DeletionPolicy: [Retain] # want
  Failed:
    Type: AWS::SQS::Queue
    DeletionPolicy: Snapshot # want
`},
			{Name: "a function without the transform", Template: `Parameters:
  Keep: {Type: String}
Resources:
  Orders:
    Type: AWS::S3::Bucket
    DeletionPolicy: !Ref Keep # want
`},
		},
		Good: []lint.Example{
			{Name: "the four values", Template: `Resources:
  Orders:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
  Invoices:
    Type: AWS::S3::Bucket
    DeletionPolicy: RetainExceptOnCreate
  Failed:
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
  Database:
    Type: AWS::RDS::DBCluster
    DeletionPolicy: Snapshot
`},
			{Name: "functions with the transform", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Keep: {Type: String}
Conditions:
  Production: !Equals [!Ref Keep, prod]
Resources:
  Orders:
    Type: AWS::S3::Bucket
    DeletionPolicy: !Ref Keep
  Invoices:
    Type: AWS::S3::Bucket
    DeletionPolicy: !If [Production, Retain, Delete]
`},
		},
		Check: policy.check,
	}
}
