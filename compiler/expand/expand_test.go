package expand_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

var update = flag.Bool("update", false, "write what comes out into testdata")

// files is a loader of texts by path.
type files map[string]string

func (f files) Load(path string) (*source.File, error) {
	text, ok := f[path]
	if !ok {
		return nil, errors.New("there is no such file")
	}
	return source.NewFile(path, path, text), nil
}

// run expands the entry file of a set of files.
func run(entry string, all files, opts expand.Options) (*expand.Result, []diag.Diagnostic) {
	opts.Loader = all
	doc, found := syntax.Parse(source.NewFile(entry, entry, all[entry]))
	result, more := expand.Expand(doc, opts)
	return result, diag.Sort(append(found, more...))
}

// TestExpand runs the cases of testdata. A case is a folder in a txtar file: main.yaml or
// main.json, what it includes, the expanded tree "want", and the diagnostics "found". A folder
// whose name ends with @dialect is built in that dialect.
func TestExpand(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no test data", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runArchive(t, name) })
	}
}

func runArchive(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders(archive) {
		t.Run(folder, func(t *testing.T) { runCase(t, archive, folder) })
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func folders(archive *txtar.Archive) []string {
	var list []string
	for _, f := range archive.Files {
		folder, _, _ := strings.Cut(f.Name, "/")
		if !slices.Contains(list, folder) {
			list = append(list, folder)
		}
	}
	return list
}

func runCase(t *testing.T, archive *txtar.Archive, folder string) {
	all := files{}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, folder+"/"); ok {
			all[name] = string(f.Data)
		}
	}
	entry := "main.yaml"
	if _, ok := all["main.json"]; ok {
		entry = "main.json"
	}
	var opts expand.Options
	if _, dialect, ok := strings.Cut(folder, "@"); ok {
		opts.Dialect, _ = expand.ParseDialect(dialect)
	}
	result, found := run(entry, all, opts)
	check(t, archive, folder+"/want", dump(result.Root))
	check(t, archive, folder+"/found", show(found))
	checkNoted(t, found)
}

// check compares with a file of the archive, which need not be there for an empty text.
func check(t *testing.T, archive *txtar.Archive, name, got string) {
	t.Helper()
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
	want := ""
	if i >= 0 {
		want = string(archive.Files[i].Data)
	}
	if !*update {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		return
	}
	switch {
	case i >= 0:
		archive.Files[i].Data = []byte(got)
	case got != "":
		archive.Files = slices.Insert(archive.Files, lastOf(archive, name), txtar.File{Name: name, Data: []byte(got)})
	}
}

// lastOf finds the place behind the other files of a folder.
func lastOf(archive *txtar.Archive, name string) int {
	folder, _, _ := strings.Cut(name, "/")
	at := 0
	for i, f := range archive.Files {
		if strings.HasPrefix(f.Name, folder+"/") {
			at = i + 1
		}
	}
	return at
}

// checkNoted is a law: a finding outside of the entry file tells how the file came in.
func checkNoted(t *testing.T, found []diag.Diagnostic) {
	for _, d := range found {
		if name := d.Span.Name(); !strings.HasPrefix(name, "main.") && len(d.Notes) == 0 {
			t.Errorf("no note says how %s was included: %s", name, d.Message)
		}
	}
}
