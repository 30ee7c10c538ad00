package emit

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

func TestSourceMap(t *testing.T) {
	main := source.NewFile("main.yaml", "main.yaml", "é: !Include part.json\nx: y")
	part := source.NewFile("lib/part.json", "lib/part.json", "{\n  \"a/b~\": [1,\n\"two\"]}")
	doc, _ := syntax.ParseJSON(part)
	way := &syntax.Origin{Step: syntax.Aliased, At: main.Span(26, 27), Via: &syntax.Origin{Step: syntax.Included, At: main.Span(4, 12)}}
	root := syntax.NewMap(main.Span(0, 27),
		syntax.NewString("k", source.Span{}), doc.Root.Get("a/b~").With(way),
		syntax.NewString("K~/", source.Span{}), syntax.NewString("made", source.Span{}),
		syntax.NewString("Metadata", source.Span{}), syntax.NewMap(source.Span{}, syntax.NewString("Cfnc", source.Span{}), doc.Root))
	want := `{
  "version": 1,
  "mappings": {
    "": {"file": "main.yaml", "start": {"line": 1, "column": 1, "offset": 0}, "end": {"line": 2, "column": 5, "offset": 27}},
    "/k": {"file": "lib/part.json", "start": {"line": 2, "column": 11, "offset": 12}, "end": {"line": 3, "column": 7, "offset": 22}, "via": [{"step": "alias", "file": "main.yaml", "start": {"line": 2, "column": 4, "offset": 26}}, {"step": "include", "file": "main.yaml", "start": {"line": 1, "column": 4, "offset": 4}}]},
    "/k/0": {"file": "lib/part.json", "start": {"line": 2, "column": 12, "offset": 13}, "end": {"line": 2, "column": 13, "offset": 14}},
    "/k/1": {"file": "lib/part.json", "start": {"line": 3, "column": 1, "offset": 16}, "end": {"line": 3, "column": 6, "offset": 21}}
  }
}
`
	if diff := cmp.Diff(want, string(SourceMap(root))); diff != "" {
		t.Error(diff)
	}
	fitsSchema(t, want)
	fitsSchema(t, string(SourceMap(nil)))
}

func fitsSchema(t *testing.T, text string) {
	t.Helper()
	schema, err := os.ReadFile("../../schema/sourcemap.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewStringLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Errors() {
		t.Errorf("does not fit its schema: %s", problem)
	}
}

// TestSourceMapPointers finds the value of every pointer in the output.
func TestSourceMapPointers(t *testing.T) {
	text := `{"Resources":{"A":{"Type":"T","Metadata":{"Cfnc":1}},"A-b":[{"c/d":1,"~1":2,"":3}]},"Description":"x"}`
	root := read(t, text)
	var got struct {
		Version  int
		Mappings map[string]struct{ Start, End struct{ Offset int } }
	}
	if err := json.Unmarshal(SourceMap(root), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"": text, "/Resources": `{"A":{"Type":"T","Metadata":{"Cfnc":1}},"A-b":[{"c/d":1,"~1":2,"":3}]}`, "/Resources/A": `{"Type":"T","Metadata":{"Cfnc":1}}`,
		"/Resources/A/Type": `"T"`, "/Resources/A-b": `[{"c/d":1,"~1":2,"":3}]`, "/Resources/A-b/0": `{"c/d":1,"~1":2,"":3}`,
		"/Resources/A-b/0/c~1d": "1", "/Resources/A-b/0/~01": "2", "/Resources/A-b/0/": "3", "/Description": `"x"`,
	}
	texts := map[string]string{}
	for pointer, place := range got.Mappings {
		texts[pointer] = text[place.Start.Offset:place.End.Offset]
	}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}
}
