package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

func tagKeys() *lint.Rule {
	return &lint.Rule{
		ID:       "E3024",
		Name:     "tag-keys",
		Title:    "A tag has the key of another, or one that AWS reserves",
		Severity: diag.Error,
		Why:      `A resource has one value for each tag, and keys that begin with "aws:" belong to AWS: the services refuse both.`,
		Help:     "give the tag another key, or remove it",
		Bad: []lint.Example{{Name: "a key that stands there twice, and a reserved one", Template: `Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      Tags:
        - {Key: Team, Value: web}
        - {Key: Stage, Value: test}
        - {Key: Team, Value: data} # want
        - {Key: "aws:owner", Value: web} # want
`}},
		Good: []lint.Example{{Name: "keys that differ, also where conditions decide", Template: `Conditions:
  Production: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      Tags:
        - {Key: Team, Value: web}
        - {Key: team, Value: web}
        - !If [Production, {Key: Stage, Value: prod}, !Ref AWS::NoValue]
        - !If [Production, !Ref AWS::NoValue, {Key: Stage, Value: test}]
`}},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				typ, _ := schema.Lookup(r.Type)
				if property, form := typ.Tags(); form == schema.TagList || form == schema.GroupTags {
					checkTags(p, r, r.Property(strings.Split(property, ".")...))
				}
			}
		},
	}
}

// checkTags looks at the keys that are written out and always there.
func checkTags(p *lint.Pass, r *template.Resource, tags *syntax.Node) {
	first := map[string]*syntax.Node{}
	for _, tag := range tags.Items() {
		key := tag.Get("Key")
		if !key.IsScalar() || key.Is(syntax.Null) || r.Loop != nil || p.Template.Opaque() {
			continue
		}
		text := key.Text()
		if other := first[text]; other != nil {
			p.At(key, "the tag `%s` is there twice", text).Note(other, "the other one")
		} else if strings.HasPrefix(strings.ToLower(text), "aws:") {
			p.At(key, "keys that begin with `aws:` are reserved, as `%s`", text)
		}
		if first[text] == nil {
			first[text] = key
		}
	}
}
