package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
)

func outputStructure() *lint.Rule {
	return &lint.Rule{
		ID:       "E6001",
		Name:     "output-structure",
		Title:    "An output has an unknown attribute",
		Severity: diag.Error,
		Why:      `CloudFormation refuses a template with an output that has an attribute which it does not know.`,
		Help:     "correct the name, or remove the attribute",
		Bad: []lint.Example{{Name: "unknown attributes", Template: `Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Type: String # want
    Export:
      Name: news
      Scope: all # want
`}},
		Good: []lint.Example{
			{Name: "all attributes", Template: `Conditions:
  Exported: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Description: Where the news are published
    Condition: Exported
    Value: !Ref Topic
    Export:
      Name: news
`},
			{Name: "outputs of a loop", Template: `Transform: AWS::LanguageExtensions
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Fn::ForEach::Names:
    - Name
    - [News, Alarms]
    - Topic${Name}:
        Value: !Ref Topic
`},
		},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			for _, o := range p.Template.Outputs {
				unknownAttributes(p, o.Value, "an output", "Description", "Condition", "Value", "Export")
				unknownAttributes(p, o.Value.Get("Export"), "an export", "Name")
			}
		},
	}
}

// unknownAttributes reports the keys of a map that are not among those that CloudFormation
// knows.
func unknownAttributes(p *lint.Pass, n *syntax.Node, what string, known ...string) {
	for key := range members(n) {
		if !slices.Contains(known, key.Text()) {
			p.At(key, "`%s` is no attribute of %s%s", key.Text(), what, didYouMean(key.Text(), known))
		}
	}
}
