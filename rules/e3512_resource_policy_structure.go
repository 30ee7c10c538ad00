package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func resourcePolicyStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3512",
		Name:     "resource-policy-structure",
		Title:    "A resource policy has a wrong form",
		Severity: diag.Error,
		Why:      `The service refuses the policy of a bucket, a key, a queue, a topic or a secret with an element that it does not know, or without one that it needs, and the deployment fails.`,
		Help:     "correct the policy; each statement has `Effect`, `Principal` or `NotPrincipal`, and `Action` or `NotAction`",
		Bad: []lint.Example{{Name: "what the service does not know or misses", Template: `Resources:
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ["https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow # want
            Action: sqs:SendMessage
            Resource: arn:aws:sqs:eu-west-1:123456789012:jobs
          - Effect: Allow
            Principle: {Service: sns.amazonaws.com} # want
            Principal: {Service: sns.amazonaws.com}
            Action: sqs:SendMessage
            Resource: arn:aws:sqs:eu-west-1:123456789012:jobs
`}},
		Good: []lint.Example{{Name: "a policy that S3 takes", Template: `Parameters:
  Bucket: {Type: String}
Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: S3 takes blanks here
            Effect: Deny
            NotPrincipal: {AWS: arn:aws:iam::123456789012:root}
            Action: "s3:*"
            Resource: !Sub "arn:aws:s3:::${Bucket}/*"
            Condition: {Bool: {"aws:SecureTransport": "false"}}
`}},
		Check: func(p *lint.Pass) {
			for policy := range policies(p.Template, resourcePolicy) {
				checkPolicy(p, policy, resourcePolicy)
			}
		},
	}
}
