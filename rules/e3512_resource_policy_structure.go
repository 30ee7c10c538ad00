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
		Why:      `The service refuses the policy of a bucket, a key, a queue, a topic, a secret, or the trust policy of a role, with an element that it does not know, or without one that it needs, and the deployment fails.`,
		Help:     "correct the policy; each statement has `Effect`, `Principal` or `NotPrincipal`, and `Action` or `NotAction`",
		Bad: []lint.Example{{Name: "what IAM does not know or misses", Template: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow # want
            Action: sts:AssumeRole
          - Effect: Allow
            Principle: {Service: lambda.amazonaws.com} # want
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
`}},
		Good: []lint.Example{{Name: "policies that IAM takes", Template: `Parameters:
  Bucket: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Deny
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
