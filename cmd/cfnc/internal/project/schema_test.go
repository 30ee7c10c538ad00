package project_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v4"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/lint"
)

// words knows every rule, and of each the same options.
func words() project.Words {
	rule := &lint.Rule{Options: []lint.Option{
		{Name: "flag", Default: lint.Flag(true)}, {Name: "size", Default: lint.Number(1)},
		{Name: "name", Default: lint.Text("")}, {Name: "list", Default: lint.Texts()},
	}}
	return project.Words{
		Check: func(setting, word string) error {
			if setting == "fail-on" && !slices.Contains([]string{"error", "warning", "info"}, word) || setting == "dialect" && word == "perl" {
				return fmt.Errorf("not %s", word)
			}
			return nil
		},
		Rule: func(string) *lint.Rule { return rule },
		Load: func([]string) error { return nil },
	}
}

// The published schema and the reader take and refuse the same configurations.
func TestConfigurationSchemaAgrees(t *testing.T) {
	path, err := filepath.Abs("../../../../schema/configuration.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewReferenceLoader("file://" + filepath.ToSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"", "# nothing\n", "[]\n", "7\n", "selct: [H]\n",
		"select: H\n", "select: [H, E]\n", "select: [7]\n", "select: {H: 1}\n", "ignore: []\n", "ignore: 7\n",
		"fail-on: info\n", "fail-on: never\n", "fail-on: [info]\n", "dialect: cfnc\n", "dialect: perl\n", "dialect: 7\n",
		"strict: true\n", "strict: 'true'\n", "regions: [eu-west-1]\n", "regions: eu-west-1\n", "regions: 7\n",
		"baseline: known.json\n", "baseline: [known.json]\n", "rules: a.yaml\n", "rules: [a.yaml, b.yaml]\n", "rules: [7]\n", "ignore-files: vendor\n", "ignore-files: [[a]]\n",
		"severity: {H104: info, W: error}\n", "severity: {H104: fatal}\n", "severity: info\n", "severity: {H104: [info]}\n",
		"options: {H104: {flag: false, size: 3, name: n, list: [a, b]}}\n", "options: {H104: {list: a}}\n", "options: {H104: true}\n", "options: []\n",
		"options: {H104: {list: [[a]]}}\n", "options: {H104: {size: {}}}\n",
		"overrides: [{files: a, ignore: H1, severity: {H104: info}, options: {H104: {size: 1}}}]\n", "overrides: [{files: [a, b]}]\n",
		"overrides: [{ignore: H1}]\n", "overrides: [{files: 7}]\n", "overrides: {files: a}\n", "overrides: [{files: a, select: H}]\n", "overrides: [a]\n",
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, project.ConfigName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		result, err := schema.Validate(gojsonschema.NewGoLoader(value))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := project.LoadConfig(folder, words()); result.Valid() != (err == nil) {
			t.Errorf("the schema says %v, the reader says %v of\n%s", result.Errors(), err, text)
		}
	}
}
