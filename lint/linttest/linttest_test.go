package linttest_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
)

// topics reports every topic at its key.
func topics() *lint.Rule {
	return &lint.Rule{
		ID:       "W9999",
		Name:     "no-topics",
		Title:    "A template has a topic",
		Severity: diag.Warning,
		Why:      "This rule stands for all rules here, and has a reason that is long enough.",
		Help:     "remove the topic",
		Bad:      []lint.Example{{Name: "a topic", Template: "Resources:\n  A: # want\n    Type: AWS::SNS::Topic\n"}},
		Good:     []lint.Example{{Name: "a queue", Template: "Resources:\n  A:\n    Type: AWS::SQS::Queue\n"}},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.OfType("AWS::SNS::Topic") {
				p.At(r.Key, "`%s` is a topic", r.ID)
			}
		},
	}
}

func TestProblems(t *testing.T) {
	const topic = "    Type: AWS::SNS::Topic\n"
	tests := []struct {
		name, template string
		files          map[string]string
		want           string // in the first problem, "" for none
	}{
		{"marked", "Resources:\n  A: # want\n" + topic, nil, ""},
		{"silent", "Resources:\n  A:\n    Type: AWS::SQS::Queue\n", nil, ""},
		{"not marked", "Resources:\n  A:\n" + topic, nil, "marked are no lines, reported are template.yaml:2"},
		{"marked elsewhere", "Resources: # want\n  A:\n" + topic, nil, "marked are template.yaml:1, reported are template.yaml:2"},
		{"in vain", "Resources:\n  A: # want\n    Type: AWS::SQS::Queue\n", nil, "reported are no lines"},
		{"in JSON", "{\n  \"Resources\": {\n    \"A\": { // want\n      \"Type\": \"AWS::SNS::Topic\"\n}}}\n", nil, ""},
		{"in another file", "Resources: !Include topic.yaml\n", map[string]string{"topic.yaml": "A: # want\n  Type: AWS::SNS::Topic\n"}, ""},
		{"does not compile", "Resources: !Include missing.yaml\n", nil, "it does not compile: template.yaml:1"},
	}
	for _, test := range tests {
		problems := topics().Problems(lint.Example{Template: test.template, Files: test.files})
		if got := strings.Join(problems, "\n"); !strings.Contains(got, test.want) || (test.want == "") != (got == "") {
			t.Errorf("%s: the problems are %q, want %q", test.name, got, test.want)
		}
	}
}

// An example of a bundle has marks in its appspec file and in its scripts, and templates beside it.
func TestBundles(t *testing.T) {
	rule := topics()
	rule.Pack = func(p *lint.Pass) {
		for _, unit := range p.Beside {
			for _, r := range unit.Template.OfType("AWS::SNS::Topic") {
				p.At(p.Unit.Bundle.Events[0].Key, "beside `%s`", r.ID)
			}
		}
		for _, s := range p.Unit.Bundle.Scripts {
			p.AtSpan(nil, s.Span(s.Scripts[0].Commands[0].Span), "a command")
		}
	}
	e := lint.Example{Appspec: true, Template: "version: 0.0\nos: linux\nhooks:\n  AfterInstall: # want\n    - location: a.sh\n", Files: map[string]string{
		"a.sh": "#!/bin/sh\ntrue # want\n", "b.sh": "true # want\n", "web.yaml": rule.Bad[0].Template[:11] + "  A:\n    Type: AWS::SNS::Topic\n",
	}}
	if problems := rule.Problems(e); len(problems) > 0 {
		t.Errorf("the problems are %q", problems)
	}
	e.Files["a.sh"] = "#!/bin/sh\ntrue\n"
	if problems := rule.Problems(e); len(problems) != 1 || !strings.Contains(problems[0], "a.sh:2") {
		t.Errorf("the problems are %q", problems)
	}
}

func TestFindingsWorseThanTheRule(t *testing.T) {
	rule := topics()
	check := rule.Check
	rule.Severity, rule.Check = diag.Info, func(p *lint.Pass) {
		check(p)
		p.At(p.Template.Resources[0].Key, "worse").Severity(diag.Error)
	}
	if problems := rule.Problems(rule.Bad[0]); len(problems) != 1 || !strings.Contains(problems[0], "severity error") {
		t.Errorf("the problems are %q", problems)
	}
}

func TestLaws(t *testing.T) {
	tests := []struct {
		name   string
		change func(*lint.Rule)
		want   string
	}{
		{"none", func(r *lint.Rule) {}, ""},
		{"ID", func(r *lint.Rule) { r.ID = "X1" }, "the ID"},
		{"name", func(r *lint.Rule) { r.Name = "NoTopics" }, "the name"},
		{"alias", func(r *lint.Rule) { r.Aliases = []string{"topics"} }, "the alias"},
		{"alias of its own", func(r *lint.Rule) { r.Aliases = []string{"W9999"} }, "already means"},
		{"title", func(r *lint.Rule) { r.Title = "A template has a topic." }, "the title"},
		{"reason", func(r *lint.Rule) { r.Why = "" }, "the reason"},
		{"help", func(r *lint.Rule) { r.Help = "Remove it" }, "the help"},
		{"no bad example", func(r *lint.Rule) { r.Bad = nil }, "needs a bad"},
		{"no good example", func(r *lint.Rule) { r.Good = nil }, "needs a bad"},
		{"a bad example without a mark", func(r *lint.Rule) { r.Bad[0].Template = "A: 1\n" }, "marks no line"},
		{"a good example with a mark", func(r *lint.Rule) { r.Good[0].Template = "A: 1 # want\n" }, "marks a line"},
		{"the same name twice", func(r *lint.Rule) { r.Good[0].Name = r.Bad[0].Name }, "two examples"},
		{"a blank line first", func(r *lint.Rule) { r.Good[0].Template = "\nA: 1\n" }, "begin with a line"},
	}
	for _, test := range tests {
		rule := topics()
		test.change(rule)
		got := strings.Join(linttest.Laws([]*lint.Rule{rule}), "\n")
		if !strings.Contains(got, test.want) || (test.want == "") != (got == "") {
			t.Errorf("%s: broken are %q, want %q", test.name, got, test.want)
		}
	}
}

func TestUniqueNames(t *testing.T) {
	if broken := linttest.Laws([]*lint.Rule{topics(), topics()}); len(broken) != 2 {
		t.Errorf("of two equal rules, broken are %q", broken)
	}
}
