package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func oldPolicyVersion() *lint.Rule {
	const old, current = "2008-10-17", "2012-10-17"
	return &lint.Rule{
		ID:       "W2511",
		Aliases:  []string{"H1022"},
		Name:     "old-policy-version",
		Title:    "A policy is written in the old version of the policy language",
		Severity: diag.Warning,
		Why: `In a policy of the version 2008-10-17, which one without a version has, a policy variable, as ${aws:username}, is plain ` +
			`text, and newer features are missing. The statement then allows or denies other things than it seems to.`,
		Help: "write `2012-10-17` for `Version`",
		Bad: []lint.Example{{Name: "the old version", Template: `Conditions:
  Old: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ["https://sqs.eu-west-1.amazonaws.com/123456789012/jobs"]
      PolicyDocument:
        Version: "2008-10-17" # want
        Statement: [{Effect: Allow, Principal: "*", Action: sqs:SendMessage, Resource: "*"}]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: !If [Old, 2008-10-17, 2012-10-17] # want
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
`}, {Name: "none", Template: `Conditions:
  New: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: # want
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: read
          PolicyDocument: # want
            Version: !If [New, "2012-10-17", !Ref AWS::NoValue]
            Statement: [{Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::home/${aws:username}/*"}]
`}},
		Good: []lint.Example{{Name: "the version of today, and what is no policy", Template: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
  Parameter:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: 2008-10-17}
`}, {Name: "a version of the deployment, and documents that come from elsewhere", Template: `Parameters:
  Version: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: !Ref Version
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: read
          PolicyDocument:
            Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://policies/read.yaml}}
`}},
		Check: func(p *lint.Pass) {
			for _, policy := range allPolicies(p.Template) {
				for at := range texts(p.Template, policy, "Version") {
					if at.value.Text() == old {
						p.At(at.value, "policies of the version `%s` know no policy variables, expected `%s`", old, current)
					}
				}
				checkNoVersion(p, policy)
			}
		},
	}
}

// checkNoVersion reports a policy without a version. What that means is lost where it has
// variables; elsewhere it is lost with the first one.
func checkNoVersion(p *lint.Pass, policy place) {
	v := p.Template.Judge(policy.when, func(c *template.Case) template.Answer { return c.Lacks(policy.value, "Version") })
	switch {
	case !v.Holds():
	case hasPolicyVariable(policy.value):
		p.At(policy.key, "the policy has no `Version`, so its policy variables are plain text").Under(v)
	default:
		p.At(policy.key, "the policy has no `Version`, so a policy variable in it would be plain text").Severity(diag.Info).Under(v)
	}
}

// hasPolicyVariable reports whether a text in a policy has a variable of IAM, as ${aws:username},
// which Fn::Sub wants written ${!aws:username}.
func hasPolicyVariable(n *syntax.Node) bool {
	if sub := template.CallTo(template.FnSub, n); sub.Function != "" {
		return strings.Contains(sub.Sub().Text.Text(), "${!")
	}
	return strings.Contains(n.Text(), "${") || slices.ContainsFunc(n.Kids(), hasPolicyVariable)
}
