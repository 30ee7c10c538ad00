package template_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// deployments is a template with one way each to say a value.
const deployments = `
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Size: {Type: Number, Default: 3}
  Few: {Type: Number, MinValue: 1, MaxValue: 4}
  One: {Type: String, AllowedValues: ["7"]}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /a}
  Names: {Type: CommaDelimitedList, Default: "a, b"}
  Given: {Type: Number}
Mappings:
  Sizes: {dev: {Max: 1, Zones: [a]}, prod: {Max: 9, Zones: [a, b]}}
  Regions: {eu-west-1: {Max: 5}, us-east-1: {Max: 5}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  Sunny: !Equals [!Ref AWS::Region, eu-west-1]
  Never: !Equals [a, b]
`

// expanded is parse for a text with short forms of functions.
func expanded(t *testing.T, text string) *template.Template {
	t.Helper()
	doc, found := syntax.Parse(source.NewFile("a.yaml", "a.yaml", text))
	if len(found) > 0 {
		t.Fatalf("%s: %s", text, found[0].Message)
	}
	result, _ := expand.Expand(doc, expand.Options{})
	m, _ := template.New(result.Root)
	return m
}

// inCases reads a value in all cases and lists what it is, with the choices that lead to it.
func inCases(t *testing.T, value string, read func(*template.Case, *syntax.Node) string) []string {
	t.Helper()
	root := expanded(t, deployments+"V: "+value+"\n").Root
	m, _ := template.NewGiven(root, map[string]string{"Given": "6"})
	var seen []string
	m.Judge(nil, func(c *template.Case) template.Answer {
		it := read(c, m.Root.Get("V"))
		if choices := c.Choices(); choices != "" {
			it += " where " + choices
		}
		if c.Relied() {
			it += " by default"
		}
		if !slices.Contains(seen, it) {
			seen = append(seen, it)
		}
		return template.No
	})
	return seen
}

func TestCasesOfNumbers(t *testing.T) {
	tests := []struct{ value, want string }{
		{"20", "20"},
		{"'20'", "20"},
		{"2.5", "any"},
		{"text", "any"},
		{"null", "any"},
		{"!Ref AWS::NoValue", "absent"},
		{"!Ref One", "7"},
		{"!Ref Given", "6"},
		{"!Ref Few", "1 to 4"},
		{"!Ref Size", "any; 3 by default"},
		{"!Ref Stored", "any"},
		{"!Sub '${Given}0'", "60"},
		{"!Sub '${Nobody}'", "any"},
		{"!Join ['', ['1', !Ref Given]]", "16"},
		{"!Select [1, [4, 5]]", "5"},
		{"!If [IsProd, 8, !Ref AWS::NoValue]", "8 where `IsProd` is true; absent where `IsProd` is false"},
		{"!If [IsProd, !If [IsProd, 1, 2], 3]", "1 where `IsProd` is true; 3 where `IsProd` is false"},
		{"!If [Never, 1, 2]", "2"},
		{"!FindInMap [Sizes, !Ref Stage, Max]", "1 where `Stage` is `dev`; 9 where `Stage` is `prod`"},
		{"!If [IsProd, !FindInMap [Sizes, !Ref Stage, Max], 0]", "9 where `IsProd` is true; 0 where `IsProd` is false"},
		{"!FindInMap [Regions, !Ref AWS::Region, Max]", "5 where `AWS::Region` is `eu-west-1`; 5 where `AWS::Region` is `us-east-1`"},
		{"!If [Sunny, !FindInMap [Regions, !Ref AWS::Region, Max], 1]", "5 where `Sunny` is true; 1 where `Sunny` is false"},
	}
	for _, test := range tests {
		got := inCases(t, test.value, func(c *template.Case, n *syntax.Node) string { return shownInt(c.Int(n)) })
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s is %s, want %s", test.value, strings.Join(got, "; "), test.want)
		}
	}
}

func shownInt(n template.Int) string {
	known, ok := n.Known()
	switch {
	case n.Absent():
		return "absent"
	case ok:
		return template.Exactly(known).String()
	case n.Within(-1000, 1000) == template.Yes:
		return n.String()
	}
	return "any"
}

func TestCasesOfLists(t *testing.T) {
	tests := []struct{ value, want string }{
		{"[a, !Ref One]", "a 7"},
		{"[a, !Ref Stored]", "a …"},
		{"alone", "alone"},
		{"!Ref Names", "…; a b by default"},
		{"[a, !If [IsProd, b, !Ref AWS::NoValue]]", "a b where `IsProd` is true; a where `IsProd` is false"},
		{"!If [IsProd, [a], []]", "a where `IsProd` is true;  where `IsProd` is false"},
		{"!FindInMap [Sizes, prod, Zones]", "a b"},
		{"!GetAZs ''", "…"},
	}
	for _, test := range tests {
		got := inCases(t, test.value, func(c *template.Case, n *syntax.Node) string {
			texts, all := c.Texts(n)
			if !all {
				texts = append(texts, "…")
			}
			return strings.Join(texts, " ")
		})
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s is %q, want %q", test.value, strings.Join(got, "; "), test.want)
		}
	}
}

