package template_test

import (
	"slices"
	"testing"

	"github.com/cfnc/cfnc/compiler/template"
)

func TestTransforms(t *testing.T) {
	tests := []struct {
		text                      string
		names                     []string
		opaque, declares, useMore bool
	}{
		{"Resources: {}", nil, false, false, false},
		{"Transform: AWS::LanguageExtensions", []string{"AWS::LanguageExtensions"}, false, false, false},
		{"Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]", []string{"AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"}, false, false, false},
		{"Transform: Ours", []string{"Ours"}, true, true, true},
		{"Transform: {Name: AWS::Include, Parameters: {Location: x}}", []string{"AWS::Include"}, true, true, true},
		{"Transform: [{Name: AWS::LanguageExtensions}]", []string{"AWS::LanguageExtensions"}, false, false, false},
		{"Transform: [[]]", []string{""}, true, true, true},
		{"Resources: {A: {Type: T, Properties: {Fn::Transform: {Name: N}, B: c}}}", nil, false, false, true},
		{"Resources: {A: {Type: T, Fn::Transform: {Name: N}}}", nil, false, false, true},
		{"Resources: {A: {Type: T}, Fn::Transform: {Name: N}}", nil, false, true, true},
		{"Mappings: {Fn::Transform: {Name: N}}", nil, false, true, true},
		{"Mappings: {M: {Fn::Transform: {Name: N}}}", nil, false, true, true},
		{"Resources: {Fn::ForEach::L: [A, {Ref: P}, {'B${A}': {}}]}", nil, false, true, false},
		{"Resources: {Fn::ForEach::L: [A, [x], {'B${A}': {}}]}", nil, false, false, false},
	}
	for _, test := range tests {
		model := parse(t, test.text+"\n")
		var names []string
		for _, transform := range model.Transforms {
			names = append(names, transform.Name)
		}
		if !slices.Equal(names, test.names) {
			t.Errorf("%s: the transforms are %q", test.text, names)
		}
		if model.Opaque() != test.opaque || model.MayDeclareMore() != test.declares || model.MayUseMore() != test.useMore {
			t.Errorf("%s: opaque is %v, may declare more is %v, may use more is %v", test.text,
				model.Opaque(), model.MayDeclareMore(), model.MayUseMore())
		}
	}
}

func TestForMacro(t *testing.T) {
	model := parse(t, "Transform: [AWS::LanguageExtensions, '123456789012::Count', Boto3]\n")
	if name := model.Macro().Name; name != "123456789012::Count" {
		t.Errorf("the macro is %s", name)
	}
	for text, want := range map[string]bool{"Count": true, "Boto3::S3.put": true, "!Count 3": true, "count": false, "LanguageExtensions": false} {
		if got := model.ForMacro(text); got != want {
			t.Errorf("%s is for a macro: %v, want %v", text, got, want)
		}
	}
}

func TestGenerated(t *testing.T) {
	const resources = `
Resources:
  Hello: {Type: AWS::Serverless::Function}
  Topic: {Type: AWS::SNS::Topic}
  Net: {Type: Ours::Network::Vpc::MODULE}
`
	sam := parse(t, "Transform: AWS::Serverless-2016-10-31"+resources)
	plain := parse(t, resources)
	for name, want := range map[string][2]bool{ // with AWS SAM, without
		"HelloRole":         {true, false},
		"Hello.Version":     {true, false},
		"ServerlessRestApi": {true, false},
		"NetSubnet":         {true, true},
		"TopicPolicy":       {false, false},
		"Hell":              {false, false},
	} {
		if got := [2]bool{sam.Generated(name), plain.Generated(name)}; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	model := parse(t, "Parameters: {Stage: {Type: String}}\nResources: {Topic: {Type: T}}\n")
	for name, want := range map[string]string{"Stgae": "Stage", "topic": "Topic", "AWS::regoin": "AWS::Region", "Queue": ""} {
		if got := model.Nearest(name); got != want {
			t.Errorf("nearest to %s is %q, want %q", name, got, want)
		}
	}
	if !template.IsPseudoParameter("AWS::URLSuffix") || template.IsPseudoParameter("AWS::Url") {
		t.Error("pseudo parameters are not those of the documentation")
	}
}
