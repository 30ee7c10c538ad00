package rules

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func cfnLintConfiguration() *lint.Rule {
	return &lint.Rule{
		ID:       "W4005",
		Name:     "cfn-lint-configuration",
		Title:    "The configuration for cfn-lint in the metadata is malformed",
		Severity: diag.Warning,
		Why: `The metadata of a template can configure cfn-lint, and cfnc reads there what it is to ignore. What is misspelt or ` +
			`of the wrong kind configures nothing.`,
		Help: "keep to the options that cfn-lint reads from a template",
		Bad: []lint.Example{{Name: "a typing error, and a text for a list", Template: `Metadata:
  cfn-lint:
    config:
      ignore_cheks: [E3012] # want
      regions: eu-west-1 # want
      include_experimental: maybe # want
Resources:
  Topic:
    Type: AWS::SNS::Topic
`}},
		Good: []lint.Example{{Name: "lists of rules and regions", Template: `Metadata:
  cfn-lint:
    config:
      ignore_checks: [E3012]
      regions: [eu-west-1]
      configure_rules: {E3012: {strict: true}}
Resources:
  Topic:
    Type: AWS::SNS::Topic
`}},
		Check: func(p *lint.Pass) {
			tool := p.Template.Root.At("Metadata", "cfn-lint")
			cfnLintShape().check(p, tool.Key("config"), tool.Get("config"), nil)
		},
	}
}

// cfnLintShape is what cfn-lint 1.5x takes: more can stand in its file.
func cfnLintShape() *shape {
	words := listShape(textShape())
	return literally(recordShape(
		part{"ignore_checks", words, false},
		part{"include_checks", words, false},
		part{"mandatory_checks", words, false},
		part{"regions", words, false},
		part{"configure_rules", mapShape(anyShape()), false},
		part{"include_experimental", boolShape(), false},
		part{"ignore_bad_template", boolShape(), false},
		part{"append_rules", words, false},
		part{"merge_configs", boolShape(), false}))
}
