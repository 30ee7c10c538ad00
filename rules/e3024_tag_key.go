package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

func tagKey() *lint.Rule {
	return &lint.Rule{
		ID:       "E3024",
		Name:     "tag-key",
		Title:    "A resource has a tag twice or one that AWS keeps for itself",
		Severity: diag.Error,
		Why: `Services refuse two tags with the same key, and keys that begin with aws:, which AWS keeps for itself. Keys differ ` +
			`in upper and lower case.`,
		Help: "remove one of the two tags, or rename it",
		Bad: []lint.Example{{Name: "a key twice, and a key of AWS", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - {Key: Team, Value: web}
        - {Key: Team, Value: shop} # want
  Parameter:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: "1"
      Tags:
        aws:team: web # want
`}},
		Good: []lint.Example{{Name: "keys that differ, or never stand together", Template: `Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - {Key: Team, Value: web}
        - {Key: team, Value: shop}
        - !If [Production, {Key: Stage, Value: live}, {Key: Stage, Value: test}]
        - {Key: !Ref Stage, Value: web}
        - {Key: !Ref Stage, Value: shop}
`}},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				checkTags(p, r)
			}
		},
	}
}

func checkTags(p *lint.Pass, r *template.Resource) {
	seen := map[string]place{}
	for at := range tagKeys(p.Template, r) {
		text := at.value.Text()
		if strings.HasPrefix(text, "aws:") && r.Loop == nil {
			beforeMacro(p, p.At(at.value, "the tag `%s` begins with `aws:`, which AWS keeps for itself", text))
		}
		first, twice := seen[text]
		if twice && first.value != at.value && together(p.Template, first.when, at.when) {
			f := p.At(at.value, "the tag `%s` is there twice", text).Note(first.value, "the first of them")
			beforeMacro(p, f)
		} else if !twice {
			seen[text] = at
		}
	}
}
