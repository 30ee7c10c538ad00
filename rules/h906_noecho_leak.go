package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func noechoLeak() *lint.Rule {
	return &lint.Rule{
		ID:       "H906",
		Name:     "noecho-leak",
		Title:    "A secret gets where it can be read",
		Severity: diag.Warning,
		Why: `NoEcho hides a value where CloudFormation shows parameters, and nowhere else. The identifier of a resource stands in ` +
			`events and in lists, an output is there to be read, and a default stands in the template. A secret in a parameter without ` +
			`NoEcho is shown by the console and the API. H419 looks at metadata, H511 at user data, and W2501 at passwords by their use.`,
		Help: "keep the secret in Secrets Manager, and let what needs it read it there",
		Bad: []lint.Example{
			{Name: "in a name", Template: `Parameters:
  Key:
    Type: String
    NoEcho: true
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Join ["-", [store, !Ref Key]] # want
Outputs:
  Login:
    Value: !Sub admin:${Key} # want
`},
			{Name: "a default, and a secret by its name that is shown", Template: `Parameters:
  Key:
    Type: String
    NoEcho: "true"
    Default: changeme # want
  GitHubToken: # want
    Type: String
Conditions:
  HasToken: !Not [!Equals [!Ref GitHubToken, ""]]
Resources:
  Function:
    Type: My::Own::Thing
    Properties:
      Token: !If [HasToken, !Ref GitHubToken, !Ref Key]
`},
		},
		Good: []lint.Example{
			{Name: "in a property, and an empty default", Template: `Parameters:
  Key:
    Type: String
    NoEcho: true
    Default: ""
Resources:
  Stored:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: key
      SecretString: !Ref Key
`},
			{Name: "names about secrets", Template: `Parameters:
  PasswordLength: {Type: Number, Default: 20}
  ApiKeyName: {Type: String}
  UsePassword: {Type: String, AllowedValues: ["true", "false"], Default: "true"}
  MasterPassword: {Type: "AWS::SSM::Parameter::Value<String>", Default: /app/password}
  DatabaseSecret: {Type: String, Default: app/database}
Resources:
  Thing:
    Type: My::Own::Thing
    Properties: {A: !Ref PasswordLength, B: !Ref ApiKeyName, C: !Ref UsePassword, D: !Ref MasterPassword, E: !Ref DatabaseSecret}
`},
			{Name: "a secret that is only compared", Template: `Parameters:
  Key:
    Type: String
    NoEcho: true
Conditions:
  HasKey: !Not [!Equals [!Ref Key, ""]]
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !If [HasKey, locked, open]
`},
		},
		Check: func(p *lint.Pass) {
			checkIdentifiers(p)
			for _, parameter := range p.Template.Parameters {
				checkSecretOutputs(p, parameter)
				checkDefaultSecret(p, parameter)
			}
			checkShownSecrets(p)
		},
	}
}

// checkIdentifiers reports secrets in what CloudFormation makes the identifiers of resources of.
func checkIdentifiers(p *lint.Pass) {
	for _, r := range p.Template.Resources {
		known, _ := schema.Lookup(r.Type)
		for path := range known.PrimaryIdentifier().All() {
			checkSecretName(p, p.Template.TextsIn(r.Loop, r.Property(path), r.When()))
		}
	}
}

// checkSecretName reports each place once for all branches.
func checkSecretName(p *lint.Pass, texts []template.Text) {
	seen := map[source.Span]bool{}
	for _, text := range texts {
		for _, hole := range text.Holes() {
			parameter := p.Template.Parameter(hole.Name)
			if hole.Kind == template.OfParameter && parameter.Secret() && !seen[hole.Span()] {
				seen[hole.Span()] = true
				p.AtSpan(hole.Node, hole.Span(), "`%s` gets into the identifier of a resource, which events and lists show", hole.Name).
					Note(parameter.Key, "the parameter")
			}
		}
	}
}

func checkSecretOutputs(p *lint.Pass, parameter *template.Parameter) {
	for use := range p.Template.UsesOf(parameter.Name) {
		if parameter.Secret() && use.Owner.Section == "Outputs" {
			p.AtSpan(use.Name.Node, use.Span(), "whoever may describe the stack reads `%s` in this output", parameter.Name).
				Note(parameter.Key, "the parameter")
		}
	}
}

func checkDefaultSecret(p *lint.Pass, parameter *template.Parameter) {
	value := parameter.Default()
	if parameter.Secret() && value.IsScalar() && !value.Is(syntax.Null) && value.Text() != "" && !isReference(parameter) {
		p.At(value, "`%s` is hidden, but its default stands in the template", parameter.Name).
			Help("remove the default, or leave it empty")
	}
}

// secretName is how parameters for secrets are called.
var secretName = lazy.Regexp(`(?i)(password|passwd|passphrase|secret_?(access_?)?key|private_?key|api_?key|token|(client|app|api|shared|webhook|jwt|oauth)_?secret)$`)

// checkShownSecrets looks for parameters that are secrets by their names, but for those that W2501
// knows of by their use.
func checkShownSecrets(p *lint.Pass) {
	password := map[*template.Parameter]bool{}
	for _, at := range passwords(p.Template) {
		password[parameterAt(p.Template, at.value)] = true
	}
	for _, parameter := range p.Template.Parameters {
		text := parameter.Type() == "String" && parameter.AllowedValues() == nil && !parameter.Default().Is(syntax.Bool)
		if text && !parameter.Secret() && !password[parameter] && !isReference(parameter) && secretName().MatchString(parameter.Name) {
			p.At(parameter.Key, "`%s` is a secret by its name, and a parameter without `NoEcho` is shown", parameter.Name).
				Help("give the parameter `NoEcho: true`, or call it what it is")
		}
	}
}
