package rules_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/rules"
)

var update = flag.Bool("update", false, "rewrite RULES.md")

func TestExamples(t *testing.T) { linttest.Examples(t, rules.All()) }

func TestLaws(t *testing.T) {
	for _, broken := range linttest.Laws(rules.All()) {
		t.Error(broken)
	}
}

// A rule is found by its ID in the folder, and by its name; one of a family by its ID in the
// family's file.
func TestFiles(t *testing.T) {
	families := familyFiles(t)
	for _, rule := range rules.All() {
		file := strings.ToLower(rule.ID) + "_" + strings.ReplaceAll(rule.Name, "-", "_") + ".go"
		if _, err := os.Stat(file); err != nil && !strings.Contains(families, `"`+rule.ID+`"`) {
			t.Errorf("%s is neither in %s nor in a family", rule.ID, file)
		}
	}
	if !slices.IsSortedFunc(rules.All(), func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the rules are not in the order of their IDs")
	}
}

// familyFiles returns the text of the files that are not named after one rule.
func familyFiles(t *testing.T) string {
	var all strings.Builder
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`^[a-z][0-9]+_|_test\.go$`)
	for _, file := range files {
		if named.MatchString(file) {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func TestCatalogue(t *testing.T) {
	want := rules.Markdown(rules.All())
	if *update {
		if err := os.WriteFile("RULES.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("RULES.md")
	if err != nil || string(got) != want {
		t.Errorf("rules/RULES.md is out of date (%v): run make generate", err)
	}
}
