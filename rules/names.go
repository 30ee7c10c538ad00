package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func parameterName() *lint.Rule {
	return &lint.Rule{
		ID:       "E2003",
		Name:     "parameter-name",
		Title:    "A parameter has a name that CloudFormation refuses",
		Severity: diag.Error,
		Why:      "CloudFormation refuses a template with a parameter whose name has other characters than letters and digits of ASCII.",
		Help:     "rename it, here and where it is used",
		Bad: []lint.Example{{Name: "a hyphen, and a letter with an accent", Template: `Parameters:
  topic-name: # want
    Type: String
  Größe: {Type: Number} # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Ref topic-name, DisplayName: !Ref Größe}
`}},
		Good: []lint.Example{{Name: "letters and digits", Template: `Parameters:
  TopicName2: {Type: String}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Ref TopicName2}
`}},
		Check: func(p *lint.Pass) {
			for _, parameter := range p.Template.Parameters {
				if !p.Template.Opaque() && !isAlphanumeric(parameter.Name, "") {
					p.At(parameter.Key, "`%s` cannot name a parameter, which takes letters and digits only", parameter.Name)
				}
			}
		},
	}
}

func outputName() *lint.Rule {
	return &lint.Rule{
		ID:       "E6004",
		Name:     "output-name",
		Title:    "An output has a name that CloudFormation refuses",
		Severity: diag.Error,
		Why:      "CloudFormation refuses a template with an output whose name has other characters than letters and digits of ASCII.",
		Help:     "rename it; the name of an export may have colons and hyphens",
		Bad: []lint.Example{{Name: "a hyphen", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  topic-name: # want
    Value: !GetAtt Topic.TopicName
`}},
		Good: []lint.Example{{Name: "letters and digits, and names that a loop makes", Template: `Transform: AWS::LanguageExtensions
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  TopicName:
    Value: !GetAtt Topic.TopicName
    Export: {Name: !Sub "${AWS::StackName}:topic-name"}
  Fn::ForEach::Names:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Value: !Ref Topic
`}},
		Check: func(p *lint.Pass) {
			for _, o := range p.Template.Outputs {
				if o.Loop == nil && !p.Template.Opaque() && !isAlphanumeric(o.Name, "") {
					p.At(o.Key, "`%s` cannot name an output, which takes letters and digits only", o.Name)
				}
			}
		},
	}
}
