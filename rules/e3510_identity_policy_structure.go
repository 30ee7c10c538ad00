package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func identityPolicyStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3510",
		Name:     "identity-policy-structure",
		Title:    "An identity policy has a wrong form",
		Severity: diag.Error,
		Why:      `IAM refuses a policy of a user, a group or a role with an element that it does not know, or without one that it needs, and the deployment fails.`,
		Help:     "correct the policy; each statement has `Effect`, `Action` or `NotAction`, and `Resource` or `NotResource`",
		Bad: []lint.Example{{Name: "what IAM does not know or misses", Template: `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-18 # want
        Statements: [] # want
        Statement:
          - Effect: allow # want
            Action: s3:GetObject
            Resource: "*"
          - Effect: Allow # want
            Action: "*"
          - Effect: Allow
            Principal: "*" # want
            Actions: s3:GetObject # want
            NotAction: [GetObject] # want
            Resource:
              - news-bucket # want
  User:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument: # want
            Version: "2012-10-17"
`}},
		Good: []lint.Example{{Name: "policies that IAM takes", Template: `Parameters:
  Bucket: {Type: String}
Conditions:
  Large: !Equals [!Ref Bucket, large]
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: !If [Large, Allow, Deny]
            Action: !If [Large, "s3:*", ["s3:GetObject", "s3:PutObject"]]
            Resource: !Sub "arn:${AWS::Partition}:s3:::${Bucket}/*"
          - !If
            - Large
            - Effect: Allow
              NotAction: "iam:*"
              Resource: "*"
            - !Ref AWS::NoValue
  User:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Statement:
              Effect: Allow
              Action: "*"
              NotResource: arn:aws:s3:::secrets/*
              Principal: !Ref AWS::NoValue
`}},
		Check: func(p *lint.Pass) {
			for policy := range policies(p.Template, identityPolicy) {
				checkPolicy(p, policy, identityPolicy)
			}
		},
	}
}
