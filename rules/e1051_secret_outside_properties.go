package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func secretOutsideProperties() *lint.Rule {
	return &lint.Rule{
		ID:       "E1051",
		Name:     "secret-outside-properties",
		Title:    "A secret is looked up outside of the properties of a resource",
		Severity: diag.Error,
		Why: `CloudFormation looks up secrets of AWS Secrets Manager only in the properties of resources, so that their values show ` +
			`up in no output, metadata or event. Elsewhere the text stays as it is.`,
		Help: "refer to the secret in a property of a resource only",
		Bad: []lint.Example{{Name: "an output, metadata and a condition", Template: `Conditions:
  Secret: !Equals ["{{resolve:secretsmanager:id}}", a] # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata:
      Password: "{{resolve:secretsmanager:id:SecretString:password}}" # want
Outputs:
  Password:
    Value: !Sub "{{resolve:secretsmanager:${AWS::StackName}}}" # want
`}},
		Good: []lint.Example{{Name: "a property", Template: `Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: "{{resolve:secretsmanager:id:SecretString:password}}"
Outputs:
  Parameter:
    Value: "{{resolve:ssm:name}}"
`}},
		Check: func(p *lint.Pass) {
			eachDynamic(p, func(p *lint.Pass, d dynamic) {
				if d.Service.Text == "secretsmanager" && !d.inProperties() {
					d.at(p, d.From, d.To, "a secret is looked up in the properties of resources only")
				}
			})
		},
	}
}