func TestJudge(t *testing.T) {
	tests := []struct {
		value, want string
	}{
		{"0", "must"},
		{"1", "no"},
		{"!If [IsProd, 0, 0]", "must"},
		{"!If [IsProd, 0, 1]", "may: `IsProd` is true"},
		{"!If [IsProd, !Ref Given, 0]", "may: `IsProd` is false"},
		{"!Ref Few", "no"},
		{"!Ref Zero", "default: "},
		{"!If [IsProd, !Ref Zero, 1]", "default: `IsProd` is true"},
		{"!Ref Zeros", "may: `Zeros` is `0`"},
	}
	for _, test := range tests {
		root := expanded(t, strings.Replace(deployments, "Parameters:", "Parameters:\n  Zero: {Type: Number, Default: 0}\n  Zeros: {Type: Number, AllowedValues: [0, 1], Default: 1}", 1)+"V: "+test.value+"\n").Root
		m, _ := template.New(root)
		verdict := m.Judge(nil, func(c *template.Case) template.Answer { return c.Int(root.Get("V")).Below(template.Exactly(1)) })
		got := "no"
		if verdict.Holds() {
			got = verdict.Certainty.String()
			if verdict.Certainty != diag.Must {
				got += ": " + verdict.Case.Choices()
			}
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.value, got, test.want)
		}
	}
}

// A question about more cases than are asked is never certain.
func TestManyCases(t *testing.T) {
	var text strings.Builder
	text.WriteString("Conditions:\n")
	for _, letter := range "ABCDEFGHIJ" {
		text.WriteString("  " + string(letter) + ": !Equals [!Ref " + string(letter) + "P, x]\n")
	}
	text.WriteString("V:\n")
	for _, letter := range "ABCDEFGHIJ" {
		text.WriteString("  - !If [" + string(letter) + ", 1, 1]\n")
	}
	m := expanded(t, text.String())
	asked := 0
	verdict := m.Judge(nil, func(c *template.Case) template.Answer {
		asked++
		c.Texts(m.Root.Get("V"))
		return template.Yes
	})
	if verdict.Certainty != diag.May || asked > 200 {
		t.Errorf("asked %d times, %v", asked, verdict.Certainty)
	}
}

// Nothing is asked of what a condition keeps from existing.
func TestJudgeNowhere(t *testing.T) {
	m := expanded(t, deployments)
	never := (*template.Scenario)(nil).With("Never", true)
	if m.Judge(never, func(*template.Case) template.Answer { return template.Yes }).Holds() {
		t.Error("a question about nothing has an answer")
	}
}

func TestLacks(t *testing.T) {
	tests := []struct {
		body string
		want template.Answer
	}{
		{"{A: {B: 1}}", template.No},
		{"{A: {C: 1}}", template.Yes},
		{"{}", template.Yes},
		{"{A: !Ref AWS::NoValue}", template.Yes},
		{"{A: {B: !Ref AWS::NoValue}}", template.Yes},
		{"{A: {Fn::Transform: {Name: M}}}", template.Undecided},
		{"{A: {C: 1, Fn::Transform: {Name: M}}}", template.Undecided},
		{"text", template.Undecided},
	}
	for _, test := range tests {
		m := expanded(t, "V: "+test.body+"\n")
		var got template.Answer
		m.Judge(nil, func(c *template.Case) template.Answer {
			got = c.Lacks(m.Root.Get("V"), "A", "B")
			return got
		})
		if got != test.want {
			t.Errorf("%s: %v, want %v", test.body, got, test.want)
		}
	}
}

// A case decides in which scenarios it is, and a scenario decides what else holds in the case.
func TestCasesOfScenarios(t *testing.T) {
	m := expanded(t, deployments)
	var none *template.Scenario
	tests := []struct {
		scenario *template.Scenario
		want     string
	}{
		{none, "yes"},
		{none.With("IsProd", true), "yes where `IsProd` is true; no where `IsProd` is false"},
		{none.With("IsProd", false).With("IsProd", true), "no where `IsProd` is true; no where `IsProd` is false"},
		{none.With("Never", true), "no"},
		{none.With("", true), "undecided"},
		{none.WithValue("Stage", "dev"), "undecided"},
	}
	for _, test := range tests {
		var got []string
		m.Judge(nil, func(c *template.Case) template.Answer {
			word := []string{"undecided", "no", "yes"}[c.In(test.scenario)]
			if choices := c.Choices(); choices != "" {
				word += " where " + choices
			}
			if !slices.Contains(got, word) {
				got = append(got, word)
			}
			return template.No
		})
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%v: %s, want %s", test.scenario, strings.Join(got, "; "), test.want)
		}
	}
}
