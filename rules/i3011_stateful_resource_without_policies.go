package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func statefulResourceWithoutPolicies() *lint.Rule {
	return &lint.Rule{
		ID:       "I3011",
		Aliases:  []string{"H801"},
		Name:     "stateful-resource-without-policies",
		Title:    "It is not said what happens to data that goes with a resource",
		Severity: diag.Info,
		Why: `CloudFormation deletes a resource that leaves the stack, and one that an update replaces. The data of a table, ` +
			`a key or a queue goes with it; few types take a snapshot by default. A bucket or a repository that is not empty cannot be ` +
			`deleted, and the update or the deletion of the stack fails at it. DeletionPolicy decides about the first case, ` +
			`UpdateReplacePolicy about the second.`,
		Help: "set `DeletionPolicy` and `UpdateReplacePolicy`: `Retain` keeps the data, `Delete` says that it may go",
		Bad: []lint.Example{{Name: "a table, and a queue that can be made", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Orders: # want
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      BillingMode: PAY_PER_REQUEST
  Failed: # want
    Type: AWS::SQS::Queue
    Condition: Production
`}, {Name: "a bucket, images, and the entrance to a file system", Template: `Resources:
  Invoices: # want
    Type: AWS::S3::Bucket
  Images: # want
    Type: AWS::ECR::Repository
  Search: # want
    Type: AWS::OpenSearchServerless::Collection
    Properties: {Name: orders}
  Share: # want
    Type: AWS::EFS::AccessPoint
    Properties: {FileSystemId: fs-0123456789abcdef0}
`}},
		Good: []lint.Example{
			{Name: "both policies, and a type without data", Template: `Resources:
  Orders:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
  News:
    Type: AWS::SNS::Topic
  Invoices:
    Type: AWS::S3::Bucket
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
`},
			{Name: "a macro may add them", Template: `Transform: KeepEverything
Resources:
  Orders:
    Type: AWS::SQS::Queue
`},
			{Name: "a resource that never exists", Template: `Conditions:
  Never: !Equals [a, b]
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Condition: Never
`},
		},
		Check: func(p *lint.Pass) {
			for r := range completeResources(p.Template) {
				if r.Body.Key("DeletionPolicy") == nil && r.Body.Key("UpdateReplacePolicy") == nil && holdsData(r.Type) {
					p.At(r.Key, "`%s` holds data, and neither `DeletionPolicy` nor `UpdateReplacePolicy` says what happens to it when the `%s` is deleted or replaced", r.ID, r.Type)
				}
			}
		},
	}
}
