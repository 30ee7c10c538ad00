package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
)

// yamlMistakes are what authors get wrong: the text, the keys of the root that are read all
// the same, and what is said, from line:column to line:column.
var yamlMistakes = []struct {
	text, keys string
	want       []string
}{
	{"Resources:\n  Bucket\n    Type: X\n  Other:\n    Type: Y\n", "Resources", []string{
		"2:3-2:9 missing ':' after `Bucket`",
	}},
	{"Resources:\n  Bucket:\n\t\tType: X\n  O: 1\n", "Resources", []string{
		"3:1-3:2 tab used for indentation",
	}},
	{"Resources:\n  Bucket:\n  \tType: X\n  O: 1\n", "Resources", []string{
		"3:3-3:4 tab used for indentation",
	}},
	{"A: \"x\nB: 1\nC: \"y\"\n", "A B C", []string{
		"1:4-1:5 this quote, opened on line 1, is not closed before line 3",
	}},
	{"A: 'it's'\nB: 1\n", "A B", []string{
		"1:8-1:10 unexpected `s'` after the value",
	}},
	{"A: [1, 2\nB: 3\nC: {a: 1\nD: 4\n", "A B C D", []string{
		"1:4-1:5 this `[`, opened on line 1, is never closed",
		"3:4-3:5 this `{`, opened on line 3, is never closed",
	}},
	{"A:1\nB: 2\n", "B", []string{
		"1:1-1:4 missing blank after `A:`",
	}},
	{"A: b: c\nD: @Foo\nE: e\n", "A D E", []string{
		"1:4-1:8 `b: c` holds `: `, so it is taken for a key inside of a value",
		"2:4-2:8 a value can't begin with `@`",
	}},
	{"A:\n  - 1\n  B: 2\nC: 3\n", "A C", []string{
		"3:3-3:5 `B:` stands among the items of a list",
	}},
	{"A:\n  B: 2\n  - 1\nC: 3\n", "A C", []string{
		"3:3-3:4 a list item stands among the keys of a map",
	}},
	{"A: 1\n  B: 2\nC: 3\n", "A C", []string{
		"2:3-2:5 `B:` is indented below a key that already has the value `1`",
	}},
	{"A:\n    B: 2\n  C: 3\nD: 1\n", "A D", []string{
		"3:3-3:5 `C:` is indented by 2 spaces, its neighbours by 0",
	}},
	{"A: !Sub\"x\"\nB: !If [a, b\n  , c]\nC: &\nD: *x\n", "A B C", []string{
		"1:4-1:9 `\"` can't stand in the tag `!Sub`",
		"4:4-4:5 `&` begins an anchor and needs a name of letters and digits",
	}},
	{"A: |x\n  foo\nB: |\n\tfoo\nC: 1\n", "A B C", []string{
		"1:4-1:6 only `-`, `+` and one digit from 1 to 9 may follow `|`",
		"4:1-4:2 tab used for indentation",
	}},
	{"%YAML 1.2\n---\nA: 1\n---\nB: 1\n", "A", []string{
		"1:1-1:10 CloudFormation takes no YAML directives",
		"4:1-4:4 a second document begins here",
	}},
	{"? a\n: b\nC: 1\n", "C", []string{
		"1:1-1:2 CloudFormation takes no complex keys (`? `)",
		"2:1-2:2 missing key before `:`",
	}},
	{"A: {a: 1, b: 2]\nB: 1\n", "A B", []string{
		"1:15-1:16 `]` does not close this `{`",
	}},
	{"A: [1 2, 3,, 4]\nB: {\"x\" 1}\n", "A B", []string{
		"1:12-1:13 nothing stands before this `,`",
		"2:8-2:9 missing `,` before `1`",
	}},
	{"A: \"\\d\"\nB: \"\\u12\"\nC: 1\n", "A B C", []string{
		"1:5-1:7 `\\d` is no escape in double quotes",
		"2:5-2:7 `\\u` is no escape in double quotes",
	}},
	{"A: %x\nB: `y`\nC: ]\nD: ,\n", "A B C D", []string{
		"1:4-1:6 a value can't begin with `%`",
		"2:4-2:7 a value can't begin with ```",
		"3:4-3:5 this `]` closes nothing",
		"4:4-4:5 a value can't begin with `,`",
	}},
	{"- a\n- b\nC: d\n", "", []string{
		"3:1-3:3 `C:` stands among the items of a list",
	}},
	{"Resources:\n  A:\n    Type: X\n   B: 1\n  C:\n    Type: Y\n", "Resources", []string{
		"4:4-4:6 `B:` is indented by 3 spaces, its neighbours by 2",
	}},
	{"A: \"x\" y\nB: 'z'#c\nD: - 1\n", "A B", []string{
		"1:8-1:9 unexpected `y` after the value",
		"2:7-2:9 a comment needs a blank before its `#`",
	}},
	{"A: {\n  \"a\": 1,\n  \"b\": 2\n\nB: 3\n", "A B", []string{
		"1:4-1:5 this `{`, opened on line 1, is never closed",
	}},
	{"\"A\": {\n", "A", []string{
		"1:6-1:7 this `{`, opened on line 1, is never closed",
	}},
	{"Description: Time: now\nX: http://foo:80/ a\n", "Description X", []string{
		"1:14-1:23 `Time: now` holds `: `, so it is taken for a key inside of a value",
	}},
	{"A: 1\nA: 2\n", "A A", []string{
		"2:1-2:2 key `A` on line 2 is already on line 1",
	}},
	{"A: b\n c: d\ne: f\n", "A e", []string{
		"2:2-2:4 `c:` is indented below a key that already has the value `b`",
	}},
	{"Key:\nvalue\nB: 1\n", "Key B", []string{
		"2:1-2:6 missing ':' after `value`",
	}},
	{"A: \"abc\nB: 1\n", "A B", []string{
		"1:4-1:5 this quote, opened on line 1, is never closed",
	}},
	{"A: 'abc\n", "A", []string{
		"1:4-1:5 this quote, opened on line 1, is never closed",
	}},
}

func TestYAMLMistakes(t *testing.T) {
	for _, c := range yamlMistakes {
		doc, found := ParseYAML(source.NewFile("x.yaml", "x.yaml", c.text))
		var got, keys []string
		for _, d := range found {
			start, end := d.Span.Positions()
			got = append(got, fmt.Sprintf("%d:%d-%d:%d %s", start.Line, start.Column, end.Line, end.Column, d.Message))
		}
		for key := range doc.Root.Pairs() {
			keys = append(keys, key.Text())
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%q\ngot  %q\nwant %q", c.text, got, c.want)
		}
		if strings.Join(keys, " ") != c.keys {
			t.Errorf("%q\nkeys %q, want %q", c.text, keys, c.keys)
		}
	}
}
