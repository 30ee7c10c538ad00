package syntax

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/diag"
)

// FuzzJSON holds the JSON reader to encoding/json: for a text without comments both accept or
// both refuse, but for what only we refuse (see refusedByUs), and they find the same values.
func FuzzJSON(f *testing.F) {
	for _, c := range jsonMistakes {
		f.Add(c.text)
	}
	for _, path := range jsonFiles(f) {
		if text, err := os.ReadFile(path); err == nil && len(text) <= maxFuzz {
			f.Add(string(text))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > maxFuzz {
			t.Skip("larger than what is compared")
		}
		if why := judgeJSON(text); why != "" {
			t.Errorf("%s\n%q", why, text)
		}
	})
}

// judgeJSON says how reading a text breaks a law, "" when it keeps them.
func judgeJSON(text string) string {
	doc, found := parseJSON(text)
	if why := firstOf(checkDiagnostics(doc.File, found), nested(doc.Root, 0, len(text))); why != "" {
		return why
	}
	valid := json.Valid([]byte(strings.TrimPrefix(text, bom)))
	switch {
	case diag.HasErrors(found):
		if valid && !refusedByUs(found) {
			return "encoding/json accepts it, we say: " + found[0].Message
		}
		return ""
	case len(doc.Comments) > 0:
		return ""
	case !valid:
		return "we accept it, encoding/json refuses it"
	}
	return sameValues(doc.Root, text)
}

// refusedByUs reports whether an error is about what encoding/json accepts: duplicate keys,
// text that is not UTF-8, half a surrogate pair, nesting.
func refusedByUs(found []diag.Diagnostic) bool {
	for _, d := range found {
		for _, why := range []string{"is already on line", "is not UTF-8", "half of a character", "levels deep"} {
			if strings.Contains(d.Message, why) {
				return true
			}
		}
	}
	return false
}

// nested says how a tree, that of a damaged text too, breaks the laws of spans: they nest and
// never overlap, decoding a scalar's span gives its text, and every byte of a text has its place.
func nested(n *Node, from, to int) string {
	if n == nil {
		return ""
	}
	s := n.Span()
	if s.Start < from || s.Start > s.End || s.End > to {
		return fmt.Sprintf("%s at [%d,%d) is not within [%d,%d)", n.Kind(), s.Start, s.End, from, to)
	}
	if n.Is(Map) && len(n.Kids())%2 != 0 {
		return "a key without a value"
	}
	if got := decode(n.Style(), 0, s.Text(), nil); n.IsScalar() && got != n.Text() {
		return fmt.Sprintf("%q decodes to %q, the text is %q", s.Text(), got, n.Text())
	}
	from = s.Start
	for _, kid := range n.Kids() {
		if why := nested(kid, from, s.End); why != "" {
			return why
		}
		from = kid.Span().End
	}
	return textLaws(n)
}

// sameValues compares a tree with the tokens of encoding/json.
func sameValues(root *Node, text string) string {
	d := json.NewDecoder(bytes.NewReader([]byte(strings.TrimPrefix(text, bom))))
	d.UseNumber()
	if why := sameTokens(d, root); why != "" {
		return why
	}
	if _, err := d.Token(); err != io.EOF {
		return "encoding/json finds more"
	}
	return ""
}

func sameTokens(d *json.Decoder, n *Node) string {
	token, err := d.Token()
	if err != nil {
		return err.Error()
	}
	if got, want := tokenOf(n), fmt.Sprintf("%T %v", token, token); got != want {
		return fmt.Sprintf("we read %q, encoding/json %q", got, want)
	}
	for _, kid := range n.Kids() {
		if why := sameTokens(d, kid); why != "" {
			return why
		}
	}
	if n.IsScalar() {
		return ""
	}
	if token, err = d.Token(); err != nil || fmt.Sprint(token) != map[Kind]string{Map: "}", List: "]"}[n.Kind()] {
		return fmt.Sprintf("encoding/json finds %v at the end of %s", token, n.Kind())
	}
	return ""
}

func tokenOf(n *Node) string {
	switch n.Kind() {
	case Map:
		return "json.Delim {"
	case List:
		return "json.Delim ["
	case Null:
		return "<nil> <nil>"
	case Bool:
		return "bool " + n.Text()
	case Number:
		return "json.Number " + n.Text()
	}
	return "string " + n.Text()
}

// TestJSONCorpus reads every JSON file of the corpus as encoding/json does.
func TestJSONCorpus(t *testing.T) {
	files := jsonFiles(t)
	if len(files) == 0 {
		t.Skip("no corpus")
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil || !utf8.Valid(text) {
			t.Fatal(path, err)
		}
		if why := judgeJSON(string(text)); why != "" {
			t.Errorf("%s: %s", path, why)
		}
		if _, found := parseJSON(string(text)); len(found) > 0 && json.Valid(text) {
			t.Errorf("%s: refused: %s", path, found[0].Message)
		}
	}
}

func jsonFiles(t testing.TB) (paths []string) {
	if _, err := os.Stat("../../../shared/corpus"); err != nil && os.Getenv("CFNC_CORPUS") == "" {
		return nil
	}
	for _, path := range filesBelow(t, corpusFolder(t)) {
		if strings.HasSuffix(path, ".json") {
			paths = append(paths, path)
		}
	}
	return paths
}
