package exprrule_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/lint/exprrule"
	"github.com/cfnc/cfnc/lint/linttest"
	"github.com/cfnc/cfnc/lint/strict"
)

// The rules that users copy work, together too, and explain themselves as ours do.
func TestStarterRules(t *testing.T) {
	files, err := filepath.Glob("../../rules/starter/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("there are the files %v: %v", files, err)
	}
	var all []*lint.Rule
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rules, mistakes := exprrule.Load(source.NewFile(name, name, string(text)), all)
		if err := strict.Error(mistakes); err != nil {
			t.Fatal(err)
		}
		all = append(all, rules...)
	}
	linttest.Examples(t, all)
	for _, rule := range all {
		if bad, good := rule.Examples(); len(bad) == 0 || len(good) == 0 || rule.Help == "" {
			t.Errorf("%s lacks a bad or a good example, or help", rule.ID)
		}
	}
}
