package rules

import (
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func secretAsParameter() *lint.Rule {
	return &lint.Rule{
		ID:       "W1011",
		Name:     "secret-as-parameter",
		Title:    "A secret is passed as a parameter",
		Severity: diag.Warning,
		Why: `Whoever deploys has to know a secret that is a parameter, and it ends up in shells, pipelines and change sets. A ` +
			`dynamic reference has CloudFormation read it from Secrets Manager when it is needed, and nowhere else.`,
		Help: "write `{{resolve:secretsmanager:name:SecretString:key}}`",
		Bad: []lint.Example{{Name: "the password of a database, in one branch, too", Template: `Parameters:
  Password: {Type: String, NoEcho: true}
Conditions:
  Prod: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Ref Password # want
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      MasterUserPassword: !If
        - Prod
        - "{{resolve:secretsmanager:db:SecretString:password}}"
        - !Ref Password # want
`}},
		Good: []lint.Example{{Name: "a dynamic reference", Template: `Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: "{{resolve:secretsmanager:db:SecretString:password}}"
`}},
		Check: func(p *lint.Pass) {
			for r, at := range passwords(p.Template) {
				if parameter := parameterAt(p.Template, at.value); parameter != nil && !check.IsCustom(r.Type) {
					p.At(at.value, "the secret `%s` is a parameter, where a dynamic reference could stand", parameter.Name)
				}
			}
		},
	}
}
