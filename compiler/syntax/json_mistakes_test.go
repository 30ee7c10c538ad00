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
	{"only comments", " // c\n", "", "1:1-1:1 the file is empty"},
	{"text after the end", "{} x y", "{}", "1:4-1:7 text after the end: `x y`"},
	{"second value", "{}\n{}", "{}", "2:1-2:3 text after the end: `{}`"},
	{"yaml", "---\na: 1\n", `"---"`,
		"1:1-1:4 text `---` must be in double quotes\n" +
			"2:1-2:5 text after the end: `a: 1`"},
	{"no value", "}", "<null }>", "1:1-1:2 unexpected `}` where a value should be"},
	{"lone slash", "/", `"/"`, "1:1-1:2 text `/` must be in double quotes"},
	{"cut keyword", "nul", `"nul"`, "1:1-1:4 text `nul` must be in double quotes"},
	{"missing comma in a map", "{\"a\": 1\n \"b\": 2}", `{"a": <number 1> "b": <number 2>}`, "1:8-1:8 missing ',' between `a` and `b`"},
	{"missing comma after a map", "{\"a\": {}\n\"b\": 2}", `{"a": {} "b": <number 2>}`, "1:9-1:9 missing ',' between `a` and `b`"},
	{"missing commas in a list", "[1 \"x\"\n{} []]", `[<number 1> "x" {} []]`,
		"1:3-1:3 missing ',' before `x`\n" +
			"1:7-1:7 missing ',' before `{`\n" +
			"2:3-2:3 missing ',' before `[`"},
	{"missing colon", `{"a" 1}`, `{"a": <number 1>}`, "1:5-1:5 missing ':' after `a`"},
	{"missing colon and value", `{"a" "b": 1}`, `{"a": <nothing > "b": <number 1>}`, "1:5-1:5 missing ':' after `a`"},
	{"no values", `{"a", "b"}`, `{"a": <nothing > "b": <nothing >}`,
		"1:2-1:5 missing ':' and a value after `a`\n" +
			"1:7-1:10 missing ':' and a value after `b`"},
	{"equals sign", `{"a" = 1}`, `{"a": <number 1>}`, "1:6-1:7 expected ':' after `a`, not '='"},
	{"missing value before a comma", `{"a": , "b": 2}`, `{"a": <nothing > "b": <number 2>}`, "1:2-1:5 missing value after `a`"},
	{"missing value at the end", `{"a":}`, `{"a": <nothing >}`, "1:2-1:5 missing value after `a`"},
	{"missing value before a key", "{\"a\":\n\"b\": 2}", `{"a": <nothing > "b": <number 2>}`, "1:2-1:5 missing value after `a`"},
	{"two colons", `{"a":: 1}`, `{"a": <nothing >}`,
		"1:2-1:5 missing value after `a`\n" +
			"1:6-1:7 unexpected ':' in a map"},
	{"two values", `{"a": 1: 2, "b": 3}`, `{"a": <number 1> "b": <number 3>}`, "1:8-1:9 unexpected ':' in a map"},
	{"missing key", "{: 1}", "{}", "1:2-1:3 missing key before ':'"},
	{"trailing comma in a map", "{\"a\": 1,\n}", `{"a": <number 1>}`, "1:8-1:9 trailing ',' before `}`"},
	{"trailing comma in a list", "[1, 2,]", "[<number 1> <number 2>]", "1:6-1:7 trailing ',' before `]`"},
	{"two commas", "[1,,2]", "[<number 1> <number 2>]", "1:4-1:5 nothing stands before this ','"},
	{"leading comma", `{,"a":1}`, `{"a": <number 1>}`, "1:2-1:3 nothing stands before this ','"},
	{"only a comma", "[,]", "[]", "1:2-1:3 nothing stands before this ','"},
	{"pair in a list", `["a": 1]`, `["a"]`, "1:5-1:6 unexpected ':' in a list"},
	{"missing brace", `{"a": 1`, `{"a": <number 1>}`, "1:8-1:8 missing `}`: the map opened on line 1 is never closed"},
	{"cut off", "{\n\"a\": [\n{\"b\": 1\n", `{"a": [{"b": <number 1>}]}`, "3:8-3:8 missing `}`: the map opened on line 3 is never closed"},
	{"missing brace, told by indentation", "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n  },\n  \"d\": 2\n}\n", `{"a": {"b": {"c": <number 1>} "d": <number 2>}}`, "7:2-7:2 missing `}`: the map opened on line 3 is never closed"},
	{"missing bracket", `{"a": [1, 2}`, `{"a": [<number 1> <number 2>]}`, "1:12-1:13 missing `]` before `}`: the list opened on line 1"},
	{"wrong bracket", "[1, 2}", "[<number 1> <number 2>]", "1:6-1:7 expected `]`, not `}`: the list opened on line 1"},
	{"wrong brace", `{"a": 1]`, `{"a": <number 1>}`, "1:8-1:9 expected `}`, not `]`: the map opened on line 1"},
	{"missing bracket before more", "{\"a\": [1,\n\"b\": 2}", `{"a": [<number 1> "b"]}`,
		"2:4-2:5 unexpected ':' in a list\n" +
			"2:7-2:8 missing `]` before `}`: the list opened on line 1"},
	{"quote never closed", "{\"a\": \"foo,\n\"b\": \"bar\"}", `{"a": "foo" "b": "bar"}`, "1:7-1:8 this quote, opened on line 1, is never closed"},
	{"quote never closed before a brace", "{\"a\": \"foo\n}", `{"a": "foo"}`, "1:7-1:8 this quote, opened on line 1, is never closed"},
	{"line break in a string", "{\"a\": \"foo\nbar\",\n\"b\": 1}", "{\"a\": \"foo\\nbar\" \"b\": <number 1>}", "1:11-2:1 a line break inside of a string must be written `\\n`"},
	{"cut off in a string", "{\"a\": \"\\\"", "{\"a\": \"\\\\\\\"\"}", "1:7-1:8 this quote, opened on line 1, is never closed"},
	{"cut off in an escape", "[\"\\", "[\"\\\\\"]", "1:2-1:3 this quote, opened on line 1, is never closed"},
	{"single quotes", "{'a': 'b'}", `{"a": "b"}`,
		"1:2-1:5 key `a` must be in double quotes, not in single quotes\n" +
			"1:7-1:10 text `b` must be in double quotes, not in single quotes"},
	{"single quote in single quotes", `{"a": 'it's', "b": 1}`, `{"a": "it" "b": <number 1>}`,
		"1:7-1:11 text `it` must be in double quotes, not in single quotes\n" +
			"1:11-1:13 unexpected `s'` after a value"},
	{"no quotes", "{a: b c, d: [x y]}", `{"a": "b c" "d": ["x y"]}`,
		"1:2-1:3 key `a` must be in double quotes\n" +
			"1:5-1:8 text `b c` must be in double quotes\n" +
			"1:10-1:11 key `d` must be in double quotes\n" +
			"1:14-1:17 text `x y` must be in double quotes"},
	{"missing first quotes", `{Bucket": Name", "b": 1}`, `{"Bucket": "Name" "b": <number 1>}`,
		"1:2-1:8 key `Bucket` must be in double quotes\n" +
			"1:11-1:15 text `Name` must be in double quotes"},
	{"number as key", "{1: 2}", `{"1": <number 2>}`, "1:2-1:3 key `1` must be in double quotes"},
	{"map as key", "{{}: 1}", `{"": {}}`,
		"1:2-1:3 expected a key in double quotes, not `{`\n" +
			"1:4-1:5 unexpected ':' in a map"},
	{"list as key", `{["a"], "b": 1}`, `{"": ["a"] "b": <number 1>}`, "1:2-1:3 expected a key in double quotes, not `[`"},
	{"words of other languages", "[True, NULL, None, undefined]", "[<boolean True> <null NULL> <null None> <null undefined>]",
		"1:2-1:6 `True` is not JSON\n" +
			"1:8-1:12 `NULL` is not JSON\n" +
			"1:14-1:18 `None` is not JSON\n" +
			"1:20-1:29 `undefined` is not JSON"},
	{"no numbers", "[NaN, -Infinity, .5, 5., +5, 0x1F, 1_000]", `["NaN" "-Infinity" ".5" "5." "+5" "0x1F" "1_000"]`,
		"1:2-1:5 `NaN` is not a number in JSON\n" +
			"1:7-1:16 `-Infinity` is not a number in JSON\n" +
			"1:18-1:20 `.5` is not a number in JSON\n" +
			"1:22-1:24 `5.` is not a number in JSON\n" +
			"1:26-1:28 `+5` is not a number in JSON\n" +
			"1:30-1:34 `0x1F` is not a number in JSON\n" +
			"1:36-1:41 `1_000` is not a number in JSON"},
	{"leading zeros", "[007, 00, -01, 01.5]", `["007" "00" "-01" "01.5"]`,
		"1:2-1:5 number `007` begins with a zero\n" +
			"1:7-1:9 number `00` begins with a zero\n" +
			"1:11-1:14 number `-01` begins with a zero\n" +
			"1:16-1:20 number `01.5` begins with a zero"},
	{"no words", "[1e, 2012-10-17, arn:aws:s3]", `["1e" "2012-10-17" "arn:aws:s3"]`,
		"1:2-1:4 text `1e` must be in double quotes\n" +
			"1:6-1:16 text `2012-10-17` must be in double quotes\n" +
			"1:18-1:28 text `arn:aws:s3` must be in double quotes"},
	{"unknown escapes", "[\"\\d\", \"\\é\"]", "[\"\\\\d\" \"\\\\é\"]",
		"1:3-1:5 unknown escape `\\d` in a string\n" +
			"1:9-1:11 unknown escape `\\é` in a string"},
	{"bad Unicode escape", "[\"\\u12G4\", \"\\u12\"]", "[\"\\\\u12G4\" \"\\\\u12\"]",
		"1:3-1:5 four hexadecimal digits must follow `\\u`\n" +
			"1:13-1:15 four hexadecimal digits must follow `\\u`"},
	{"lone surrogates", "[\"\\ud800\", \"\\ude00\\ud83d\", \"\\ud83d\\u0041\"]", "[\"�\" \"��\" \"�A\"]",
		"1:3-1:9 `\\ud800` is one half of a character; its other half is missing\n" +
			"1:13-1:19 `\\ude00` is one half of a character; its other half is missing\n" +
			"1:19-1:25 `\\ud83d` is one half of a character; its other half is missing\n" +
			"1:29-1:35 `\\ud83d` is one half of a character; its other half is missing"},
	{"control characters", "[\"a\tb\x01\x7f\"]", "[\"a\\tb\\x01\\x7f\"]",
		"1:4-1:5 a tab inside of a string must be written `\\t`\n" +
			"1:6-1:7 control character U+0001 inside of a string must be written `\\u0001`"},
	{"comment never closed", "{} /* never", "{}", "1:4-1:6 this comment, opened on line 1, is never closed"},
	{"nothing but a comment that is never closed", "/* never", "", "1:1-1:3 this comment, opened on line 1, is never closed"},
	{"hash comments", "{ # hash\n \"a\": 1 # x\n}", `{"a": <number 1>}`,
		"1:3-1:9 `#` does not begin a comment in JSON\n" +
			"2:9-2:12 `#` does not begin a comment in JSON"},
	{"division", `{"a": 1 / 2, "b": 3}`, `{"a": <number 1> "b": <number 3>}`, "1:9-1:12 unexpected `/ 2` after a value"},
	{"semicolon", "{\"a\": 1;\n\"b\": 2}", `{"a": <number 1> "b": <number 2>}`, "1:8-1:9 unexpected `;` after a value"},
	{"comment after a word", "{\"a\": foo // c, d\n, \"b\": 1}", `{"a": "foo" "b": <number 1>}`, "1:7-1:10 text `foo` must be in double quotes"},
	{"YAML tag", `{"a": !Ref b}`, `{"a": "!Ref b"}`, "1:7-1:13 text `!Ref b` must be in double quotes"},
	{"no-break space", "{\"a\":\u00a01}", "{\"a\": \"\\u00a01\"}", "1:6-1:8 text `\\u00a01` must be in double quotes"},
	{"duplicate keys", "{\"a\":1,\n\"a\":2, \"b\":3, \"\\u0061\": 4}", `{"a": <number 1> "a": <number 2> "b": <number 3> "a": <number 4>}`,
		"2:1-2:4 key `a` on line 2 is already on line 1\n" +
			"2:15-2:23 key `a` on line 2 is already on line 1"},
	{"UTF-16", "\xff\xfe{}", "", "1:1-1:3 the file is in UTF-16, not in UTF-8"},
	{"NUL", "{\"\x00\": 1}", "", "1:3-1:4 NUL byte at offset 2: this is no text file"},
	{"Latin-1", "{\"a\": \"\xe9\", \"b\" 1}", "{\"a\": \"\\xe9\" \"b\": <number 1>}",
		"1:8-1:9 byte 0xE9 at offset 7 is not UTF-8\n" +
			"1:15-1:15 missing ':' after `b`"},
	{"several mistakes", "{\n  \"a\": tru,\n  \"b\" 1,\n  \"c\": [1 2],\n  'd': 1,\n}", `{"a": "tru" "b": <number 1> "c": [<number 1> <number 2>] "d": <number 1>}`,
		"2:8-2:11 text `tru` must be in double quotes\n" +
			"3:6-3:6 missing ':' after `b`\n" +
			"4:10-4:10 missing ',' before `2`\n" +
			"5:3-5:6 key `d` must be in double quotes, not in single quotes\n" +
			"5:9-5:10 trailing ',' before `}`"},
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

// TestJSONFixes applies the fixes that mistakes come with: nothing is left to say.
func TestJSONFixes(t *testing.T) {
	for _, text := range []string{"{\"a\": 1\n \"b\": 2}", `{"a": {"b": []} "c": 1}`, "[1 2]", "[1, 2,]", "{\"a\": 1 , \n}"} {
		doc, found := parseJSON(text)
		if len(found) != 1 || len(found[0].Fixes) != 1 || !found[0].Fixes[0].Safe {
			t.Errorf("%q: %v", text, found)
			continue
		}
		edit := found[0].Fixes[0].Edits[0]
		mended := text[:edit.Span.Start] + edit.Text + text[edit.Span.End:]
		again, found := parseJSON(mended)
		if len(found) > 0 || shown(again.Root) != shown(doc.Root) {
			t.Errorf("%q became %q: %v", text, mended, found)
		}
	}
}
