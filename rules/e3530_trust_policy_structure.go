package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func trustPolicyStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E3530",
		Name:     "trust-policy-structure",
		Title:    "The trust policy of a role has a wrong form",
		Severity: diag.Error,
		Why:      `The trust policy says who may take the role, and nothing else. IAM refuses one that names a resource or that allows other actions than those of AWS STS by which a role is taken, and the deployment fails.`,
		Help:     "correct the policy; each statement has `Effect`, `Principal` or `NotPrincipal`, and `Action`, as `sts:AssumeRole`",
		Bad: []lint.Example{{Name: "what IAM does not know or misses", Template: `Conditions:
  Live: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
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
            Resource: "*" # want
          - Sid: from other accounts # want
            Effect: Allow
            Principal: !If [Live, "123456789012", "*"] # want
            Action: sts:AssumeRole
          - Effect: Allow
            Principal: {Servce: lambda.amazonaws.com} # want
            Action:
              - sts:AssumeRole
              - sts:GetCallerIdentity # want
              - s3:GetObject # want
`}},
		Good: []lint.Example{{Name: "who may take a role", Template: `Conditions:
  Large: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: Functions
            Effect: Allow
            Principal: {Service: lambda.amazonaws.com, CanonicalUser: !Ref AWS::NoValue}
            Action: sts:assumeRole
          - Effect: Allow
            Principal: {Federated: cognito-identity.amazonaws.com}
            Action: !If [Large, [sts:AssumeRoleWithWebIdentity, sts:TagSession], "sts:AssumeRoleWith*"]
`}},
		Check: func(p *lint.Pass) {
			for policy := range policies(p.Template, trustPolicy) {
				checkPolicy(p, policy, trustPolicy)
				for statement := range statements(p.Template, policy) {
					checkTrustActions(p, statement)
				}
			}
		},
	}
}

func checkTrustActions(p *lint.Pass, statement place) {
	known := []string{"assumerole", "assumerolewithsaml", "assumerolewithwebidentity", "setcontext", "setsourceidentity", "tagsession"}
	for at := range texts(p.Template, statement, "Action") {
		service, action, isAction := strings.Cut(strings.ToLower(at.value.Text()), ":")
		if isAction && !strings.ContainsAny(at.value.Text(), "*?") && (service != "sts" || !slices.Contains(known, action)) {
			p.At(at.value, "`%s` is no action by which a role is taken, as `sts:AssumeRole`", at.value.Text())
		}
	}
}
