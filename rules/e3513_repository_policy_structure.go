package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func repositoryPolicyStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3513",
		Name:     "repository-policy-structure",
		Title:    "The policy of a repository has a wrong form",
		Severity: diag.Error,
		Why:      `Amazon ECR refuses the policy of a repository with an element that it does not know, or without one that it needs. Unlike other policies, this one names no resource: it is for its repository.`,
		Help:     "correct the policy; each statement has `Effect`, `Principal` or `NotPrincipal`, `Action` or `NotAction`, and no `Resource`",
		Bad: []lint.Example{{Name: "a resource, and nobody who may", Template: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {AWS: "123456789012"}
            Action: ecr:BatchGetImage
            Resource: "*" # want
          - !If
            - Open
            - Effect: Allow # want
              Action: ecr:GetDownloadUrlForLayer
            - !Ref AWS::NoValue
Conditions:
  Open: !Equals [!Ref AWS::Region, eu-west-1]
`}},
		Good: []lint.Example{{Name: "who may do what", Template: `Parameters:
  Account: {Type: String}
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {AWS: !Ref Account}
            Action: [ecr:BatchGetImage, ecr:GetDownloadUrlForLayer]
`}},
		Check: func(p *lint.Pass) {
			for policy := range policies(p.Template, repositoryPolicy) {
				checkPolicy(p, policy, repositoryPolicy)
			}
		},
	}
}
