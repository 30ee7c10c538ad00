package exprrule_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/exprrule"
	"github.com/cfnc/cfnc/lint/strict"
)

// Mistakes in a file of rules have their places, and say what was meant.
func TestMistakes(t *testing.T) {
	const rest = "  message: m\n  when: "
	tests := []struct{ text, want string }{
		{"", ""},
		{"# nothing\n", ""},
		{"[]\n", "1:1: `a file of rules` is a list here, but must be a map"},
		{"ruels: []\n", "1:1: there is no setting `ruels`; did you mean `rules`?"},
		{"rules: {}\n", "1:8: `rules` is a map here, but must be a list"},
		{"rules: [7]\n", "1:9: `rules` is a number here, but must be a map"},
		{"rules:\n- id: X001\n", "2:3: `name` is missing: a rule needs id, name, title, why, select, when and message"},
		{ruleFile(rest + "1 == 1\n  sevrity: error\n"), "9:3: there is no key `sevrity`; did you mean `severity`?"},
		{ruleFile(rest + "1 == 1\n  severity: fatal\n"), "9:13: a severity is expected here: error, warning or info"},
		{ruleFile(rest + "7\n"), "8:9: `when` is a number here, but must be a string\nr:8:9: the expression must be true or false, but gives int"},
		{ruleFile(rest + "resource.id\n"), "8:9: the expression must be true or false, but gives string"},
		{ruleFile(rest + "resource.propertys.X == nil\n"), "8:18: unknown field propertys"},
		{ruleFile(rest + "'true and  resuorce.properties.X == 1'\n"), "8:20: unknown name resuorce"},
		{ruleFile(rest + ">-\n    true and\n    options.sise == 1\n"), "10:13: unknown field sise"},
		{ruleFile(rest + "item == 1\n"), "8:9: unknown name item"},
		{ruleFile(rest + "now() == 1\n"), "8:9: unknown name now"},
		{ruleFile(rest + "$env['resource'] == nil\n"), "8:9: unknown name $env"},
		{ruleFile(rest + "resource.properties.Name() == 1\n"), "8:29: only functions can be called"},
		{ruleFile(rest + "resource.id == 1\n"), "8:21: invalid operation: == (mismatched types string and int)"},
		{ruleFile(rest + "any([1], # == 1)\n"), "8:16: unexpected token EOF; in YAML ` #` begins a comment: quote the expression"},
		{strings.Replace(ruleFile(rest+"1 == 1\n"), "AutoScalingGroup'", "AutoScalingGruop'", 1),
			"6:18: there is no type `AWS::AutoScaling::AutoScalingGruop`; did you mean `AWS::AutoScaling::AutoScalingGroup`?"},
		{strings.Replace(ruleFile(rest+"1 == 1\n"), "AutoScalingGroup'", "Something'", 1), ""},
		{ruleFile(rest + "resource.id ==\n"), "8:22: unexpected token EOF"},
		{ruleFile("  message: 'a ${resource.nam} b'\n  when: true == true\n"), "7:26: unknown field nam"},
		{ruleFile("  message: 'a ${resource.id'\n  when: true == true\n"), "7:15: `${` has no `}`"},
		{ruleFile(rest + "true == true\n  at: propertys.X\n"), "9:7: a path cannot begin with `propertys`; did you mean `properties`?"},
		{ruleFile(rest + "true == true\n  at: properties..X\n"), "9:7: `properties..X` is no path: write names with dots between them, as properties.Tags"},
		{ruleFile(rest + "true == true\n  options: {size: {doc: x}}\n"), "9:19: `default` is missing: an option has a value when nobody sets it"},
		{ruleFile(rest + "true == true\n  options: {size: {default: {}}}\n"), "9:29: a default is a string, a list of strings, a whole number, true or false"},
		{ruleFile(rest + "true == true\n  options: {size: {default: a, choices: [b]}}\n"), "9:29: the default is none of the choices"},
		{ruleFile(rest + "true == true\n  examples: {worse: []}\n"), "9:14: there is no key `worse`; the keys are bad, good"},
		{ruleFile(rest + "true == true\n  examples: {bad: [{nam: x}]}\n"), "9:21: there is no key `nam`; did you mean `name`?"},
		{strings.Replace(ruleFile(rest+"true == true\n"), "X001", "H001", 1), "2:7: `H001` is no ID for a rule of your own: write X and three or four digits, as X001"},
		{strings.Replace(ruleFile(rest+"true == true\n"), "of-ours", "Ours", 1), "3:9: `Ours` is no name of a rule: write two or more words in lower case, as bucket-without-owner"},
		{strings.Replace(ruleFile(rest+"true == true\n"), "of-ours", "taken-name", 1), "3:9: `taken-name` already means H001"},
		{strings.Replace(ruleFile(rest+"true == true\n"), "{type: 'AWS::AutoScaling::AutoScalingGroup'}", "{typ: x}", 1),
			"6:11: `type` is missing: write a type of resources, as AWS::S3::Bucket, or a pattern, as AWS::EC2::*\nr:6:12: there is no key `typ`; did you mean `type`?"},
		{ruleFile(rest+"true == true\n") + "- id: X001\n", "9:3: `name` is missing: a rule needs id, name, title, why, select, when and message"},
	}
	others := []*lint.Rule{{ID: "H001", Name: "taken-name"}}
	for _, test := range tests {
		_, mistakes := exprrule.Load(source.NewFile("r", "r", test.text), others)
		got, want := "", test.want
		if err := strict.Error(mistakes); err != nil {
			got = err.Error()
		}
		if want != "" {
			want = "r:" + want
		}
		if got != want {
			t.Errorf("%s\nthe mistakes are\n%s\nwant\n%s", test.text, got, want)
		}
	}
}

