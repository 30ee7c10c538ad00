package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// jsonMistakes are texts with the errors that they must give, as "line:column-line:column
// message", and the tree that is read all the same.
var jsonMistakes = []struct{ name, text, tree, errors string }{
	{"empty", "", "", "1:1-1:1 the file is empty"},
}

func TestJSONMistakes(t *testing.T) {
	for _, c := range jsonMistakes {
		t.Run(c.name, func(t *testing.T) {
			doc, found := parseJSON(c.text)
			var got []string
			for _, d := range found {
				start, end := d.Span.Positions()
				got = append(got, fmt.Sprintf("%d:%d-%d:%d %s", start.Line, start.Column, end.Line, end.Column, d.Message))
			}
			if diff := cmp.Diff(c.errors, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
			tree := ""
			if doc.Root != nil {
				tree = shown(doc.Root)
			}
			if diff := cmp.Diff(c.tree, tree); diff != "" {
				t.Error(diff)
			}
			if why := nested(doc.Root, 0, len(c.text)); why != "" {
				t.Error(why)
			}
		})
	}
}

// shown writes a tree as text: scalars with their kind where it is no string.
func shown(n *Node) string {
	var parts []string
	for i, kid := range n.Kids() {
		text := shown(kid)
		if n.Is(Map) && i%2 == 0 {
			text += ":"
		}
		parts = append(parts, text)
	}
	switch n.Kind() {
	case Map:
		return "{" + strings.Join(parts, " ") + "}"
	case List:
		return "[" + strings.Join(parts, " ") + "]"
	case String:
		return fmt.Sprintf("%q", n.Text())
	}
	return "<" + n.Kind().String()[strings.Index(n.Kind().String(), " ")+1:] + " " + n.Text() + ">"
}
