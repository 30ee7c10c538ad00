package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// maxDynamic is how many dynamic references CloudFormation resolves for one template.
const maxDynamic = 60

func tooManyDynamicReferences() *lint.Rule {
	return &lint.Rule{
		ID:       "H904",
		Name:     "too-many-dynamic-references",
		Title:    "A template has more than 60 dynamic references",
		Severity: diag.Error,
		Why: `CloudFormation resolves at most 60 dynamic references in one template, and counts each place, also those that name ` +
			`the same value. With one more the deployment fails.`,
		Help:  "take plain values from parameters of the type `AWS::SSM::Parameter::Value<String>`, which can be used any number of times",
		Quota: true,
		Made: func() (bad, good []lint.Example) {
			return []lint.Example{
					dynamicReferences("one too many", maxDynamic, " # want"),
					{Name: "two in one text", Template: dynamicReferences("", maxDynamic-1, "").Template + `      X: !Sub "{{resolve:ssm:/a}}-{{resolve:ssm:/${AWS::StackName}}}" # want` + "\n"},
				}, []lint.Example{
					dynamicReferences("sixty", maxDynamic-1, ""),
					{Name: "comments and texts that are none", Template: strings.ReplaceAll(dynamicReferences("", maxDynamic, "").Template, "{{resolve:ssm:", "{{other:")},
				}
		},
		Check: func(p *lint.Pass) {
			if p.Template.Opaque() {
				return
			}
			seen := 0
			for _, phrase := range p.Template.Phrases() {
				for _, reference := range phrase.Dynamic() {
					if seen++; seen == maxDynamic+1 {
						p.AtSpan(phrase.Node, phrase.Node.TextSpan(reference.From, reference.To),
							"this is dynamic reference %d, and CloudFormation resolves at most %d", seen, maxDynamic)
					}
				}
			}
		},
	}
}

// dynamicReferences makes a template with some dynamic references and a last one with a mark.
func dynamicReferences(name string, more int, mark string) lint.Example {
	const reference = `      X: "{{resolve:ssm:/a}}"`
	var b strings.Builder
	b.WriteString("Resources:\n  Thing:\n    Type: My::Own::Thing\n    Properties:\n")
	for i := range more {
		b.WriteString(strings.Replace(reference, "X", "X"+string(rune('a'+i/10))+string(rune('a'+i%10)), 1) + "\n")
	}
	b.WriteString(strings.Replace(reference, "X", "Last", 1) + mark + "\n")
	return lint.Example{Name: name, Template: b.String()}
}