// After loading, nobody can tell a rule of a file from others.
func TestLoadedRule(t *testing.T) {
	rules := load(t, `rules:
- id: X010
  name: topic-without-name
  title: A topic has no name
  severity: error
  why: Names are how people find topics.
  help: write a name
  select: {type: AWS::SNS::Topic}
  when: resource.properties.TopicName == nil
  message: "`+"`${resource.id}`"+` has no name"
  options:
    list: {doc: some texts, default: [a]}
  examples:
    bad:
    - |
      Resources:
        News: # want
          Type: AWS::SNS::Topic
    - name: in another file
      template: |
        Resources: !Include topic.yaml
      files:
        topic.yaml: |
          News: # want
            Type: AWS::SNS::Topic
    good:
    - |
      Resources:
        News:
          Type: AWS::SNS::Topic
          Properties: {TopicName: news}
`)
	r := rules[0]
	if r.ID != "X010" || r.Name != "topic-without-name" || r.Severity != diag.Error || r.Help != "write a name" || r.Why == "" || r.Title == "" {
		t.Errorf("the rule is %+v", r)
	}
	if o := r.Option("list"); o == nil || o.Doc != "some texts" || o.Default.String() != `["a"]` {
		t.Errorf("the option is %+v", o)
	}
	bad, good := r.Examples()
	for _, e := range append(bad, good...) {
		for _, problem := range r.Problems(e) {
			t.Errorf("%s: %s", e.Name, problem)
		}
	}
	if len(bad) != 2 || bad[0].Name != "bad example 1" || bad[1].Name != "in another file" {
		t.Errorf("the bad examples are %+v", bad)
	}
	if !(lint.Selection{Select: []string{"X0"}}).Has(r) || (lint.Selection{Ignore: []string{"topic-without-name"}}).Has(r) {
		t.Error("the rule cannot be selected")
	}
}

// Two rules of a file, and two files, may not have the same ID.
func TestTakenIDs(t *testing.T) {
	one := ruleFile("  message: m\n  when: 1 == 1\n")
	rules := load(t, one)
	_, mistakes := exprrule.Load(source.NewFile("r", "r", one), rules)
	if len(mistakes) != 2 {
		t.Errorf("the mistakes are %v", mistakes)
	}
	_, mistakes = exprrule.Load(source.NewFile("r", "r", one+strings.TrimPrefix(one, "rules:\n")), nil)
	if len(mistakes) != 2 {
		t.Errorf("the mistakes are %v", mistakes)
	}
}

// No file of rules, and no expression, makes the loader or the rules crash or hang.
func FuzzExpression(f *testing.F) {
	for _, when := range []string{
		`resource.properties.MinSize == 3`, `any(resource.properties.Tags, .Key == "x")`, `known(resource.tags.Owner?.x)`,
		`not ("a" in resource.tags) ? len(1..3) > 2 : false`, `let x = resource.properties; x.MinSize in [1, "3"]`,
		`filter(resource.properties.Tags, {#.Key matches "a" + "b"})[0:1] | len() > 0`, `values(resource.properties)[0] ** 2 > 1`,
	} {
		f.Add(when)
	}
	f.Fuzz(func(t *testing.T, when string) {
		node := strings.NewReplacer("\r", " ", "\n", "\n    ").Replace(when)
		rules, mistakes := exprrule.Load(source.NewFile("r", "r", ruleFile("  message: 'm ${resource.tags}'\n  when: |-\n    "+node+"\n")), nil)
		for _, d := range mistakes {
			if d.Span.File == nil || d.Span.End > len(d.Span.File.Text()) {
				t.Errorf("a mistake is nowhere: %+v", d)
			}
		}
		if len(mistakes) == 0 {
			for _, d := range found(rules, group, lint.Selection{}) {
				if strings.Contains(d, "cannot run") {
					t.Errorf("%s: %s", when, d)
				}
			}
		}
	})
}
