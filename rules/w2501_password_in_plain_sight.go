package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func passwordInPlainSight() *lint.Rule {
	return &lint.Rule{
		ID:       "W2501",
		Name:     "password-in-plain-sight",
		Title:    "A password stands in the template, or in a parameter that is shown",
		Severity: diag.Warning,
		Why: `A password in a template is known to all who can read the template or the stack. One in a parameter is shown by the ` +
			`console and the API, unless the parameter has NoEcho.`,
		Help: "write `{{resolve:secretsmanager:name:SecretString:key}}`, or give the parameter `NoEcho: true`",
		Bad: []lint.Example{{Name: "a literal, and a parameter without NoEcho", Template: `Parameters:
  Password: # want
    Type: String
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Ref Password
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile: {Password: welcome1} # want
  Setup:
    Type: Custom::Setup
    Properties:
      ServiceToken: arn:aws:lambda:eu-west-1:123456789012:function:setup
      AdminPassword: welcome1 # want
`}},
		Good: []lint.Example{{Name: "a dynamic reference, and a parameter with NoEcho", Template: `Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: "{{resolve:secretsmanager:db:SecretString:password}}"
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile: {Password: !Ref Password}
`}},
		Check: func(p *lint.Pass) {
			shown := map[*template.Parameter]bool{}
			for _, at := range passwords(p.Template) {
				parameter := parameterAt(p.Template, at.value)
				if parameter != nil && !shown[parameter] && !parameter.Secret() {
					shown[parameter] = true
					p.At(parameter.Key, "`%s` is a password, and a parameter without `NoEcho` is shown", parameter.Name).
						Note(at.value, "used here")
				}
				if text, ok := at.literal(); ok && text != "" {
					p.At(at.value, "a password stands in the template")
				}
			}
		},
	}
}
