package project

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree makes files in a new folder, which becomes the working folder.
func tree(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, name := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func names(inputs []Input) (list []string) {
	for _, in := range inputs {
		list = append(list, in.Name)
	}
	return list
}

func TestFind(t *testing.T) {
	tree(t, "a.yaml", "b.yml", "c.JSON", "d.template", "e.txt", ".f.yaml", "sub/a.yaml", "sub/.git/x.yaml",
		"sub/node_modules/x.yaml", "sub/deep/er/b.json", "sub/note[1].yaml")
	if err := os.Symlink("sub", "link"); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct{ args, want []string }{
		{[]string{"."}, []string{"a.yaml", "b.yml", "c.JSON", "d.template", "sub/a.yaml", "sub/deep/er/b.json", "sub/note[1].yaml"}},
		{[]string{"sub", "sub/a.yaml", "./sub/../sub"}, []string{"sub/a.yaml", "sub/deep/er/b.json", "sub/note[1].yaml"}},
		{[]string{"link"}, []string{"link/a.yaml", "link/deep/er/b.json", "link/note[1].yaml"}},
		{[]string{"e.txt", ".f.yaml"}, []string{".f.yaml", "e.txt"}},
		{[]string{"sub/node_modules/x.yaml"}, []string{"sub/node_modules/x.yaml"}},
		{[]string{"sub/node_modules"}, []string{"sub/node_modules/x.yaml"}},
		{[]string{"-", "a.yaml", "-"}, []string{"<stdin>", "a.yaml"}},
		{[]string{"*.yaml"}, []string{"a.yaml"}},
		{[]string{"*"}, []string{"a.yaml", "b.yml", "c.JSON", "d.template", "e.txt"}},
		{[]string{"**/*.json"}, []string{"sub/deep/er/b.json"}},
		{[]string{"sub/**"}, []string{"sub/a.yaml", "sub/deep/er/b.json", "sub/note[1].yaml"}},
		{[]string{"s?b/[ab].yaml"}, []string{"sub/a.yaml"}},
		{[]string{"sub/note[1].yaml"}, []string{"sub/note[1].yaml"}},
	} {
		inputs, failures := Find(c.args)
		if diff := cmp.Diff(c.want, names(inputs)); diff != "" || len(failures) > 0 {
			t.Errorf("%v: %v %s", c.args, failures, diff)
		}
	}
}

func TestFindKeepsWhatWasNamed(t *testing.T) {
	tree(t, "a.yaml", "sub/a.yaml")
	for _, args := range [][]string{{".", "sub/a.yaml"}, {"sub/a.yaml", "."}} {
		inputs, _ := Find(args)
		if len(inputs) != 2 || inputs[0].Named() || !inputs[1].Named() {
			t.Errorf("%v: %+v", args, inputs)
		}
	}
}

func TestFindFails(t *testing.T) {
	tree(t, "a.yaml")
	for _, arg := range []string{"missing", "*.none", "no/**", "a.yaml/b"} {
		inputs, failures := Find([]string{arg})
		if len(inputs) != 0 || len(failures) != 1 || failures[0].Name != arg {
			t.Errorf("%s: %v, %v", arg, inputs, failures)
		}
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"a", "a", true},
		{"a", "b", false},
		{"*", "a/b", false},
		{"**", "a/b/c", true},
		{"**/c", "c", true},
		{"**/c", "a/b/c", true},
		{"a/**/c", "a/c", true},
		{"a/**/c", "a/b/b/c", true},
		{"a/**/c", "b/c", false},
		{"a/*/c", "a/b/b/c", false},
		{"[", "[", false},
	} {
		if got := matches(c.pattern, c.name); got != c.want {
			t.Errorf("%s and %s: %v", c.pattern, c.name, got)
		}
	}
}
