package expand_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// FuzzExpand expands a source with a fragment and a text file. Whatever they hold: nothing
// panics; a second run gives the same; every place is in its file; what is from another file
// says how it came; and an expansion without errors is expanded already.
func FuzzExpand(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		seed(f, archive)
	}
	f.Fuzz(func(t *testing.T, entry, part, text string, dialect uint8) {
		all := files{"main.yaml": entry, "part.yaml": part, "run.sh": text}
		opts := expand.Options{Dialect: expand.Dialect(dialect % 4)}
		result, found := run("main.yaml", all, opts)
		again, foundAgain := run("main.yaml", all, opts)
		if dump(result.Root) != dump(again.Root) || show(found) != show(foundAgain) {
			t.Fatal("two runs differ")
		}
		checkPlaces(t, result.Root)
		for _, d := range found {
			checkSpan(t, d.Span)
			if d.Span.Name() != "main.yaml" && len(d.Notes) == 0 {
				t.Errorf("no note says how %s came in: %s", d.Span.Name(), d.Message)
			}
		}
		if !diag.HasErrors(found) {
			checkExpanded(t, result.Root)
		}
	})
}

func seed(f *testing.F, archive *txtar.Archive) {
	for _, folder := range folders(archive) {
		all := files{}
		for _, file := range archive.Files {
			if name, ok := strings.CutPrefix(file.Name, folder+"/"); ok {
				all[name] = string(file.Data)
			}
		}
		f.Add(all["main.yaml"], all["part.yaml"], all["run.sh"], uint8(0))
	}
}

// checkPlaces is the law of spans and origins.
func checkPlaces(t *testing.T, n *syntax.Node) {
	if n == nil {
		return
	}
	checkSpan(t, n.Span())
	if n.Kind() == syntax.Alias || n.Tag() != "" && !strings.HasPrefix(n.Tag(), "!!") && n.Tag() != "!" {
		t.Errorf("an alias or the tag %q is left", n.Tag())
	}
	if n.Span().Name() != "main.yaml" && len(n.Notes()) == 0 {
		t.Errorf("nothing says how %q came from %s", n.Text(), n.Span().Name())
	}
	if n.Kind() == syntax.String {
		checkSpan(t, n.TextSpan(0, len(n.Text())))
	}
	for _, kid := range n.Kids() {
		checkPlaces(t, kid)
	}
}

func checkSpan(t *testing.T, at source.Span) {
	if at.File == nil || at.Start < 0 || at.End < at.Start || at.End > len(at.File.Text()) {
		t.Errorf("a place is outside of its file: %d-%d in %q", at.Start, at.End, at.Name())
	}
}

// checkExpanded expands the output as JSON, which changes nothing.
func checkExpanded(t *testing.T, root *syntax.Node) {
	text := dump(root)
	result, found := run("out.json", files{"out.json": text}, expand.Options{})
	if diag.HasErrors(found) || dump(result.Root) != text {
		t.Errorf("the output expands to something else:\n%s\n%s\n%s", text, dump(result.Root), show(found))
	}
}
