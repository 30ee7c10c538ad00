package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func undocumentedParameterType() *lint.Rule {
	return &lint.Rule{
		ID:       "W2002",
		Name:     "undocumented-parameter-type",
		Title:    "The type of a parameter is not documented",
		Severity: diag.Warning,
		Why: `CloudFormation takes List<…> and AWS::SSM::Parameter::Value<…> of anything, but checks the value only for types ` +
			`that it knows: a wrong one is found in the middle of the deployment.`,
		Help: "take a type of the CloudFormation documentation: `List<String>`, or `AWS::SSM::Parameter::Value<String>`",
		Bad: []lint.Example{{Name: "of resources that have no type for parameters", Template: `Parameters:
  Buckets:
    Type: List<AWS::S3::Bucket::Name> # want
  Network:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::VPC::ID> # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Buckets}${Network}"}
`}},
		Good: []lint.Example{{Name: "documented ones", Template: `Parameters:
  Buckets:
    Type: List<String>
  Network:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub "${Buckets}${Network}"}
`}},
		Check: func(p *lint.Pass) { checkParameterTypes(p, true) },
	}
}
