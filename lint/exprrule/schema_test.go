package exprrule_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v4"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint/exprrule"
)

// The published schema and the loader take and refuse the same files.
func TestSchemaAgrees(t *testing.T) {
	const rest = "  message: m\n  when: 1 == 1\n"
	texts := []string{
		"", "rules: []\n", "rules: {}\n", "rules: [7]\n", "ruels: []\n", "rules: [{id: X001}]\n", hundredRules(),
		ruleFile(rest), ruleFile("  message: m\n  when: 1\n"), ruleFile("  message: [m]\n  when: 1 == 1\n"), ruleFile("  message: m\n"),
		ruleFile(rest + "  at: properties.X\n"), ruleFile(rest + "  at: [a]\n"), ruleFile(rest + "  help: h\n  severity: info\n"),
		ruleFile(rest + "  severity: warn\n"), ruleFile(rest + "  sevrity: info\n"), ruleFile(rest + "  title2: x\n"),
		ruleFile(rest + "  options: {a: {default: 1, doc: d}}\n"), ruleFile(rest + "  options: {a: {default: [a, 1], doc: d}}\n"),
		ruleFile(rest + "  options: {a: {default: [[a]]}}\n"), ruleFile(rest + "  options: {a: {default: 1.5}}\n"), ruleFile(rest + "  options: {a: {doc: d}}\n"),
		ruleFile(rest + "  options: {a: 1}\n"), ruleFile(rest + "  options: []\n"), ruleFile(rest + "  options: {a: {default: x, choices: [x, y]}}\n"),
		ruleFile(rest + "  options: {a: {default: x, choices: [x, 7]}}\n"), ruleFile(rest + "  options: {a: {default: x, more: 1}}\n"),
		ruleFile(rest + "  examples: {bad: ['A: 1'], good: [{name: n, template: t, files: {f: g}}]}\n"), ruleFile(rest + "  examples: {bad: a}\n"),
		ruleFile(rest + "  examples: {bad: [7]}\n"), ruleFile(rest + "  examples: {bad: [{text: t}]}\n"), ruleFile(rest + "  examples: {bad: [{files: {f: 7}}]}\n"),
		ruleFile(rest + "  examples: {worse: []}\n"), ruleFile(rest + "  examples: []\n"),
		strings.Replace(ruleFile(rest), "X001", "H001", 1), strings.Replace(ruleFile(rest), "of-ours", "Ours", 1),
		strings.Replace(ruleFile(rest), "{type: 'AWS::AutoScaling::AutoScalingGroup'}", "{each: properties.X}", 1),
		strings.Replace(ruleFile(rest), "{type: 'AWS::AutoScaling::AutoScalingGroup'}", "{type: [A, B], each: properties.X}", 1),
		strings.Replace(ruleFile(rest), "{type: 'AWS::AutoScaling::AutoScalingGroup'}", "{type: [7]}", 1),
		strings.Replace(ruleFile(rest), "{type: 'AWS::AutoScaling::AutoScalingGroup'}", "{type: []}", 1),
		strings.Replace(ruleFile(rest), "{type: 'AWS::AutoScaling::AutoScalingGroup'}", "AWS::SNS::Topic", 1),
	}
	files, _ := filepath.Glob("../../rules/starter/*.yaml")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewReferenceLoader("file://" + absolute(t, "../../schema/rules.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		result, err := schema.Validate(gojsonschema.NewGoLoader(value))
		if err != nil {
			t.Fatal(err)
		}
		if _, mistakes := exprrule.Load(source.NewFile("r.yaml", "r.yaml", text), nil); result.Valid() != (len(mistakes) == 0) {
			t.Errorf("the schema says %v, the loader says %v of\n%.600s", result.Errors(), mistakes, text)
		}
	}
}

func absolute(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(path)
}
