package emit

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

func read(t testing.TB, text string) *syntax.Node {
	t.Helper()
	doc, found := syntax.ParseJSON(source.NewFile("t.json", "t.json", text))
	if len(found) > 0 {
		t.Fatalf("%s in %s", found[0].Message, text)
	}
	return doc.Root
}

func TestCanonicalForm(t *testing.T) {
	root := read(t, `{"Resources":{"B":{"Properties":{"b":[1,{"x":[]}],"a":{}},"Zzz":1,"Aaa":2,"Metadata":{"m":1},
		"UpdateReplacePolicy":"Retain","DeletionPolicy":"Retain","UpdatePolicy":{"u":1},"CreationPolicy":{"c":1},
		"DependsOn":["z","a"],"Condition":"C","Type":"T"},"A":{"Type":"T"}},
		"Outputs":{"Type":1,"B":2,"A":3},"Hooks":{},"Globals":{},"Transform":["t"],"Conditions":{},"Mappings":{},"Rules":{},
		"Parameters":{},"Metadata":{"Resources":1,"Description":2},"Description":"d","AWSTemplateFormatVersion":"2010-09-09"}`)
	want := `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Description": "d",
  "Metadata": {
    "Description": 2,
    "Resources": 1
  },
  "Parameters": {},
  "Rules": {},
  "Mappings": {},
  "Conditions": {},
  "Transform": [
    "t"
  ],
  "Resources": {
    "A": {
      "Type": "T"
    },
    "B": {
      "Type": "T",
      "Condition": "C",
      "DependsOn": [
        "z",
        "a"
      ],
      "CreationPolicy": {
        "c": 1
      },
      "UpdatePolicy": {
        "u": 1
      },
      "DeletionPolicy": "Retain",
      "UpdateReplacePolicy": "Retain",
      "Metadata": {
        "m": 1
      },
      "Properties": {
        "a": {},
        "b": [
          1,
          {
            "x": []
          }
        ]
      },
      "Aaa": 2,
      "Zzz": 1
    }
  },
  "Outputs": {
    "A": 3,
    "B": 2,
    "Type": 1
  },
  "Globals": {},
  "Hooks": {}
}
`
	if diff := cmp.Diff(want, string(JSON(root))); diff != "" {
		t.Error(diff)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(want)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(compact.String(), string(Minify(root))); diff != "" {
		t.Error(diff)
	}
}

func TestMinified(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"keys by code point", `{"b":1,"a":1,"Z":1,"é":1,"\ud83d\ude00":1,"\uffee":1,"":1,"a.b":1,"aa":1,"10":1,"9":1}`,
			`{"":1,"10":1,"9":1,"Z":1,"a":1,"a.b":1,"aa":1,"b":1,"é":1,"￮":1,"😀":1}`},
		{"only the needed escapes", `"\u0022\u005c\u002f\u0008\u000c\u000a\u000d\u0009\u0000\u001f\u007f\u2028\u2029\u003c&\u00e9"`,
			`"\"\\/\b\f\n\r\t\u0000\u001f` + "\x7f\u2028\u2029" + `<&é"`},
		{"numbers as spelled", `[1.10, -0, 1e3, 1E+3, 123456789012345678901234567890]`, `[1.10,-0,1e3,1E+3,123456789012345678901234567890]`},
		{"other scalars", `[true,false,null,""]`, `[true,false,null,""]`},
		{"attributes of resources only", `{"Resources":{"R":{"Properties":{"Properties":1,"Metadata":2,"Type":3}}}}`,
			`{"Resources":{"R":{"Properties":{"Metadata":2,"Properties":1,"Type":3}}}}`},
		{"loops of resources", `{"Resources":{"Fn::ForEach::L":["x",["a"],{"Fn::ForEach::M":["y",["b"],{"R${x}":{"Properties":{},"Type":"T"}}],"S${x}":{"Properties":{},"Type":"T"}}]}}`,
			`{"Resources":{"Fn::ForEach::L":["x",["a"],{"Fn::ForEach::M":["y",["b"],{"R${x}":{"Type":"T","Properties":{}}}],"S${x}":{"Type":"T","Properties":{}}}]}}`},
		{"no template", `[{"Resources":1,"Description":2}]`, `[{"Description":2,"Resources":1}]`},
		{"scalar root", `"x"`, `"x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, string(Minify(read(t, c.source)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMetadataForCfnc(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"of the template", `{"Metadata":{"Cfnc":{},"x":1}}`, `{"Metadata":{"x":1}}`},
		{"alone", `{"Metadata":{"Cfnc":{}}}`, `{}`},
		{"of a resource", `{"Resources":{"R":{"Type":"T","Metadata":{"x":1,"Cfnc":[1]}},"S":{"Type":"T","Metadata":{"Cfnc":1}}}}`,
			`{"Resources":{"R":{"Type":"T","Metadata":{"x":1}},"S":{"Type":"T"}}}`},
		{"in a loop", `{"Resources":{"Fn::ForEach::L":["x",[1],{"R":{"Metadata":{"Cfnc":1}}}]}}`, `{"Resources":{"Fn::ForEach::L":["x",[1],{"R":{}}]}}`},
		{"empty metadata stays", `{"Metadata":{},"Resources":{"R":{"Metadata":{}}}}`, `{"Metadata":{},"Resources":{"R":{"Metadata":{}}}}`},
		{"elsewhere", `{"Cfnc":1,"Outputs":{"Metadata":{"Cfnc":1}},"Resources":{"R":{"Properties":{"Metadata":{"Cfnc":1}}}}}`,
			`{"Resources":{"R":{"Properties":{"Metadata":{"Cfnc":1}}}},"Outputs":{"Metadata":{"Cfnc":1}},"Cfnc":1}`},
		{"damaged", `{"Metadata":[{"Cfnc":1}],"Resources":[{"Metadata":{"Cfnc":1}}]}`, `{"Metadata":[{"Cfnc":1}],"Resources":[{"Metadata":{"Cfnc":1}}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := read(t, c.source)
			if diff := cmp.Diff(c.want, string(Minify(root))); diff != "" {
				t.Error(diff)
			}
			if same := published(root, template) == root; same != (c.name == "empty metadata stays" || c.name == "elsewhere" || c.name == "damaged") {
				t.Errorf("the same node: %v", same)
			}
		})
	}
}

