package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// invocation returns the rules for permissions by which AWS services invoke functions.
func invocation() []*lint.Rule {
	return []*lint.Rule{
		{
			ID: "W3663", Name: "bucket-invokes-without-account", Title: "A permission for a bucket does not say whose bucket it is", Severity: diag.Warning,
			Why: "The ARN of a bucket holds no account. When the bucket is deleted, somebody else can make one of the same name, and that one may invoke the " +
				"function then.",
			Help: "set `SourceAccount` to `!Ref AWS::AccountId`",
			Bad: []lint.Example{{Name: "any bucket of the name", Template: `Conditions:
  Ours: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Uploads: {Type: AWS::S3::Bucket}
  Allow:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: s3.amazonaws.com
      SourceArn: !GetAtt Uploads.Arn # want
  AllowOther:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: s3.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:s3:::${Uploads} # want
      SourceAccount: !If [Ours, !Ref AWS::AccountId, !Ref AWS::NoValue]
`}},
			Good: []lint.Example{{Name: "our bucket, or what has its account in the ARN", Template: `Resources:
  Uploads: {Type: AWS::S3::Bucket}
  News: {Type: AWS::SNS::Topic}
  Allow:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: s3.amazonaws.com
      SourceArn: !GetAtt Uploads.Arn
      SourceAccount: !Ref AWS::AccountId
  AllowTopic:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: sns.amazonaws.com
      SourceArn: !Ref News
`}},
			Check: checkSourceAccounts,
		},
		{
			ID: "W3664", Name: "principal-of-other-service", Title: "A permission names a service and the resource of another one", Severity: diag.Warning,
			Why:  "Both have to be right for an invocation: the service that asks, and the resource for which it asks. A service never asks for the resource of another one, so that the permission allows nothing.",
			Help: "name the service that the resource belongs to",
			Bad: []lint.Example{{Name: "the topic of a bucket's service", Template: `Conditions:
  Mail: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  News: {Type: AWS::SNS::Topic}
  Nightly: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day)}}
  Allow:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: !If [Mail, s3.amazonaws.com, sns.amazonaws.com] # want
      SourceArn: !Ref News
  AllowRule:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: sns.amazonaws.com # want
      SourceArn: !GetAtt Nightly.Arn
  AllowAPI:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: resize
      Principal: events.amazonaws.com # want
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:abcdef1234/*
`}},
			Good: []lint.Example{{Name: "a service and what belongs to it", Template: `Parameters:
  Service: {Type: String}
  Source: {Type: String}
Resources:
  News: {Type: AWS::SNS::Topic}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 7}}
  Allow:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: resize, Principal: sns.amazonaws.com, SourceArn: !Ref News}
  AllowLogs:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: resize, Principal: logs.eu-west-1.amazonaws.com, SourceArn: !GetAtt Logs.Arn}
  AllowAPI:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: resize, Principal: apigateway.amazonaws.com, SourceArn: "arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/*"}
  AllowAccount:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: resize, Principal: "123456789012", SourceArn: !Ref News}
  AllowService:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: resize, Principal: !Ref Service, SourceArn: !Ref News}
  AllowSource:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: resize, Principal: s3.amazonaws.com, SourceArn: !Ref Source, SourceAccount: !Ref AWS::AccountId}
`}},
			Check: checkPrincipals,
		},
	}
}

func checkSourceAccounts(p *lint.Pass) {
	t := p.Template
	for permission := range written(t, "AWS::Lambda::Permission") {
		for source, account := range pairs(t, nil, placesAt(t, permission, "SourceArn"), settings(t, permission, "SourceAccount")) {
			if account.value == nil && invoker(t, source) == "s3" {
				p.At(source.value, "the ARN of a bucket holds no account, so that a bucket of another account may invoke the function, too")
			}
		}
	}
}

func checkPrincipals(p *lint.Pass) {
	t := p.Template
	for permission := range written(t, "AWS::Lambda::Permission") {
		for principal, source := range pairs(t, nil, placesAt(t, permission, "Principal"), placesAt(t, permission, "SourceArn")) {
			text, _ := principal.literal()
			name, isService := strings.CutSuffix(strings.TrimSuffix(text, ".cn"), ".amazonaws.com")
			if service := invoker(t, source); isService && service != "" && !strings.Contains("."+name+".", "."+service+".") {
				p.At(principal.value, "`%s` never invokes for this resource, but `%s.amazonaws.com` does", text, service).
					Note(source.value, "the resource")
			}
		}
	}
}

// invoker returns the service that invokes functions for a source, as principals name it; ""
// where that is not known.
func invoker(t *template.Template, source place) string {
	service := arnOf(source.value).service()
	if r, attribute := t.Certain(source.value); r != nil {
		service = arnServiceOf(r.Type, attribute)
	}
	switch service {
	case "execute-api":
		return "apigateway"
	case "s3", "sns", "events", "logs", "iot", "cognito-idp", "elasticloadbalancing", "codecommit", "secretsmanager":
		return service
	}
	return ""
}

// arnServiceOf returns the service in the ARN that an attribute of a resource gives, or Ref of it.
func arnServiceOf(name, attribute string) string {
	switch name + " " + attribute {
	case "AWS::S3::Bucket Arn":
		return "s3"
	case "AWS::SQS::Queue Arn":
		return "sqs"
	case "AWS::SNS::Topic ", "AWS::SNS::Topic TopicArn":
		return "sns"
	case "AWS::Events::Rule Arn":
		return "events"
	case "AWS::Logs::LogGroup Arn":
		return "logs"
	case "AWS::Cognito::UserPool Arn":
		return "cognito-idp"
	case "AWS::IoT::TopicRule Arn":
		return "iot"
	case "AWS::SecretsManager::Secret ":
		return "secretsmanager"
	case "AWS::ElasticLoadBalancingV2::TargetGroup ", "AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupArn":
		return "elasticloadbalancing"
	}
	return ""
}
