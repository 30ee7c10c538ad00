package check_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// A condition on other properties is met only where that is certain.
func TestMeets(t *testing.T) {
	const head = "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources: {R: {Type: AWS::RDS::DBInstance"
	postgres := condition(t, "postgres")
	for text, want := range map[string]bool{
		", Properties: {Engine: postgres}": true,
		", Properties: {Engine: mysql}":    false,
		", Properties: {}":                 false,
		"":                                 false,
		", Properties: {Engine: !Ref P}":   false,
		", Properties: {Engine: !If [C, postgres, mysql]}":                       false,
		", Properties: {Engine: !If [C, postgres, postgres]}":                    true,
		", Properties: {Engine: postgres, LicenseModel: !Ref P}":                 false,
		", Properties: {Engine: postgres, LicenseModel: !Ref AWS::NoValue}":      true,
		", Properties: {Engine: postgres, Fn::Transform: {Name: AWS::Include}}":  false,
		", Properties: {Engine: postgres, LicenseModel: general-public-license}": false,
		", Properties: !If [C, {Engine: postgres}, {Engine: mysql}]":             false,
	} {
		r := compile(head+text+"}}\n", nil)
		if got := check.Meets(r, r.Resource("R"), postgres, nil); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
		if !check.Meets(r, r.Resource("R"), schema.Node{}, nil) {
			t.Errorf("%s: the zero schema is not met", text)
		}
	}
	given := compile(head+", Properties: {Engine: !Ref P}}}\n", map[string]string{"P": "postgres"})
	if !check.Meets(given, given.Resource("R"), postgres, nil) {
		t.Error("a given value does not count")
	}
	r := compile(head+", Properties: {Engine: !If [C, postgres, mysql]}}}\n", nil)
	for _, holds := range []bool{true, false} {
		if got := check.Meets(r, r.Resource("R"), postgres, (*template.Scenario)(nil).With("C", holds)); got != holds {
			t.Errorf("where C is %v: %v", holds, got)
		}
	}
}

func compile(text string, values map[string]string) *template.Template {
	unit, _ := compiler.Compile(source.NewFile("template.yaml", "template.yaml", text), compiler.Options{Values: values})
	return unit.Template
}

// condition finds the schema that wants an engine, and no licence.
func condition(t *testing.T, engine string) schema.Node {
	t.Helper()
	typ, _ := schema.Lookup("AWS::RDS::DBInstance")
	for table := range typ.Regional() {
		for c := range table.Cases() {
			name, _ := c.When().Properties().Get("Engine")
			licence, _ := c.When().Properties().Get("LicenseModel")
			if name.Enum().Len() == 1 && name.Enum().At(0).Text() == engine && licence.Never() {
				return c.When()
			}
		}
	}
	t.Fatal("there is no such table")
	return schema.Node{}
}
