package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func secureStringInOtherProperty() *lint.Rule {
	return &lint.Rule{
		ID:       "E1027",
		Name:     "secure-string-in-other-property",
		Title:    "A property takes no secure string of Systems Manager",
		Severity: diag.Error,
		Why: `CloudFormation looks up secure strings for a few properties only, all of them passwords and tokens. The change set ` +
			`fails when one stands anywhere else; a secret of AWS Secrets Manager may stand in every property.`,
		Help: "keep the value in AWS Secrets Manager, and write `{{resolve:secretsmanager:id:SecretString:key}}`",
		Bad: []lint.Example{{Name: "an environment, an output and a custom resource", Template: `Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          KEY: "{{resolve:ssm-secure:key:1}}" # want
  Custom:
    Type: Custom::Login
    Properties:
      Password: !Sub "{{resolve:ssm-secure:${AWS::StackName}:1}}" # want
Outputs:
  Key:
    Value: "{{resolve:ssm-secure:key:1}}" # want
`}},
		Good: []lint.Example{{Name: "passwords", Template: `Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: "{{resolve:ssm-secure:password:1}}"
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Join ["", ["{{resolve:ssm-secure:", !Ref AWS::StackName, ":1}}"]]
  Other:
    Type: Vendor::Product::Login
    Properties:
      Password: "{{resolve:ssm-secure:password:1}}"
`}},
		Check: func(p *lint.Pass) {
			eachDynamic(p, func(p *lint.Pass, d dynamic) {
				if d.Service.Text == "ssm-secure" && !d.mayBeSecure() {
					d.at(p, d.From, d.To, "no secure string can be looked up here")
				}
			})
		},
	}
}

// mayBeSecure reports whether a secure string is looked up where the reference stands. Of types
// that AWS does not own, and of those that AWS SAM replaces, that is not known.
func (d dynamic) mayBeSecure() bool {
	if !d.inProperties() {
		return false
	}
	kind := d.phrase.Owner.Resource.Type
	path, known := securePath(kind)
	if known {
		return strings.Join(d.phrase.Path[1:], ".") == path
	}
	return kind == "" || strings.HasPrefix(kind, "AWS::Serverless::") || strings.HasSuffix(kind, "::MODULE") ||
		!strings.HasPrefix(kind, "AWS::") && !strings.HasPrefix(kind, "Custom::")
}

// securePath returns the property of a type that takes a secure string.
// Source: "Resources that support dynamic parameter patterns for secure strings" in the user
// guide of CloudFormation.
func securePath(kind string) (path string, known bool) {
	switch kind {
	case "AWS::DirectoryService::MicrosoftAD", "AWS::DirectoryService::SimpleAD":
		return "Password", true
	case "AWS::ElastiCache::ReplicationGroup":
		return "AuthToken", true
	case "AWS::IAM::User":
		return "LoginProfile.Password", true
	case "AWS::KinesisFirehose::DeliveryStream":
		return "RedshiftDestinationConfiguration.Password", true
	case "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::Redshift::Cluster":
		return "MasterUserPassword", true
	case "AWS::OpsWorks::App":
		return "AppSource.Password", true
	}
	return "", false
}
