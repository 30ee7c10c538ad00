package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func transformStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E1005",
		Name:     "transform-structure",
		Title:    "The section Transform is malformed",
		Severity: diag.Error,
		Why: `The section Transform names the macros that a template goes through: one name, a map of Name and Parameters, or a ` +
			`list of these. CloudFormation refuses everything else, functions too.`,
		Help: "write the name of a macro, or a map with `Name` and `Parameters`",
		Bad: []lint.Example{
			{Name: "a map without a name", Template: `Transform:
  Location: s3://ours/macro.yaml # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
`},
			{Name: "a list of other things", Template: `Transform:
  - AWS::LanguageExtensions
  - [Ours] # want
  - !Sub "${AWS::Region}" # want
  - Name: AWS::Include
    Parameters: s3://ours/more.yaml # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
`},
		},
		Good: []lint.Example{{Name: "names and a map", Template: `Transform:
  - AWS::LanguageExtensions
  - Name: AWS::Include
    Parameters: {Location: s3://ours/more.yaml}
Resources:
  Topic:
    Type: AWS::SNS::Topic
`}},
		Check: func(p *lint.Pass) {
			key, value := p.Template.Root.Key("Transform"), p.Template.Root.Get("Transform")
			if value.Is(syntax.List) {
				listShape(macroShape()).check(p, key, value, nil)
			} else {
				macroShape().check(p, key, value, nil)
			}
		},
	}
}

func macroShape() *shape {
	return literally(&shape{
		expected: "the name of a macro, or a map with `Name`",
		scalar:   func(n *syntax.Node) bool { return n.Is(syntax.String) },
		fields:   []part{{"Name", textShape(), true}, {"Parameters", mapShape(anyShape()), false}},
	})
}
