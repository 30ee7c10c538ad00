package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

func parseJSON(text string) (*Document, []diag.Diagnostic) {
	return ParseJSON(source.NewFile("t.json", "t.json", text))
}

// outline shows a tree on one line, with the bytes of every node.
func outline(n *Node) string {
	at := fmt.Sprintf("@%d-%d", n.Span().Start, n.Span().End)
	var parts []string
	for _, kid := range n.Kids() {
		parts = append(parts, outline(kid))
	}
	switch n.Kind() {
	case Map:
		return "{" + strings.Join(parts, " ") + "}" + at
	case List:
		return "[" + strings.Join(parts, " ") + "]" + at
	case String:
		return fmt.Sprintf("%q%s", n.Text(), at)
	}
	return n.Text() + at
}

func TestParseJSON(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"map", `{"a": 1}`, `{"a"@1-4 1@6-7}@0-8`},
		{"list", `[true, false, null]`, `[true@1-5 false@7-12 null@14-18]@0-19`},
		{"empty collections", ` {"a":{},"b":[]} `, `{"a"@2-5 {}@6-8 "b"@9-12 []@13-15}@1-16`},
		{"numbers keep their spelling", `[-0, 1.10, 1e3, 1E+03, 12345678901234567890]`,
			`[-0@1-3 1.10@5-9 1e3@11-14 1E+03@16-21 12345678901234567890@23-43]@0-44`},
		{"escapes", `"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"`, `"\"\\/\b\f\n\r\té😀"@0-36`},
		{"byte order mark", "\uFEFF{}", `{}@3-5`},
		{"line breaks", "{\r\n\"a\":\r\n1}", `{"a"@3-6 1@9-10}@0-11`},
		{"root scalars", ` "x" `, `"x"@1-4`},
		{"names that are special elsewhere", `{"__proto__": "<<", "": "*a"}`, `{"__proto__"@1-12 "<<"@14-18 ""@20-22 "*a"@24-28}@0-29`},
		{"comments", "// a\n{/* b */\"a\"// c\n:1}//", `{"a"@13-16 1@22-23}@5-24`},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := parseJSON(c.text)
			if len(found) > 0 {
				t.Fatalf("%s", found[0].Message)
			}
			if got := outline(doc.Root); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if why := nested(doc.Root, 0, len(c.text)); why != "" {
				t.Error(why)
			}
		})
	}
}

func TestJSONStyles(t *testing.T) {
	doc, _ := parseJSON(`{"a": [1, "b"]}`)
	key, list := doc.Root.Pair(0)
	got := []Style{doc.Root.Style(), key.Style(), list.Style(), list.Item(0).Style(), list.Item(1).Style()}
	if want := []Style{Flow, JSONString, Flow, Plain, JSONString}; !cmp.Equal(got, want) {
		t.Errorf("styles are %v, want %v", got, want)
	}
}

func TestJSONComments(t *testing.T) {
	doc, _ := parseJSON("// top\n{\n  \"a\": 1, // one\n\t/* two\n lines */ \"b\": 2 /**/\n}// end")
	var got []string
	for _, c := range doc.Comments {
		got = append(got, fmt.Sprintf("%d %v %s", c.Span.Start, c.Own, c.Text()))
	}
	want := []string{"0 true // top", "19 false // one", "27 true /* two\n lines */", "51 false /**/", "57 false // end"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if lead := doc.Leading(doc.Root); len(lead) != 1 || lead[0].Text() != "// top" {
		t.Errorf("the root's comments are %v", lead)
	}
	if c := doc.Trailing(doc.Root.Get("a")); c == nil || c.Text() != "// one" {
		t.Errorf("the comment of a is %v", c)
	}
}

// TestTextSpan asks for places inside of strings with escapes.
func TestJSONTextSpan(t *testing.T) {
	text := `{"k": "ab\n@{X}\ud83d\ude00c\/"}`
	doc, _ := parseJSON(text)
	value := doc.Root.Get("k")
	for _, c := range []struct {
		part, want string
	}{
		{"ab", "ab"}, {"\n", `\n`}, {"@{X}", "@{X}"}, {"😀", `\ud83d\ude00`}, {"c/", `c\/`}, {"X}😀", `X}\ud83d\ude00`},
	} {
		from := strings.Index(value.Text(), c.part)
		if got := value.TextSpan(from, from+len(c.part)).Text(); got != c.want {
			t.Errorf("%q was written as %q, want %q", c.part, got, c.want)
		}
	}
}

func TestFormatOf(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Format
	}{
		{"a.json", "a: 1", JSON}, {"A.JSON", "", JSON}, {"a.yaml", "{}", YAML}, {"a.yml", "[]", YAML},
		{"a.template", "{}", JSON}, {"a.template", "a: {}", YAML}, {"-", "\uFEFF \r\n\t[1]", JSON},
		{"-", "// x\n", JSON}, {"-", "/* x */", JSON}, {"-", "/x", YAML}, {"-", "# x\n{}", YAML}, {"-", "", YAML}, {"json", "x", YAML},
	} {
		if got := FormatOf(source.NewFile(c.name, c.name, c.text)); got != c.want {
			t.Errorf("%s with %q has format %d, want %d", c.name, c.text, got, c.want)
		}
	}
}
