package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// damages are mistakes that people make in one line of a block map.
var damages = []struct {
	name   string
	line   *regexp.Regexp // a line that it can be made in
	damage string         // what becomes of it
}{
	{"colon left out", regexp.MustCompile(`(?m)^( +[A-Za-z]+):( +[^|>\s].*)$`), "$1 $2"},
	{"colon left out above a map", regexp.MustCompile(`(?m)^( +[A-Za-z]+):$`), "$1"},
	{"blank left out", regexp.MustCompile(`(?m)^( +[A-Za-z]+): ([A-Za-z]+)$`), "$1:$2"},
	{"quote left open", regexp.MustCompile(`(?m)^( +[A-Za-z]+): +"([^"\n]*)"$`), `$1: "$2`},
	{"single quote left open", regexp.MustCompile(`(?m)^( +[A-Za-z]+): +'([^'\n]*)'$`), "$1: '$2"},
	{"bracket left open", regexp.MustCompile(`(?m)^( +[A-Za-z]+): +(\[[^]\n]*)\]$`), "$1: $2"},
	{"brace left open", regexp.MustCompile(`(?m)^( +- )(\{[^}\n]*)\}$`), "$1$2"},
	{"tab as indentation", regexp.MustCompile(`(?m)^ {4}( *)([A-Za-z]+:)`), "\t$1$2"},
	{"one blank more", regexp.MustCompile(`(?m)^( +[A-Za-z]+: +[A-Za-z0-9]+)$`), " $1"},
}

// TestReadingGoesOn makes one mistake in each real template and reads it: the first error stands
// at the line of the mistake or next to it, and the last section is as it was.
func TestReadingGoesOn(t *testing.T) {
	texts := templatesWithSections(t)
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			tried := 0
			for path, text := range texts {
				at := d.line.FindStringSubmatchIndex(text)
				if at == nil || lastSection(text) < at[1] {
					continue
				}
				tried++
				damaged := string(d.line.ExpandString([]byte(text[:at[0]]), d.damage, text, at)) + text[at[1]:]
				if why := afterDamage(text, damaged, strings.Count(text[:at[0]], "\n")+1); why != "" {
					t.Errorf("%s: %s", path, why)
				}
			}
			t.Logf("%d templates", tried)
		})
	}
}

func templatesWithSections(t *testing.T) map[string]string {
	texts := map[string]string{}
	for _, path := range filesBelow(t, corpusFolder(t)) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(path) != ".json" {
			texts[path] = string(text)
		}
	}
	return texts
}

// afterDamage says what is wrong with the reading of a damaged text.
func afterDamage(text, damaged string, line int) string {
	whole, _ := ParseYAML(source.NewFile("x", "x", text))
	doc, found := ParseYAML(source.NewFile("x", "x", damaged))
	if !diag.HasErrors(found) {
		return "" // it is another text, and not a wrong one
	}
	if at := found[0].Span.File.Position(found[0].Span.Start).Line; at < line-1 || at > line+1 {
		return fmt.Sprintf("line %d is damaged, the first error is at %d: %s", line, at, found[0].Message)
	}
	key, last := whole.Root.Pair(whole.Root.Len() - 1)
	if got := doc.Root.Get(key.Text()); sameShape(got, last) {
		return ""
	}
	return fmt.Sprintf("section %s is lost or changed: %s", key.Text(), found[0].Message)
}

// lastSection is where the last section of a template begins.
func lastSection(text string) int {
	doc, _ := ParseYAML(source.NewFile("x", "x", text))
	key, _ := doc.Root.Pair(doc.Root.Len() - 1)
	return key.Span().Start
}

func sameShape(a, b *Node) bool {
	if shapeOf(a) != shapeOf(b) {
		return false
	}
	for i, kid := range a.Kids() {
		if !sameShape(kid, b.Kids()[i]) {
			return false
		}
	}
	return true
}
