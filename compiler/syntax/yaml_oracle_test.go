package syntax

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// The oracle tests compare our YAML reader with go.yaml.in/yaml/v4 over written cases,
// over the project's fixtures, and over a corpus of real templates.

// visible undoes the marks that make blanks and line breaks visible in the case files.
var visible = strings.NewReplacer("␣", " ", "»", "\t", "←", "\r", "⇔", "\uFEFF", "∎\n", "", "⌀", "\xff")

var codePoint = regexp.MustCompile("⟨[0-9A-F]+⟩")

func undoMarks(text string) string {
	return codePoint.ReplaceAllStringFunc(visible.Replace(text), func(mark string) string {
		r, _ := strconv.ParseInt(strings.Trim(mark, "⟨⟩"), 16, 32)
		return string(rune(r))
	})
}

// A yamlCase is one document of testdata/yaml. What both readers say about it is "same" or
// "both refuse", unless the name ends with another verdict: ": refused" when only we
// refuse it, ": accepted" when only we accept it.
type yamlCase struct {
	name, text string
	want       outcome
	special    bool
}

func yamlCases(t testing.TB) (cases []yamlCase) {
	files, err := filepath.Glob("testdata/yaml/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range archive.Files {
			cases = append(cases, newYAMLCase(group, f.Name, string(f.Data)))
		}
	}
	return cases
}

func newYAMLCase(group, name, text string) yamlCase {
	c := yamlCase{name: group + "/" + name, text: undoMarks(text)}
	switch {
	case strings.HasSuffix(name, ": refused"):
		c.want, c.special = weRefuse, true
	case strings.HasSuffix(name, ": accepted"):
		c.want, c.special = weAccept, true
	}
	return c
}

func TestYAMLCasesAgainstOracle(t *testing.T) {
	var total counts
	for _, c := range yamlCases(t) {
		t.Run(c.name, func(t *testing.T) {
			r := compare(c.name+".yaml", c.text)
			total.add(r)
			report(t, r, c.text)
			if r.outcome != c.want && (c.special || r.outcome == weRefuse || r.outcome == weAccept) {
				t.Errorf("%s: %s; goccy accepts: %v\n%q", r.outcome, r.why, secondVote(c.text), c.text)
			}
		})
	}
	total.log(t)
	if total.sum() < 250 {
		t.Errorf("only %d cases", total.sum())
	}
}

func TestFixturesAgainstOracle(t *testing.T) { compareFolder(t, "../../fixtures") }

func TestCorpusAgainstOracle(t *testing.T) {
	compareFolder(t, corpusFolder(t))
}

// corpusFolder is where real templates are: $CFNC_CORPUS, or beside the repository.
func corpusFolder(t testing.TB) string {
	folder := os.Getenv("CFNC_CORPUS")
	if folder == "" {
		folder = "../../../shared/corpus"
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no corpus: set CFNC_CORPUS to a folder of templates (%v)", err)
	}
	return folder
}

// compareFolder compares every YAML and JSON file of a folder, JSON read as YAML too, and lists
// what only one of the two accepts.
func compareFolder(t *testing.T, folder string) {
	var total counts
	for _, path := range filesBelow(t, folder) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r := compare(path, string(text))
		total.add(r)
		if r.outcome == weRefuse || r.outcome == weAccept {
			t.Logf("%s: %s: %s; goccy accepts: %v", path, r.outcome, r.why, secondVote(string(text)))
		}
		if r.outcome == different || r.broken != "" || r.place != "" {
			t.Errorf("%s: %s %s %s %s", path, r.outcome, r.why, r.broken, r.place)
		}
	}
	total.log(t)
}

func filesBelow(t testing.TB, folder string) (paths []string) {
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".yaml", ".yml", ".json", ".template":
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func report(t *testing.T, r reading, text string) {
	t.Helper()
	if r.outcome == different {
		t.Errorf("%s\n%q", r.why, text)
	}
	if r.broken != "" {
		t.Errorf("law: %s\n%q", r.broken, text)
	}
	if r.place != "" {
		t.Errorf("place: %s\n%q", r.place, text)
	}
}

// counts has one number for each outcome.
type counts [different + 1]int

func (c *counts) add(r reading) { c[r.outcome]++ }

func (c *counts) sum() (n int) {
	for _, k := range c {
		n += k
	}
	return n
}

func (c *counts) log(t *testing.T) {
	t.Helper()
	for o, n := range c {
		t.Logf("%4d %s", n, outcome(o))
	}
}
