package template_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// parse builds the model of a text in long form, which needs no expansion.
func parse(t testing.TB, text string) *template.Template {
	t.Helper()
	doc, found := syntax.ParseYAML(source.NewFile("test.yaml", "test.yaml", text))
	for _, d := range found {
		t.Fatalf("syntax error: %s", d.Message)
	}
	model, found := template.New(doc.Root)
	for _, d := range found {
		t.Fatalf("no template: %s", d.Message)
	}
	return model
}

func TestSections(t *testing.T) {
	model := parse(t, `
Parameters:
  Size: {Type: Number, Default: 2}
Mappings:
  Sizes: {eu-west-1: {Small: 1}}
Conditions:
  Big: {Fn::Equals: [{Ref: Size}, "9"]}
Rules:
  Check: {Assertions: []}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 3}}
    Properties: {MinSize: 1}
  Topic: {Type: AWS::SNS::Topic}
  Other: {Type: AWS::SNS::Topic}
Outputs:
  Name: {Value: x}
`)
	if got := model.Parameter("Size").Default().Text(); got != "2" {
		t.Errorf("default is %q", got)
	}
	if got := model.Mapping("Sizes").Find("eu-west-1", "Small").Text(); got != "1" {
		t.Errorf("mapping gives %q", got)
	}
	if model.Condition("Big") == nil || len(model.Rules) != 1 || len(model.Outputs) != 1 {
		t.Error("a section is missing")
	}
	group := model.Resource("Group")
	if got := group.At("UpdatePolicy", "AutoScalingRollingUpdate", "MaxBatchSize").Text(); got != "3" {
		t.Errorf("policy has %q", got)
	}
	if got := group.Property("MinSize").Text(); got != "1" {
		t.Errorf("property is %q", got)
	}
	var ids []string
	for _, r := range model.OfType("AWS::SNS::Topic") {
		ids = append(ids, r.ID)
	}
	if got := strings.Join(ids, " "); got != "Topic Other" {
		t.Errorf("topics are %q", got)
	}
}

func TestNothing(t *testing.T) {
	model, found := template.New(nil)
	if len(found) != 0 {
		t.Errorf("a nil root gives %q", found[0].Message)
	}
	if model.Parameter("P").Type() != "" || model.Resource("R").Property("P") != nil ||
		model.Mapping("M").Find("a", "b") != nil || model.Condition("C") != nil {
		t.Error("what is not there is not nil")
	}
	if key, value := model.Resource("R").Attribute("Type"); key != nil || value != nil {
		t.Error("an attribute of nothing is not nil")
	}
	if model.Parameter("P").MinLength() != 0 || len(model.Uses()) != 0 || model.Used("P", template.ByRef) {
		t.Error("nothing is used")
	}
}

// A section that stands there twice counts once.
func TestSectionTwice(t *testing.T) {
	const text = "Resources: {A: {Type: T}}\nResources: {B: {Type: T, Properties: {P: {Ref: Q}}}}\n"
	doc, _ := syntax.ParseYAML(source.NewFile("test.yaml", "test.yaml", text))
	model, _ := template.New(doc.Root)
	if model.Resource("A") == nil || model.Resource("B") != nil || len(model.Uses()) != 0 {
		t.Errorf("the resources are %v, the uses %v", model.Resources, model.Uses())
	}
}

func TestRoot(t *testing.T) {
	for text, kind := range map[string]string{"- a\n": "a list", "text\n": "a string", "12\n": "a number"} {
		doc, _ := syntax.ParseYAML(source.NewFile("test.yaml", "test.yaml", text))
		_, found := template.New(doc.Root)
		if len(found) != 1 || !strings.Contains(found[0].Message, kind) || found[0].Span.Start != 0 {
			t.Errorf("%q gives %v", text, found)
		}
	}
}

// Every section, and every entry of one, may have any shape.
func TestDamage(t *testing.T) {
	shapes := []string{"", "null", "text", "[]", "[[1]]", "{}", "{A: }", "{A: [1]}", "{A: {Type: }}", "{A: {Type: [x], Properties: 3}}",
		"{Fn::ForEach::L: }", "{Fn::ForEach::L: [A]}", "{Fn::ForEach::L: [A, [1, {}], {'X${A}': }]}", "{Fn::Transform: }",
		"{A: {DependsOn: {}, Condition: [1]}}", "{A: {Ref: }}", "{A: {Fn::GetAtt: }}", "{A: {Fn::GetAtt: x}}", "{A: {Fn::GetAtt: [{}]}}",
		"{A: {Fn::Sub: [1, 2]}}", "{A: {Fn::Sub: {}}}", "{A: {Fn::If: x}}", "{A: {Fn::FindInMap: }}", "{A: {Fn::RefAll: }}", "{A: {Fn::ValueOf: []}}"}
	for _, section := range []string{"Parameters", "Mappings", "Conditions", "Rules", "Resources", "Outputs", "Transform", "Metadata"} {
		for _, shape := range shapes {
			model := parse(t, section+": "+shape+"\n")
			for i := range model.Uses() {
				model.Undeclared(&model.Uses()[i])
				model.Uses()[i].Span().Text()
			}
			for _, p := range model.Parameters {
				p.MinLength()
			}
		}
	}
}
