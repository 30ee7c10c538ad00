package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func secretParameterShown() *lint.Rule {
	return &lint.Rule{
		ID:       "W2010",
		Name:     "secret-parameter-shown",
		Title:    "The value of a NoEcho parameter can be read",
		Severity: diag.Warning,
		Why: `NoEcho hides the value of a parameter wherever CloudFormation shows parameters. In outputs and in the metadata of ` +
			`resources it is not hidden: everybody who may describe the stack can read it there.`,
		Help: "leave the value out here, and read it where it is needed from Secrets Manager",
		Bad: []lint.Example{{Name: "in an output, and in metadata", Template: `Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/app.conf:
              content: !Sub |
                user=app
                password=${Password} # want
Outputs:
  Url:
    Value: !Join ["", ["mysql://app:", !Ref Password, "@db"]] # want
`}},
		Good: []lint.Example{{Name: "in a property, and a parameter that is no secret", Template: `Parameters:
  Password:
    Type: String
    NoEcho: true
  User:
    Type: String
    NoEcho: false
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUsername: !Ref User
      MasterUserPassword: !Ref Password
Outputs:
  User:
    Value: !Ref User
`}},
		Check: func(p *lint.Pass) {
			for _, parameter := range p.Template.Parameters {
				if parameter.Secret() {
					checkHidden(p, parameter)
				}
			}
		},
	}
}

func checkHidden(p *lint.Pass, parameter *template.Parameter) {
	for use := range p.Template.UsesOf(parameter.Name) {
		switch o := use.Owner; {
		case o.Section == "Outputs":
			p.AtSpan(use.Name.Node, use.Span(), "`%s` is not to be shown, but outputs are", parameter.Name).
				Note(parameter.Key, "the parameter")
		case o.Resource != nil && o.Part == "Metadata":
			p.AtSpan(use.Name.Node, use.Span(), "`%s` is not to be shown, but the metadata of a resource is", parameter.Name).
				Note(parameter.Key, "the parameter")
		}
	}
}
