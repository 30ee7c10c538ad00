package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func outputWithoutValue() *lint.Rule {
	return &lint.Rule{
		ID:       "E6002",
		Name:     "output-without-value",
		Title:    "An output has no value, or an export no name",
		Severity: diag.Error,
		Why:      "CloudFormation refuses a template with an output that has no value, or is exported without a name.",
		Help:     "give the output a `Value`, and the export a `Name`",
		Bad: []lint.Example{{Name: "only a description, and an empty export", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic: # want
    Description: Where the news are published
  Name:
    Value: !GetAtt Topic.TopicName
    Export: {} # want
`}},
		Good: []lint.Example{{Name: "a value and a name", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Value: !GetAtt Topic.TopicName
    Export: {Name: news}
`}},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, o := range p.Template.Outputs {
				missingAttribute(p, o.Key, o.Value, "the output `"+o.Name+"`", "Value")
				missingAttribute(p, o.Value.Key("Export"), o.Value.Get("Export"), "the export", "Name")
			}
		},
	}
}

// missingAttribute reports, at the key of a map, that the map has no such attribute.
func missingAttribute(p *lint.Pass, key, n *syntax.Node, what, attribute string) {
	if n.Is(syntax.Map) && n.Key(attribute) == nil && !macro(n) {
		p.At(key, "%s has no `%s`", what, attribute)
	}
}
