package list_test

import (
	"flag"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/cfnc/cfnc/rules/internal/list"
)

var update = flag.Bool("update", false, "rewrite rules/all.go")

func TestAll(t *testing.T) {
	functions, err := list.Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	want := list.Source(functions)
	if *update {
		if err := os.WriteFile("../../all.go", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("../../all.go")
	if err != nil || string(got) != want {
		t.Errorf("rules/all.go is out of date (%v): run make generate", err)
	}
}

func TestRead(t *testing.T) {
	const head = "package rules\n\nimport \"github.com/cfnc/cfnc/lint\"\n\n"
	dir := fstest.MapFS{
		"w2001_b.go":      {Data: []byte(head + "func b() *lint.Rule { return nil }\nfunc find(*lint.Pass) {}\n")},
		"e1001_a.go":      {Data: []byte(head + "func a() *lint.Rule { return nil }\nfunc of(r *lint.Rule) []*lint.Rule { return nil }\n")},
		"e1001_a_test.go": {Data: []byte(head + "func c() *lint.Rule { return nil }\n")},
		"all.go":          {Data: []byte(head + "func All() []*lint.Rule { return nil }\n")},
		"group.go":        {Data: []byte("package rules\n\nfunc (g group) rule() *lint.Rule { return nil }\nfunc with(int) *lint.Rule { return nil }\n")},
		"sizes.go":        {Data: []byte(head + "func sizes() []*lint.Rule { return nil }\nfunc names() []string { return nil }\n")},
	}
	got, err := list.Read(dir)
	if err != nil || !slices.Equal(got.Rules, []string{"a", "b"}) || !slices.Equal(got.Families, []string{"sizes"}) {
		t.Errorf("the rules are %q (%v)", got, err)
	}
}
