package rules_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

// What loops make counts, as far as it is known, and nothing counts that a macro may take away.
func TestLimitsOfLoops(t *testing.T) {
	const letters = "[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w]"
	const loops = `Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Rows:
    - Row
    - ` + letters + `
    - Fn::ForEach::Columns:
        - Column
        - ` + letters + `
        - Topic${Row}${Column}: {Type: AWS::SNS::Topic}
`
	found := findings(t, "E3010", loops)
	if len(found) != 1 || found[0].Message != "the template has 529 resources, and CloudFormation takes at most 500" || found[0].Span.Text() != "Resources" {
		t.Errorf("found %v", found)
	}
	for name, text := range map[string]string{
		"unknown collection": strings.Replace(loops, letters, "!Ref Names", 1),
		"macro":              strings.Replace(loops, "AWS::LanguageExtensions", "[Ours, AWS::LanguageExtensions]", 1),
	} {
		if found := findings(t, "E3010", text); len(found) != 0 {
			t.Errorf("%s: found %v", name, found)
		}
	}
}

// A template of one file is as large as the file, comments and all.
func TestLimitOfAPlainTemplate(t *testing.T) {
	const resources = "Resources: {A: {Type: AWS::SNS::Topic}}\n"
	for size, want := range map[int]string{900_000: "", 900_001: "I1002", 1_000_000: "I1002", 1_000_001: "E1002"} {
		text := resources + "#" + strings.Repeat("x", size-len(resources)-1)
		for _, id := range []string{"I1002", "E1002"} {
			if got := len(findings(t, id, text)); got != strings.Count(want, id) {
				t.Errorf("%d bytes: %d findings of %s", size, got, id)
			}
		}
	}
}

// What counts for a request is the smaller of the file and its JSON, and how templates are deployed
// says how much it matters.
func TestSizeOfARequest(t *testing.T) {
	large := "Description: " + strings.Repeat("x", 60_000) + "\nResources: {A: {Type: AWS::SNS::Topic}}\n"
	for deploy, want := range map[string]string{"unknown": "warning", "inline": "error", "s3": "info"} {
		unit, found := compiler.Compile(source.NewFile("template.yaml", "template.yaml", large), compiler.Options{})
		s := lint.Selection{Select: []string{"H901"}, Options: lint.Options{"H901": {"deploy": lint.Text(deploy)}}}
		if got := verdict(lint.Run([]lint.Source{{Unit: unit, Found: found}}, rules.All(), s)); got != want {
			t.Errorf("%s: %q, want %q", deploy, got, want)
		}
	}
	list := "[a" + strings.Repeat(",a", 20_000) + "]" // twice as long in JSON
	for text, want := range map[string]string{
		"Resources: {A: {Type: My::Own::Thing, Properties: {L: " + list + "}}}\n":                    "",
		"Resources: {A: {Type: My::Own::Thing, Properties: {R: '@AWS::Region', L: " + list + "}}}\n": "warning",
	} {
		if got := verdict(findings(t, "H901", text)); got != want {
			t.Errorf("%.90s…: %q, want %q", text, got, want)
		}
	}
}