// TestAnyNode writes what no compiled template holds.
func TestAnyNode(t *testing.T) {
	var at source.Span
	scalar := func(kind syntax.Kind, text string) *syntax.Node { return syntax.NewScalar(kind, text, at) }
	for _, c := range []struct {
		name string
		node *syntax.Node
		want string
	}{
		{"nothing", nil, "null"},
		{"an alias", scalar(syntax.Alias, "a"), "null"},
		{"numbers that JSON has not", syntax.NewList(at, scalar(syntax.Number, "0x1F"), scalar(syntax.Number, ".5"), scalar(syntax.Number, "")), `["0x1F",".5",""]`},
		{"booleans of YAML", syntax.NewList(at, scalar(syntax.Bool, "True"), scalar(syntax.Bool, "FALSE"), scalar(syntax.Bool, "Yes")), `[true,false,"Yes"]`},
		{"null", scalar(syntax.Null, "~"), "null"},
		{"nil children", syntax.NewMap(at, scalar(syntax.String, "a"), nil, scalar(syntax.String, "b"), syntax.NewList(at, nil)), `{"a":null,"b":[null]}`},
		{"equal keys", syntax.NewMap(at, scalar(syntax.String, "a"), scalar(syntax.Number, "2"), scalar(syntax.String, "a"), scalar(syntax.Number, "1")), `{"a":2,"a":1}`},
		{"bad UTF-8", scalar(syntax.String, "a\xffb\xc3"), "\"a\uFFFDb\uFFFD\""},
		{"U+FFFD", scalar(syntax.String, "\uFFFD"), "\"\uFFFD\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(Minify(c.node)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			JSON(c.node)
			SourceMap(c.node)
		})
	}
}

// lawful says how writing a tree breaks a law: the output is JSON with the same values, and
// reading and writing it again changes nothing.
func lawful(root *syntax.Node, text string) string {
	out := JSON(root)
	again, found := syntax.ParseJSON(source.NewFile("out.json", "out.json", string(out)))
	switch {
	case !json.Valid(out):
		return "the output is not JSON"
	case len(found) > 0:
		return "the output cannot be read: " + found[0].Message
	case !bytes.Equal(JSON(again.Root), out):
		return "writing it again gives other bytes"
	case !bytes.Equal(Minify(again.Root), Minify(root)):
		return "minifying it again gives other bytes"
	case !json.Valid(SourceMap(root)):
		return "the source map is not JSON"
	case strings.Contains(text, own):
		return "" // may have been left out
	case !sameValue(text, string(out)), !sameValue(text, string(Minify(root))):
		return "the output has other values"
	}
	return ""
}

func sameValue(a, b string) bool {
	decode := func(text string) (v any) {
		d := json.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\uFEFF")))
		d.UseNumber()
		if d.Decode(&v) != nil {
			return text
		}
		return v
	}
	return reflect.DeepEqual(decode(a), decode(b))
}

func TestCorpus(t *testing.T) {
	for path, text := range corpus(t) {
		doc, found := syntax.ParseJSON(source.NewFile(path, path, text))
		if len(found) > 0 {
			continue
		}
		if why := lawful(doc.Root, text); why != "" {
			t.Errorf("%s: %s", path, why)
		}
	}
}

func FuzzEmit(f *testing.F) {
	for _, text := range corpus(f) {
		if len(text) < 4<<10 {
			f.Add(text)
		}
	}
	f.Add(`{"Resources":{"B":{"Properties":{},"Type":"T"},"Fn::ForEach::A":["x",[],{"R":{"Metadata":{"Cfnc":1}}}]},"Description":"\ud83d\ude00"}`)
	f.Fuzz(func(t *testing.T, text string) {
		doc, found := syntax.ParseJSON(source.NewFile("f.json", "f.json", text))
		if len(text) > 16<<10 {
			t.Skip("larger than what is compared")
		}
		JSON(doc.Root)
		if len(found) > 0 || len(doc.Comments) > 0 {
			return
		}
		if why := lawful(doc.Root, text); why != "" {
			t.Errorf("%s: %q", why, text)
		}
	})
}
