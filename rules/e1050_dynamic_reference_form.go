package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/lint"
)

func dynamicReferenceForm() *lint.Rule {
	return &lint.Rule{
		ID:       "E1050",
		Name:     "dynamic-reference-form",
		Title:    "A dynamic reference does not have the form of its service",
		Severity: diag.Error,
		Why: `CloudFormation looks up {{resolve:service:key}} in the service that it names, and refuses a template with a service ` +
			`that it does not know, or with a key of another form.`,
		Help: "write `{{resolve:ssm:name:version}}` or `{{resolve:secretsmanager:id:SecretString:key}}`",
		Bad: []lint.Example{
			{Name: "a service that is not known, and no key", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "{{resolve:smm:name}}" # want
      DisplayName: "{{resolve:ssm}}" # want
      KmsMasterKeyId: "{{resolve:ssm:}}" # want
`},
			{Name: "a version that is no number, a wrong name, and too much", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "news-{{resolve:ssm:name:latest}}" # want
      DisplayName: "{{resolve:ssm:my name}}"
      KmsMasterKeyId: "{{resolve:ssm:my*name}}" # want
      Tags: "{{resolve:ssm:name:1:2}}" # want
`},
			{Name: "secrets", Template: `Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUsername: !Sub "{{resolve:secretsmanager:${AWS::StackName}:password}}" # want
      MasterUserPassword: "{{resolve:secretsmanager:id:SecretString:password:stage:version}}" # want
      DBName: "{{resolve:secretsmanager:id:SecretString:password:::}}" # want
      Port: "{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1}}" # want
`},
		},
		Good: []lint.Example{{Name: "all forms", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: "{{resolve:ssm:/news/name.of_topic:3}}"
      DisplayName: !Sub "{{resolve:ssm:${AWS::StackName}:1}} and {{resolve:ssm:name}}"
      KmsMasterKeyId: "{{resolve:ssm:arn:aws:ssm:us-east-1:123456789012:parameter/key:2}}"
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUsername: "{{resolve:secretsmanager:id}}"
      MasterUserPassword: "{{resolve:secretsmanager:id:SecretString:password}}"
      DBName: "{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:123456789012:secret:name-AbCdEf:SecretString:name::EXAMPLE}}"
      Port: !Join ["", ["{{resolve:secretsmanager:", !Ref AWS::StackName, "::port}}"]]
      DBSnapshotIdentifier: "{{resolve:secretsmanager:id::snapshot:AWSCURRENT}}"
`}},
		Check: func(p *lint.Pass) { eachDynamic(p, checkForm) },
	}
}

const maxSecretParts = 4 // SecretString, a key, a stage and a version

func checkForm(p *lint.Pass, d dynamic) {
	if !d.Closed || d.Spaced || d.Service.Open() {
		return
	}
	service := d.Service.Text
	switch service {
	case "ssm", "ssm-secure":
		checkParameterForm(p, d)
	case "secretsmanager":
		checkSecretForm(p, d)
	default:
		services := []string{"ssm", "ssm-secure", "secretsmanager"}
		d.at(p, d.Service.From, d.Service.To, "`%s` is no service of dynamic references, expected %s%s", service, quoted(services), didYouMean(service, services))
	}
}

// isNamed reports a reference without a key, and whether there is one.
func isNamed(p *lint.Pass, d dynamic) bool {
	if len(d.Key) > 0 && d.Key[0].Text != "" {
		return true
	}
	d.at(p, d.From, d.To, "the dynamic reference names nothing that `%s` could look up", d.Service.Text)
	return false
}

func checkParameterForm(p *lint.Pass, d dynamic) {
	if !isNamed(p, d) || d.Key[0].Text == "arn" {
		return
	}
	name := d.Key[0]
	switch {
	case !name.Open() && !isAlphanumeric(name.Text, "_.-/"):
		d.at(p, name.From, name.To, "`%s` is no name of a parameter, expected letters, digits, `_`, `.`, `-` and `/`", name.Text)
	case len(d.Key) > 2:
		d.at(p, d.Key[2].From, d.To-len("}}"), "nothing follows the version of a parameter, but here is `%s`", d.Key[2].Text)
	case len(d.Key) == 2 && !d.Key[1].Open() && !isDigits(d.Key[1].Text):
		d.at(p, d.Key[1].From, d.Key[1].To, "the version of a parameter is a number, but this is `%s`", d.Key[1].Text)
	}
}

func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

func checkSecretForm(p *lint.Pass, d dynamic) {
	if !isNamed(p, d) {
		return
	}
	id := 1
	if d.Key[0].Text == "arn" {
		id = strings.Count("arn:partition:secretsmanager:region:account:secret:name", ":") + 1
	}
	switch rest := d.Key[min(id, len(d.Key)):]; {
	case len(d.Key) < id:
		d.at(p, d.Key[0].From, d.To-len("}}"), "the ARN of the secret is not complete")
	case len(rest) > maxSecretParts:
		d.at(p, rest[maxSecretParts].From, d.To-len("}}"), "nothing follows the version of a secret")
	case len(rest) > 0 && !rest[0].Open() && rest[0].Text != "" && rest[0].Text != "SecretString":
		d.at(p, rest[0].From, rest[0].To, "`SecretString` follows the name of a secret, but this is `%s`", rest[0].Text)
	case len(rest) == maxSecretParts && isGiven(rest[2]) && isGiven(rest[3]):
		d.at(p, rest[2].From, rest[3].To, "a secret has a stage or a version, and these are both")
	}
}

func isGiven(s interp.Segment) bool { return s.Text != "" && !s.Open() }
