package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func secretForARN() *lint.Rule {
	return &lint.Rule{
		ID:       "W1051",
		Name:     "secret-for-arn",
		Title:    "A property wants the ARN of a secret and gets its value",
		Severity: diag.Warning,
		Why: `A dynamic reference to AWS Secrets Manager gives what is in the secret. A property that names a secret wants its ` +
			`ARN, and the service cannot find a secret under that value, which now stands in its logs.`,
		Help: "give the property the ARN of the secret, with `!Ref` of a secret of this template",
		Bad: []lint.Example{{Name: "a proxy and a rotation", Template: `Resources:
  Proxy:
    Type: AWS::RDS::DBProxy
    Properties:
      Auth:
        - SecretArn: "{{resolve:secretsmanager:orders:SecretString:arn}}" # want
  Rotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      SecretId: !Sub "{{resolve:secretsmanager:${AWS::StackName}}}" # want
`}},
		Good: []lint.Example{{Name: "an ARN, and a password", Template: `Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
  Proxy:
    Type: AWS::RDS::DBProxy
    Properties:
      Auth:
        - SecretArn: !Ref Secret
        - SecretArn: "{{resolve:ssm:/orders/arn}}"
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: "{{resolve:secretsmanager:orders:SecretString:password}}"
`}},
		Check: func(p *lint.Pass) {
			eachDynamic(p, func(p *lint.Pass, d dynamic) {
				if d.Service.Text == "secretsmanager" && d.wantsSecretARN() {
					d.at(p, d.From, d.To, "`%s` wants the ARN of a secret, and this gives its value", d.phrase.Path[len(d.phrase.Path)-1])
				}
			})
		},
	}
}

// wantsSecretARN goes by the name of the property, which is the same in all services.
func (d dynamic) wantsSecretARN() bool {
	if !d.inProperties() || !strings.HasPrefix(d.phrase.Owner.Resource.Type, "AWS::") {
		return false
	}
	name := d.phrase.Path[len(d.phrase.Path)-1]
	rotates := d.phrase.Owner.Resource.Type == "AWS::SecretsManager::RotationSchedule" || d.phrase.Owner.Resource.Type == "AWS::SecretsManager::SecretTargetAttachment"
	return strings.HasSuffix(name, "SecretArn") || rotates && name == "SecretId"
}
