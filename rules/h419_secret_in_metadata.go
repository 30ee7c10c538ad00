package rules

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func secretInMetadata() *lint.Rule {
	return &lint.Rule{
		ID:       "H419",
		Name:     "secret-in-metadata",
		Title:    "A secret stands in the metadata of a resource",
		Severity: diag.Error,
		Why: `Everybody who may describe the resources of the stack reads their metadata in clear text, and so do the instances ` +
			`that call cfn-init. NoEcho hides the values of parameters, but not what they are put into, and dynamic references are ` +
			`not resolved there.`,
		Help: "leave the secret out, and read it when the instance boots, with the instance's role: `aws secretsmanager get-secret-value`",
		Bad: []lint.Example{
			{Name: "a hidden parameter", Template: `Parameters:
  DbPassword: {Type: String, NoEcho: true}
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
                password=${DbPassword} # want
          commands:
            a: {command: !Join ["", ["mysqladmin -u root password '", !Ref DbPassword, "'"]]} # want
`},
			{Name: "passwords and keys", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Authentication:
        rolebased: {type: basic, username: app, password: correcthorse} # want
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/app.conf: {content: "db.password = correcthorse\n"} # want
            /etc/key: {content: "-----BEGIN PRIVATE KEY-----\n"} # want
          commands:
            a: {command: configure, env: {AWS_ACCESS_KEY_ID: AKIAIOSFODNN7ABCDEFG, DB_PASSWORD: battery}} # want
`},
		},
		Good: []lint.Example{
			{Name: "the name of the secret", Template: `Parameters:
  DbSecret: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/app.conf: {content: !Sub "secret=${DbSecret}\npassword=$DB_PASSWORD\npassword_file=/run/secret\n"}
          commands:
            a: {command: !Sub "aws secretsmanager get-secret-value --secret-id ${DbSecret} > /run/secret"}
`},
			{Name: "settings that are no passwords", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Authentication:
        rolebased: {type: S3, buckets: [bucket], roleName: app}
      AWS::CloudFormation::Init:
        config:
          files:
            /etc/ssh/sshd_config: {content: "PasswordAuthentication no\nUsePassword=yes\nsecret: /etc/secret\n"}
            /etc/app.conf: {content: "{{resolve:secretsmanager:app}}"}
            /etc/nsswitch.conf: {content: "passwd: files sss\n"}
            /etc/main.tf: {content: "password = var.password\n"}
          commands:
            a: {command: "mysql -e \"SET PASSWORD = PASSWORD('$X')\""}
`},
			{Name: "a parameter that is hidden for nothing, in a property", Template: `Parameters:
  DbPassword: {Type: String, NoEcho: true}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Metadata: {Comment: the password comes from DbPassword}
    Properties: {MasterUserPassword: !Ref DbPassword}
`},
		},
		Check: func(p *lint.Pass) {
			general := p.Template.General() // what is given may be the secret
			var list []flaw
			for _, r := range p.Template.Resources {
				m := metadataSecrets{p, general, r, &list}
				m.visit(r.At("Metadata"), r.When(), "")
			}
			reportFlaws(p, list)
		},
	}
}

const metadataShown = "everybody who may describe the resource can read its metadata"

// metadataSecrets looks for secrets in the metadata of a resource.
type metadataSecrets struct {
	*lint.Pass
	general  *template.Template
	resource *template.Resource
	list     *[]flaw
}

// visit looks at a value and all in it. The part is the key of the metadata around it.
func (m metadataSecrets) visit(n *syntax.Node, when *template.Scenario, part string) {
	for when, n := range m.Template.Branches(n, when) {
		switch call := template.CallOf(n); {
		case call.Function != "" || n.IsScalar():
			m.texts(n, when, part)
		case n.Is(syntax.List):
			for _, item := range n.Items() {
				m.visit(item, when, part)
			}
		default:
			for key, value := range n.Pairs() {
				m.pair(key, value, when, part)
			}
		}
	}
}

func (m metadataSecrets) pair(key, value *syntax.Node, when *template.Scenario, part string) {
	if part == "" {
		part = key.Text()
	}
	if isPlainPassword(key, value) && isBootMetadata(part) {
		*m.list = append(*m.list, flaw{resource: m.resource, node: value, at: value.Span(), when: when, message: "a password stands here, and " + metadataShown})
		return
	}
	m.visit(value, when, part)
}

// isBootMetadata reports whether a part of metadata is what the helpers read. What other tools
// read may speak of passwords as it likes.
func isBootMetadata(part string) bool {
	return strings.HasPrefix(part, "AWS::CloudFormation::") && part != "AWS::CloudFormation::Interface"
}

func (m metadataSecrets) texts(n *syntax.Node, when *template.Scenario, part string) {
	for _, x := range m.general.TextsIn(m.resource.Loop, n, when) {
		found := writtenSecrets(x.String(), metadataShown)
		if isBootMetadata(part) {
			found = slices.Concat(found, plainPasswords(x.String(), metadataShown))
		}
		for _, r := range found {
			*m.list = append(*m.list, inText(m.resource, x, r))
		}
		for _, r := range hiddenParameters(m.Pass, x, metadataShown) {
			*m.list = append(*m.list, inText(m.resource, x, r.around(x.String())))
		}
	}
}

// around widens a remark to the word around it. The variable alone is the place of W2010, which
// users of cfn-lint know.
func (r remark) around(text string) remark {
	const ends = " \t\r\n\"'`;,&|()"
	r.at.From = strings.LastIndexAny(text[:r.at.From], ends) + 1
	if next := strings.IndexAny(text[r.at.To:], ends); next >= 0 {
		r.at.To += next
	} else {
		r.at.To = len(text)
	}
	return r
}
