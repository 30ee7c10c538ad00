package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/cfnc/cfnc/schema/internal/table"
)

func TestRewrite(t *testing.T) {
	for source, want := range map[string]table.Rewrite{
		`^[\u0021-\u007E]+$`:          {Match: []string{`^[\x{0021}-\x{007E}]+$`}},
		`^K\Z`:                        {Match: []string{`^K\z`}},
		`[\p{Graph}\x20]*`:            {Match: []string{`[[:graph:]\x20]*`}},
		`\p{Alpha}`:                   {Match: []string{`[[:alpha:]]`}},
		`^.{1,2048}$`:                 {Match: []string{`^.{1,}$`}},
		`^.{2048}$`:                   {Match: []string{`^.{1000,}$`}},
		`^[^\u0000]{1,2000}$`:         {Match: []string{`^[^\x{0000}]{1,}$`}},
		`^(?!a)(?=b).+$`:              {Match: []string{`^(?:b)`, `^.+$`}, Exclude: []string{`^(?:a)`}},
		`^((?!aws:)[a-z]*)$`:          {Match: []string{`^[a-z]*$`}, Exclude: []string{`^(?:aws:)`}},
		`^[a-z-]+(?<!-)$`:             {Match: []string{`^[a-z-]+$`}, Exclude: []string{`(?:-)$`}},
		`(?=^.{2,4}$)[a-z]+`:          {Match: []string{`^(?:^.{2,4}$)`, `^[a-z]+`}},
		`^a(?![\s\S])`:                {Match: []string{`^a\z`}},
		`^(?!a)b|c$`:                  {}, // the lookahead belongs to one branch
		`(?!a)b`:                      {}, // may match anywhere
		`^a(?!b)c$`:                   {}, // within
		`^(?!x{1,2000})y$`:            {}, // what is excluded must not grow
		`[\uD800\uDBFF-\uDC00\uDFFF]`: {Match: []string{`[\x{10000}-\x{10FFFF}]`}},
	} {
		got := rewrite(source)
		if !slices.Equal(got.Match, want.Match) || !slices.Equal(got.Exclude, want.Exclude) {
			t.Errorf("%s becomes %q without %q", source, got.Match, got.Exclude)
		}
		for _, expression := range slices.Concat(got.Match, got.Exclude) {
			regexp.MustCompile(expression)
		}
	}
}

func TestNode(t *testing.T) {
	for source, want := range map[string]string{
		`{"ref_name":"A"}`:                                 `{"$ref":"A"}`,
		`{"$ref":"#/definitions/A","title":"prose"}`:       `{"$ref":"A"}`,
		`{"type":["object","string"],"max_length":3}`:      `{"type":["string","object"],"maxLength":3}`,
		`{"absent":["A"],"not_enum":["b"],"const":1}`:      `{"enum":[1],"properties":{"A":false},"not":{"enum":["b"]}}`,
		`{"any_of":[{"type":"string"},{}],"one_of":[{}]}`:  `{}`,
		`{"all_of":[{"required":["A"]},{}]}`:               `{"allOf":[{"required":["A"]}]}`,
		`{"properties":{"description":{"title":"prose"}}}`: `{"properties":{"description":{}}}`,
		`{"if_then_else":[{"condition":{"required":["A"]},"then_schema":{},"else_schema":{"required":["B"]}}]}`: `{"allOf":[{"if":{"required":["A"]},"else":{"required":["B"]}}]}`,
		`{"if":{"required":["A"]},"then":true}`: `{}`,
	} {
		n, err := node(json.RawMessage(source))
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got, _ := json.Marshal(n); string(got) != want {
			t.Errorf("%s becomes %s, not %s", source, got, want)
		}
	}
	for _, source := range []string{`{"max_len":1}`, `{"if_then_else":[{"when":{}}]}`, `{"items":{"colour":"red"}}`, `1`} {
		if _, err := node(json.RawMessage(source)); err == nil {
			t.Errorf("%s is accepted", source)
		}
	}
}

func TestFrames(t *testing.T) {
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	file := append([]byte("head"), magic...) // no frame
	file = append(file, 0xff, 0xff)
	file = append(enc.EncodeAll([]byte(`{"rules":[]}`), file), "between"...)
	file = append(enc.EncodeAll([]byte(`{"adapters":[]}`), file), "tail"...)
	list, err := frames(file)
	if err != nil || len(list) != 2 || list[0]["rules"] == nil || list[1]["adapters"] == nil {
		t.Errorf("%d frames, %v", len(list), err)
	}
	if _, err := frames(enc.EncodeAll([]byte(`[1]`), nil)); err == nil {
		t.Error("a list passes for a table")
	}
}

func TestRecogniseStops(t *testing.T) {
	frame := func(text string) (f map[string]json.RawMessage) {
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	for problem, list := range map[string][]map[string]json.RawMessage{
		`unknown table "news"`: {frame(`{"news":[]}`)},
		"is missing":           {frame(`{"rules":[]}`)},
		"two tables":           {frame(`{"AWS::A::B":{"type_name":"AWS::A::B"}}`), frame(`{"AWS::A::C":{"type_name":"AWS::A::C"}}`)},
	} {
		if _, err := recognise(list); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("recognise says %v, not %q", err, problem)
		}
	}
}

func TestExtensionsMustBeKnown(t *testing.T) {
	raw := json.RawMessage(`{"if":{"properties":{"B":{}},"required":["B"]},"then":{"required":["A"]}}`)
	if got := mentions(raw); got != "A B" {
		t.Errorf("the schema mentions %q", got)
	}
	types := map[string]*table.Type{"AWS::A::B": {Schema: &table.Node{}}}
	x := &extensions{map[string][]json.RawMessage{"aws::a::b": {raw}}, map[string]override{}, map[string]bool{}}
	if err := x.add(types); err == nil || !strings.Contains(err.Error(), "overrides.json") {
		t.Errorf("an unknown extension: %v", err)
	}
	x.known["AWS::A::B A B"] = override{Rule: "E1", At: []string{"AWS::A::B Nowhere"}}
	if err := x.add(types); err == nil || !strings.Contains(err.Error(), "there is no AWS::A::B Nowhere") {
		t.Errorf("an extension that has no place: %v", err)
	}
	x.known["AWS::A::B A B"] = override{Rule: "E1", At: []string{"AWS::A::B"}}
	if err := x.add(types); err != nil || len(types["AWS::A::B"].Checks) != 1 {
		t.Errorf("an extension is not added: %v", err)
	}
	x.known["AWS::A::B C"] = override{}
	if err := x.add(types); err == nil || !strings.Contains(err.Error(), "no longer") {
		t.Errorf("an override without an extension: %v", err)
	}
}

func TestPinsHold(t *testing.T) {
	digest := ""
	if err := pin(&digest, []byte("a"), "it"); err != nil || len(digest) != 64 {
		t.Errorf("a new pin is %q, %v", digest, err)
	}
	if err := pin(&digest, []byte("b"), "it"); err == nil {
		t.Error("other content passes")
	}
}
