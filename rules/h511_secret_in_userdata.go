package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func secretInUserData() *lint.Rule {
	return &lint.Rule{
		ID:       "H511",
		Name:     "secret-in-userdata",
		Title:    "A secret stands in user data",
		Severity: diag.Error,
		Why: `Every process on the instance can read the user data from the metadata service, and everybody who may describe ` +
			`instances or launch templates can read it in the console, years later, too. NoEcho does not change that: the value is ` +
			`put into the text.`,
		Help: "give the instance a role, and read the secret when it boots: `aws secretsmanager get-secret-value`",
		Bad: []lint.Example{
			{Name: "a hidden parameter and a dynamic reference", Template: `Parameters:
  DbPassword: {Type: String, NoEcho: true}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub
          - |
            #!/bin/bash
            export DB_PASS=${DbPassword} # want
            export TOKEN={{resolve:secretsmanager:app:SecretString:token}} # want
            export SAME=${Copy}
          - Copy: !Ref DbPassword # want
`},
			{Name: "keys in the text, in one branch", Template: `Conditions:
  Prod: !Equals [!Ref AWS::StackName, prod]
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !If
          - Prod
          - "#!/bin/bash\naws configure set aws_access_key_id AKIAIOSFODNN7ABCDEFG\n" # want
          - "#!/bin/bash\necho '-----BEGIN RSA PRIVATE KEY-----' > /etc/key\n" # want
`},
		},
		Good: []lint.Example{
			{Name: "the name of the secret", Template: `Parameters:
  DbSecret: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          DB_PASS=$(aws secretsmanager get-secret-value --secret-id ${DbSecret} --query SecretString --output text)
`},
			{Name: "a parameter that may be shown, a public one of Systems Manager, and a key of the documentation", Template: `Parameters:
  User: {Type: String, NoEcho: false}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash -e
          echo ${User} {{resolve:ssm:/app/version}}
          # as AKIAIOSFODNN7EXAMPLE
          echo '-----BEGIN CERTIFICATE-----'
`},
			{Name: "a secret elsewhere", Template: `Parameters:
  DbPassword: {Type: String, NoEcho: true}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties: {MasterUserPassword: !Ref DbPassword}
`},
		},
		Check: func(p *lint.Pass) {
			const where = "everybody who may describe the instance, and every process on it, can read it"
			var list []flaw
			for _, u := range generalBoot(p).UserData() {
				for _, x := range u.Texts {
					text := x.String()
					for _, m := range slices.Concat(writtenSecrets(text, where), resolvedSecrets(text, where), hiddenParameters(p, x.Text, where)) {
						list = append(list, inText(u.Resource, x.Text, m))
					}
					if x.Encoding == boot.Already && len(writtenSecrets(x.Raw(), where)) > 0 {
						list = append(list, atText(u.Resource, x.Text, writtenSecrets(x.Raw(), where)[0].message))
					}
				}
			}
			reportFlaws(p, list)
		},
	}
}

// generalBoot is what instances do whatever the parameters are: what is given may be the secret.
func generalBoot(p *lint.Pass) *boot.Boot {
	if general := p.Template.General(); general != p.Template {
		return boot.Of(general)
	}
	return p.Unit.Boot()
}
