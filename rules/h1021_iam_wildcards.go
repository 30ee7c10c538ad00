package rules

import (
	"path"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func iamWildcards() *lint.Rule {
	return &lint.Rule{
		ID:       "H1021",
		Name:     "iam-wildcards",
		Title:    "Instances may do everything, or do it to everything",
		Severity: diag.Warning,
		Why: `Whatever runs on an instance has the role of the instance, and so has whoever gets in. A * for the action hands out ` +
			`the account. A * for the resource lets one group take the instances of another out of service, or read its bucket, ` +
			`by mistake or by intent. Actions that know no resources, as most that describe, need the *.`,
		Help: "name the actions, and the ARNs that they are for, or narrow the statement by a `Condition` on a tag",
		Bad: []lint.Example{
			{Name: "standby for every group of the account", Template: `Resources:
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies:
        - PolicyName: standby
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["autoscaling:EnterStandby", "autoscaling:ExitStandby"]
                Resource: "*" # want
`},
			{Name: "everything, by policies of their own", Template: `Conditions:
  Home: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: [!Sub "ec2.${AWS::URLSuffix}"]}, Action: "sts:AssumeRole"}]
      ManagedPolicyArns: [!Ref Managed]
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: everything
      Roles: [!Ref Role]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          Effect: Allow
          Action: "*" # want
          Resource:
            - "*" # want
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: "s3:*"
            Resource: !If
              - Home
              - "*" # want
              - arn:aws:s3:::site-of-example/*
`},
		},
		Good: []lint.Example{
			{Name: "actions on their resources, or that know none", Template: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies:
        - PolicyName: standby
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["autoscaling:EnterStandby", "autoscaling:ExitStandby"]
                Resource: !Sub "arn:${AWS::Partition}:autoscaling:${AWS::Region}:${AWS::AccountId}:autoScalingGroup:*:autoScalingGroupName/web"
              - Effect: Allow
                Action: ["autoscaling:Describe*", "ec2:DescribeTags", "ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"]
                Resource: "*"
`},
			{Name: "a condition, and what is denied", Template: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies:
        - PolicyName: standby
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: "autoscaling:EnterStandby"
                Resource: "*"
                Condition: {StringEquals: {"autoscaling:ResourceTag/aws:cloudformation:stack-name": !Ref AWS::StackName}}
              - {Effect: Deny, Action: "*", Resource: "*", Condition: {Bool: {"aws:SecureTransport": "false"}}}
              - {Effect: Deny, Action: "iam:*", Resource: "*"}
`},
			{Name: "the role of a function, and a resource of the deployment", Template: `Parameters:
  Bucket: {Type: String}
Resources:
  Function:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies:
        - PolicyName: standby
          PolicyDocument:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: "autoscaling:EnterStandby", Resource: "*"}]
  Instance:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: !Ref Bucket}]
`},
		},
		Check: func(p *lint.Pass) {
			for _, policy := range instancePolicies(p.Template) {
				for statement := range statements(p.Template, policy) {
					if effect, _ := statement.value.Get("Effect").Str(); effect == "Allow" && statement.value.Key("Condition") == nil {
						checkWildcards(p, statement)
					}
				}
			}
		},
	}
}

// checkWildcards reports what a statement allows without need.
func checkWildcards(p *lint.Pass, statement place) {
	for at := range texts(p.Template, statement, "Action") {
		if at.value.Text() == "*" {
			p.At(at.value, "whoever gets into an instance may do everything in the account")
		}
	}
	action := narrowable(p.Template, statement)
	if action == "" {
		return
	}
	for at := range texts(p.Template, statement, "Resource") {
		if at.value.Text() == "*" {
			p.At(at.value, "the instances may use `%s` on all that the account has, though it takes single resources", action)
		}
	}
}

// narrowable returns the first action of a statement that works on certain resources, so that the
// statement can name them.
func narrowable(t *template.Template, statement place) string {
	for at := range texts(t, statement, "Action") {
		if takesResources(strings.ToLower(at.value.Text())) {
			return at.value.Text()
		}
	}
	return ""
}

// takesResources reports whether an action works on certain resources. Of the many that begin with
// Describe or List, hardly any does.
func takesResources(action string) bool {
	const metrics = "cloudwatch:putmetricdata" // names resources for some data sets only
	service, name, _ := strings.Cut(action, ":")
	many := strings.ContainsAny(name, "*?")
	if action == "*" || action == metrics || many && (strings.HasPrefix(name, "describe") || strings.HasPrefix(name, "list")) {
		return action == "*"
	}
	for known := range schema.IAMActions(service).All() {
		if matched, _ := path.Match(name, known); matched && service+":"+known != metrics {
			return true
		}
	}
	return false
}
