package project

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

func TestIsTemplate(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"Resources: {A: {Type: AWS::SNS::Topic}}", true},
		{"Resources: {Fn::ForEach::X: [], A: {Type: X}}", true},
		{"Resources: {Fn::ForEach::X: [I, [a], {A: {Type: X}}]}", true},
		{"Resources: {Fn::Transform: {Name: AWS::Include}}", true},
		{"AWSTemplateFormatVersion: 2010-09-09", true},
		{"Resources: !Include parts.yaml", true},
		{"X: &x {A: {Type: T}}\nResources: *x", true},
		{`{"AWSTemplateFormatVersion": "2010-09-09"}`, true},
		{"Resources: {}", false},
		{"Resources: [{Type: X}]", false},
		{"Resources: {A: {Type: [X]}}", false},
		{"resources: {A: {Type: X}}", false},
		{"version: 0.0\nos: linux", false},
		{"kind: A\n---\nkind: B", false},
		{"- Resources: {A: {Type: X}}", false},
		{"Resources", false},
		{"", false},
	} {
		doc, _ := syntax.ParseYAML(source.NewFile("a", "a", c.text))
		if got := IsTemplate(doc.Root); got != c.want {
			t.Errorf("%q: %v", c.text, got)
		}
		if c.want && !Mentions(c.text) {
			t.Errorf("%q would not be looked at", c.text)
		}
	}
}

func TestLooksLikeTemplate(t *testing.T) {
	for text, want := range map[string]bool{
		"A: 'x\nResources:\n  B: 1":        true,
		"{\"Resources\" : {\"A\": ":        true,
		"\tAWSTemplateFormatVersion: 2010": true,
		"# about Resources: none":          false,
		"ResourcesOf: 1":                   false,
		"A: [":                             false,
	} {
		if got := LooksLikeTemplate(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
