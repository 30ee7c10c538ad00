package syntax

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/source"
)

func TestJSONDepth(t *testing.T) {
	deep := func(n int) string { return strings.Repeat(`[{"a":`, n/2) + "1" + strings.Repeat("}]", n/2) }
	if _, found := parseJSON(deep(MaxDepth)); len(found) > 0 {
		t.Errorf("%d levels: %s", MaxDepth, found[0].Message)
	}
	doc, found := parseJSON(`{"x": ` + deep(MaxDepth) + `, "y": [1}`)
	if len(found) != 2 || found[0].Message != "nested more than 500 levels deep" || found[0].Span.Start != 6+6*249+1 {
		t.Errorf("found %v", found)
	}
	if doc.Root.Get("y").Len() != 1 {
		t.Error("reading did not go on behind what is too deep")
	}
}

func TestJSONErrorLimit(t *testing.T) {
	_, found := parseJSON("[" + strings.Repeat("x,", 100) + "1]")
	if len(found) != MaxErrors {
		t.Errorf("%d errors", len(found))
	}
}

func TestJSONTooLarge(t *testing.T) {
	doc, found := parseJSON("[]" + strings.Repeat(" ", source.MaxSize-1))
	if doc.Root != nil || len(found) != 1 || found[0].Message != "the file has 67108865 bytes; at most 67108864 are read" {
		t.Errorf("%v: %v", doc.Root, found)
	}
}

// TestJSONHostile reads large inputs that are made to cost more than their size: each must be
// read in a time that a quadratic reader does not keep.
func TestJSONHostile(t *testing.T) {
	const size = 512 << 10
	for name, unit := range map[string][3]string{
		"open brackets":               {"", "[", ""},
		"open maps":                   {"", `{"a":`, ""},
		"mixed brackets":              {"[", "[}", ""},
		"open maps that lists end":    {"[", `[{"a":]`, ""},
		"open quotes":                 {"[", "\"\n", ""},
		"open quotes that seem to go": {"[", "\"\n\\\"\n", ""},
		"too deep, with quotes":       {strings.Repeat("[", MaxDepth+1) + "\"\n", "\\\"\n", ""},
		"line breaks in one string":   {`["`, "\n", `"]`},
		"line breaks without an end":  {`["`, "\n", ""},
		"trailing blanks":             {"[", "\"x\n", strings.Repeat(" ", size)},
		"colons":                      {"[1", ":", ""},
		"pairs in a row":              {"{", `"a":`, ""},
		"keys without values":         {"{", `"a" `, ""},
		"equal keys":                  {"{", `"a":1,`, ""},
		"words":                       {"[", "x ", ""},
		"slashes":                     {"[", "/ ", ""},
		"comments":                    {"[", "/**/  ", ""},
		"open comments":               {"[", "/* ", ""},
		"hashes":                      {"[", "#\n", ""},
		"single quotes":               {"[", "' ", ""},
		"commas":                      {"[", ",", ""},
		"bad escapes":                 {`["`, `\u12`, ""},
		"brackets on lines":           {"[", "[\n]", ""},
		"brackets far in":             {"[" + strings.Repeat("[", 400) + strings.Repeat(" ", size), "[[\n]]", ""},
		"junk":                        {"[1", ";1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := unit[0] + strings.Repeat(unit[1], size/len(unit[1])) + unit[2]
			start := time.Now()
			doc, found := parseJSON(text)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
			if len(found) == 0 || len(found) > MaxErrors {
				t.Errorf("%d errors", len(found))
			}
			if s := doc.Root.Span(); s.End > len(text) {
				t.Errorf("the root ends at %d of %d", s.End, len(text))
			}
		})
	}
}

// TestManyKeys finds the one duplicate in maps of all sizes around the limits of the search.
func TestManyKeys(t *testing.T) {
	for _, n := range []int{2, scannedPairs - 1, scannedPairs, scannedPairs + 1, 1000} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "\"k%d\": %d,\n", i, i)
		}
		keys := b.String()
		if _, found := parseJSON("{" + strings.TrimSuffix(keys, ",\n") + "}"); len(found) > 0 {
			t.Errorf("%d keys: %s", n, found[0].Message)
		}
		_, found := parseJSON("{" + keys + "\"k1\": 0}")
		want := fmt.Sprintf("key `k1` on line %d is already on line 2", n+1)
		if len(found) != 1 || found[0].Message != want || len(found[0].Notes) != 1 {
			t.Errorf("%d keys and one twice: %v, want %q", n, found, want)
		}
	}
}
