package syntax

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/cfnc/cfnc/compiler/source"
)

// TestCommentsAgainstOracle finds the same comments as v4 in the corpus: none is lost, and none
// is made of text.
func TestCommentsAgainstOracle(t *testing.T) {
	seen := 0
	for _, path := range filesBelow(t, corpusFolder(t)) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(path) == ".json" {
			continue
		}
		doc, _ := ParseYAML(source.NewFile(path, path, string(text)))
		ours, theirs := commentTexts(doc), oracleComments(t, string(text))
		seen += len(ours)
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Errorf("%s: comments (-v4 +ours):\n%s", path, diff)
		}
	}
	t.Logf("%d comments", seen)
}

func commentTexts(doc *Document) (texts []string) {
	for _, c := range doc.Comments {
		texts = append(texts, strings.TrimSpace(c.Text()))
	}
	slices.Sort(texts)
	return texts
}

// oracleComments are the comments that v4 attaches to the nodes of a tree, in order of their text.
func oracleComments(t *testing.T, text string) (texts []string) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for line := range strings.Lines(n.HeadComment + "\n" + n.LineComment + "\n" + n.FootComment) {
			if line = strings.TrimSpace(line); line != "" {
				texts = append(texts, line)
			}
		}
		for _, kid := range n.Content {
			walk(kid)
		}
	}
	walk(&doc)
	slices.Sort(texts)
	return texts
}
