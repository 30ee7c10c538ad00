package rules

import "github.com/cfnc/cfnc/lint"

// storageFacts returns the rules that go with single types of resources: buckets, queues and tables.
func storageFacts() []*lint.Rule {
	return factRules([]fact{
		{
			words: words{"E3045", "bucket-acl-without-ownership", "A bucket has an access control list and no ownership controls"},
			why:   "New buckets ignore access control lists, and refuse them, unless their ownership controls allow them (since April 2023).",
			help:  "set `OwnershipControls`, or use a bucket policy instead",
			typ:   "AWS::S3::Bucket",
			bad: ` # want
      AccessControl: PublicRead
`,
			good: `
      AccessControl: PublicRead
      OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}
`,
		},
		{
			words: words{"E3501", "fifo-queue-properties", "A queue has properties that do not go with its kind"},
			why:   "The name of a FIFO queue ends in .fifo, and other queues have no deduplication.",
			help:  "set `FifoQueue`, or correct the name, or remove the property",
			typ:   "AWS::SQS::Queue",
			bad: `
      FifoQueue: true
      QueueName: jobs # want
`,
			good: `
      FifoQueue: true
      QueueName: jobs.fifo
`,
		},
		{
			words: words{"E3638", "throughput-of-on-demand-table", "A table that is paid by request has a throughput"},
			why:   "Amazon DynamoDB refuses a provisioned throughput for a table with the billing mode PAY_PER_REQUEST.",
			help:  "remove `ProvisionedThroughput`, or change the billing mode",
			typ:   "AWS::DynamoDB::Table",
			bad: `
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      BillingMode: PAY_PER_REQUEST
      ProvisionedThroughput:
        ReadCapacityUnits: 5 # want
        WriteCapacityUnits: 0
`,
			good: `
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      BillingMode: PAY_PER_REQUEST
`,
		},
		{
			words: words{"E3639", "table-without-throughput", "A table that is not paid by request has no throughput"},
			why:   "The billing mode of a table is PROVISIONED if it is not set, and then the table needs a throughput of at least 1.",
			help:  "set `ProvisionedThroughput`, or `BillingMode` to `PAY_PER_REQUEST`",
			typ:   "AWS::DynamoDB::Table",
			bad: ` # want
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
`,
			good: `
      KeySchema: [{AttributeName: Id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
      ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
`,
		},
	})
}
