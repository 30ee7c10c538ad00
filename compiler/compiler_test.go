package compiler_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
)

type files map[string]string

func (f files) Load(path string) (*source.File, error) {
	if text, ok := f[path]; ok {
		return source.NewFile(path, path, text), nil
	}
	return nil, errors.New("there is no such file")
}

func compile(name, text string, opts compiler.Options) (*compiler.Unit, []diag.Diagnostic) {
	return compiler.Compile(source.NewFile(name, name, text), opts)
}

func TestCompile(t *testing.T) {
	loader := files{"part.yaml": "A: {Type: AWS::SNS::Topic, Properties: {DisplayName: '@P'}}"}
	text := "Parameters: {P: {Type: String}}\nResources: !Include part.yaml\n"
	unit, found := compile("main.yaml", text, compiler.Options{Loader: loader})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if len(unit.Documents) != 2 || unit.Documents[1].File.Name() != "part.yaml" {
		t.Errorf("documents: %v", unit.Documents)
	}
	if r := unit.Template.Resource("A"); r == nil || r.Type != "AWS::SNS::Topic" {
		t.Errorf("resource A is %v", r)
	}
	if name := unit.Root.At("Resources", "A", "Properties", "DisplayName", "Ref").Text(); name != "P" {
		t.Errorf("the expression became %q", name)
	}
}

func TestCompileGoesOnAfterErrors(t *testing.T) {
	const text = "Resources:\n  A: {Type: T, Properties: [1}\n  B: {Type: T, Properties: {X: '@{Nope}'}}\n"
	unit, found := compile("main.yaml", text, compiler.Options{})
	if unit.Template.Resource("B") == nil {
		t.Error("the rest of the file was not read")
	}
	seen := map[string]bool{}
	for _, d := range found {
		seen[d.Rule] = true
	}
	if !seen["E0000"] || !seen[expand.ErrorID] {
		t.Errorf("got %v, want errors of the reader and of expansion", found)
	}
}

func TestCompileNeedsAMap(t *testing.T) {
	for text, want := range map[string]string{
		"- a\n": "map", "text\n": "map", "": "empty", "# only a comment\n": "empty",
		"!Include missing.yaml": "no project", "{}": "",
	} {
		_, found := compile("main.yaml", text, compiler.Options{})
		if want == "" && len(found) == 0 {
			continue
		}
		if len(found) != 1 || want == "" || !strings.Contains(found[0].Message, want) || found[0].Severity != diag.Error {
			t.Errorf("%q: got %v, want one error that says %q", text, found, want)
		}
	}
}

func TestCompileDialect(t *testing.T) {
	const text = `{"Outputs": {"A": {"Value": "@AWS::Region"}}}`
	for dialect, want := range map[expand.Dialect]string{
		expand.Auto: "@AWS::Region", expand.CloudFormation: "@AWS::Region", expand.Cfnc: "", expand.Autostacker24: "",
	} {
		unit, _ := compile("main.json", text, compiler.Options{Dialect: dialect})
		if got := unit.Root.At("Outputs", "A", "Value").Text(); got != want {
			t.Errorf("%s: got %q", dialect, got)
		}
	}
}
