package rules

import (
	"slices"
	"strings"
	"sync"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func variableOutsideSub() *lint.Rule {
	return &lint.Rule{
		ID:       "E1029",
		Aliases:  []string{"H503"},
		Name:     "variable-outside-sub",
		Title:    "A variable in a text that does not go through Fn::Sub",
		Severity: diag.Error,
		Why: `Only Fn::Sub replaces ${Name}. Elsewhere the dollar and the braces stay in the text, and the resource gets a name or ` +
			`an ARN that nothing has. Scripts and the languages of other services have variables of the same form, so only names ` +
			`that this template declares are reported, in user data only those that the script does not set itself, and in other scripts only pseudo parameters.`,
		Help: "write `!Sub` before the text",
		Bad: []lint.Example{
			{Name: "a parameter, a resource and a pseudo parameter", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: news-${Stage} # want
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: "${Bucket.Arn}/${aws:username}/*" # want
Outputs:
  Region:
    Value: !Join [",", ["in ${AWS::Region}", a]] # want
`},
			{Name: "a pseudo parameter in a script", Template: `Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          cfn-init --region ${AWS::Region} # want
`},
			{Name: "a parameter in user data, which sets no such variable", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Join
          - "\n"
          - - "#!/bin/bash"
            - export LEVEL=low
            - start --stage ${Stage} # want
`},
		},
		Good: []lint.Example{
			{Name: "variables of others", Template: `Parameters:
  Stage: {Type: String}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: !Join
          - "\n"
          - - !Sub Stage=${Stage}
            - echo ${Stage} ${HOME}
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          for Stage in a b; do echo ${Stage}; done
  Windows:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          <powershell>
          $Stage = Get-Content c:\stage.txt
          Write-Host "stage ${Stage}"
          </powershell>
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{"StartAt": "${Stage}"}'
      DefinitionSubstitutions: {Stage: !Ref Stage}
  Stacks:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: |
        Resources:
          Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${AWS::Region}"}}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: arn:aws:s3:::bucket/${aws:username}/*
`},
			{Name: "the identifier of a loop", Template: `Transform: AWS::LanguageExtensions
Parameters:
  Name: {Type: String}
Resources:
  Fn::ForEach::Topics:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: our-${Name}
`},
		},
		Check: func(p *lint.Pass) {
			phrases := p.Template.Phrases()
			own := sync.OnceValue(func() map[ownVariable]bool { return ownVariables(phrases) })
			for i := range phrases {
				if !phrases[i].Sub && !p.Template.Opaque() && !isTemplate(&phrases[i]) {
					checkPhrase(p, &phrases[i], own)
				}
			}
		},
	}
}

// checkPhrase reports the first variable in a text that Fn::Sub would replace.
func checkPhrase(p *lint.Pass, phrase *template.Phrase, own func() map[ownVariable]bool) {
	n := phrase.Node
	parts, _ := interp.ParseSub(n.Text())
	for _, part := range parts {
		if forgotten(p.Template, phrase, part, own) {
			p.AtSpan(n, n.TextSpan(part.From, part.To), "`%s` stays text, because only `Fn::Sub` replaces it", n.Text()[part.From:part.To])
			return
		}
	}
}

func forgotten(t *template.Template, phrase *template.Phrase, part interp.SubPart, own func() map[ownVariable]bool) bool {
	of := phrase.Owner.Resource
	switch {
	case part.Kind != interp.SubRef && part.Kind != interp.SubAttr, phrase.Loop.Binds(part.Name) != nil, substituted(phrase, part.Name):
		return false
	case template.IsPseudoParameter(part.Name):
		return part.Kind == interp.SubRef
	case t.Resource(part.Name) == nil && (part.Kind != interp.SubRef || t.Parameter(part.Name) == nil):
		return false
	case !isScript(phrase):
		return true
	}
	return phrase.Encoded && !own()[ownVariable{of, ""}] && !own()[ownVariable{of, part.Name}]
}

// substituted reports whether a state machine replaces the name itself.
func substituted(phrase *template.Phrase, name string) bool {
	return phrase.Owner.Resource.Property("DefinitionSubstitutions").Key(name) != nil
}

// isTemplate reports whether a text is a template in the template.
func isTemplate(phrase *template.Phrase) bool {
	text := phrase.Node.Text()
	return strings.Contains(text, "!Sub") || strings.Contains(text, "Fn::Sub")
}

// isScript reports whether a text may be in a language that has variables of its own: it has
// several lines, or stands where commands and code do.
func isScript(phrase *template.Phrase) bool {
	return phrase.Encoded || strings.Contains(phrase.Node.Text(), "\n") || slices.ContainsFunc(phrase.Path, holdsCode)
}

func holdsCode(key string) bool {
	switch strings.ToLower(key) {
	case "metadata", "userdata", "zipfile", "inlinecode", "code", "functioncode", "buildspec", "command", "commands", "entrypoint", "runcommand",
		"script", "scripts", "content", "requesttemplates", "responsetemplates", "requestmappingtemplate", "responsemappingtemplate", "definition",
		"definitionstring":
		return true
	}
	return false
}
