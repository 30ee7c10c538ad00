package table

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
)

func TestRegionsAreReadAsWritten(t *testing.T) {
	r := Regions{Names: []string{"a-1", "b-1", "c-1"}, Unknown: []string{"b-1"}}
	for set, want := range map[uint64]string{0b101: "all", 0b100: "all but a-1", 0b000: ""} {
		if set == 0b100 {
			want = "c-1" // as long as what it leaves out
		}
		text := r.FormatRegions(set, r.Known())
		if got, err := r.ParseRegions(text, r.Known()); text != want || got != set || err != nil {
			t.Errorf("%b is written %q and read %b, %v", set, text, got, err)
		}
	}
	for text, problem := range map[string]string{"d-1": "unknown region", "b-1": "does not speak of", "all but b-1": "does not speak of"} {
		if _, err := r.ParseRegions(text, r.Known()); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%q is read with %v", text, err)
		}
	}
}

func TestReadable(t *testing.T) {
	long := strings.Repeat("x", 60)
	value := map[string][]string{"short": {"a", `"]`, "<&>"}, "wide": {long, long}}
	want := "{\n \"short\":[\"a\",\"\\\"]\",\"<&>\"],\n \"wide\":[\n  \"" + long + "\",\n  \"" + long + "\"\n ]\n}\n"
	text, err := readable(value)
	if err != nil || string(text) != want {
		t.Errorf("%v: got\n%s\nwant\n%s", err, text, want)
	}
}

func TestSchemasAreReadAsWritten(t *testing.T) {
	for _, text := range []string{
		`false`, `{}`, `{"type":"string"}`, `{"type":["string","null"]}`, `{"enum":["a",1,1.5,true,null]}`,
		`{"properties":{"A":false,"B":{"$ref":"C"}},"additionalProperties":false}`,
		`{"minimum":0,"maximum":1e+300}`, `{"if":{"required":["A"]},"then":false,"else":{}}`,
	} {
		n := &Node{}
		if err := json.Unmarshal([]byte(text), n); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, err := plain(n); string(got) != text || err != nil {
			t.Errorf("%s is written %s, %v", text, got, err)
		}
	}
	for _, text := range []string{`{"minimun":1}`, `{"properties":{"A":{"typ":"string"}}}`, `{"type":1}`, `[]`} {
		if err := json.Unmarshal([]byte(text), &Node{}); err == nil {
			t.Errorf("%s is read", text)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	node := func(text string) *Node {
		n := &Node{}
		if err := json.Unmarshal([]byte(text), n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	good := &Type{Schema: node(`{}`)}
	for problem, d := range map[string]*Data{
		`unknown type "text"`:   {Types: map[string]*Type{"A": {Schema: node(`{"type":"text"}`)}}},
		"is no plain value":     {Types: map[string]*Type{"A": {Schema: node(`{"enum":[{}]}`)}}},
		`unknown region "x"`:    {Types: map[string]*Type{"A": {Schema: node(`{}`), Regions: "x"}}},
		`unknown word "gone"`:   {Types: map[string]*Type{"A": {Schema: node(`{}`), Lifecycle: &Lifecycle{Status: "gone"}}}},
		"which is no type":      {Types: map[string]*Type{"A": good}, Regional: map[string]Regional{"r": {At: []string{"B p"}}}},
		"do not fit in 64 bits": {Regions: Regions{Names: make([]string, 65)}},
	} {
		if _, err := d.Encode(); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("Encode says %v, not %q", err, problem)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	d := &Data{Types: map[string]*Type{"AWS::A::B": {Schema: &Node{}}}}
	texts, err := d.Files()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: text}
	}
	if read, err := Read(files); err != nil || read.Types["AWS::A::B"] == nil {
		t.Fatalf("what was written is not read: %v", err)
	}
	files[sourceFile] = &fstest.MapFile{Data: []byte(`{"date":"","sauce":""}`)}
	if _, err := Read(files); err == nil {
		t.Error("an unknown word is read")
	}
	delete(files, sourceFile)
	if _, err := Read(files); err == nil {
		t.Error("a missing file is not missed")
	}
}
