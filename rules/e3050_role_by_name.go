package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func roleByName() *lint.Rule {
	return &lint.Rule{
		ID:       "E3050",
		Name:     "role-by-name",
		Title:    "A role with a path is named without it",
		Severity: diag.Error,
		Why: `Ref of a role gives its name without the path. CodeBuild makes an ARN of the name, and there is no role of that ARN where ` +
			`the role has a path.`,
		Help: "use `Fn::GetAtt` of `Arn`, or remove the path of the role",
		Bad: []lint.Example{{Name: "ref of a role with a path", Template: `Parameters:
  Kind: {Type: String}
Conditions:
  Own: !Equals [!Ref Kind, own]
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: !If
        - Own
        - !Ref Role # want
        - !Ref Plain
  Role:
    Type: AWS::IAM::Role
    Properties: {Path: /builds/, AssumeRolePolicyDocument: {}}
  Plain:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {}}
`}},
		Good: []lint.Example{{Name: "its ARN, and roles without a path", Template: `Parameters:
  Path: {Type: String}
Resources:
  ByArn:
    Type: AWS::CodeBuild::Project
    Properties: {ServiceRole: !GetAtt Role.Arn}
  Role:
    Type: AWS::IAM::Role
    Properties: {Path: /builds/, AssumeRolePolicyDocument: {}}
  Simple:
    Type: AWS::CodeBuild::Project
    Properties: {ServiceRole: !Ref Plain}
  Plain:
    Type: AWS::IAM::Role
    Properties: {Path: /, AssumeRolePolicyDocument: {}}
  Unknown:
    Type: AWS::CodeBuild::Project
    Properties: {ServiceRole: !Ref Given}
  Given:
    Type: AWS::IAM::Role
    Properties: {Path: !Ref Path, AssumeRolePolicyDocument: {}}
`}},
		Check: func(p *lint.Pass) {
			for r := range written(p.Template, "AWS::CodeBuild::Project") {
				for at, role := range partners(p.Template, placesAt(p.Template, r, "ServiceRole"), "AWS::IAM::Role") {
					if _, attribute := p.Template.Certain(at.value); attribute == "" {
						checkRolePath(p, at, role)
					}
				}
			}
		},
	}
}

func checkRolePath(p *lint.Pass, at place, role *template.Resource) {
	for path := range placesAt(p.Template, role, "Path") {
		if text, ok := path.literal(); ok && text != "/" && text != "" && together(p.Template, at.when, path.when) {
			p.At(at.value, "this is the name of `%s` without its path `%s`", role.ID, text).Note(path.value, "the path")
		}
	}
}
