package interp_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cfnc/cfnc/compiler/interp"
)

// The file holds what autostacker24 2.9.1 gave when it was run.
func TestAutostacker24Conformance(t *testing.T) {
	file, err := os.Open("testdata/autostacker24-interpolation.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cases := 0
	for lines := bufio.NewScanner(file); lines.Scan(); cases++ {
		var tt struct {
			Input  string
			Output any
			Error  bool
		}
		if err := json.Unmarshal(lines.Bytes(), &tt); err != nil {
			t.Fatal(err)
		}
		parts, problems := interp.ParseAutostacker24(tt.Input)
		if tt.Error != (len(problems) > 0) {
			t.Errorf("%q: problems %v, want an error: %t", tt.Input, problems, tt.Error)
		}
		if got := value(tt.Input, parts); !tt.Error && !cmp.Equal(got, tt.Output) {
			t.Errorf("%q: %s", tt.Input, cmp.Diff(tt.Output, got))
		}
	}
	if cases != 76 {
		t.Errorf("%d cases, want 76", cases)
	}
}

// value turns parts into the value that a template gets for them.
func value(text string, parts []interp.Part) any {
	if parts == nil {
		return text
	}
	var joined []any
	for _, p := range parts {
		last := len(joined) - 1
		before, ok := any(nil), false
		if last >= 0 {
			before, ok = joined[last].(string)
		}
		if s, isText := before.(string); p.Kind == interp.Text && ok && isText {
			joined[last] = s + p.Text
			continue
		}
		joined = append(joined, call(p))
	}
	if len(joined) == 1 {
		return joined[0]
	}
	return map[string]any{"Fn::Join": []any{"", joined}}
}

func call(p interp.Part) any {
	switch p.Kind {
	case interp.Text:
		return p.Text
	case interp.Ref:
		return map[string]any{"Ref": p.Name}
	case interp.Attr:
		return map[string]any{"Fn::GetAtt": []any{p.Name, p.Attr}}
	case interp.Lookup:
		keys := []any{p.Name}
		for _, k := range p.Keys {
			if k.Expr != nil {
				keys = append(keys, call(*k.Expr))
			} else {
				keys = append(keys, k.Text)
			}
		}
		return map[string]any{"Fn::FindInMap": keys}
	}
	return nil
}

// What the grammar says beyond the recorded cases.
func TestAutostacker24Parts(t *testing.T) {
	tests := []struct{ text, want string }{
		{"user@@host", `"user"0-4 "@"4-6 "host"6-10`},
		{"@@@@", `"@@"0-4`},
		{"@@@_x", `"@"0-2 Ref(_x)2-5`},
		{"@{A.b_c.d}", `Attr(A.b_c.d)0-10{}`},
		{"@A.B[c]", `Attr(A.B)0-4 "[c]"4-7`},
		{"@M[ a , b ]", `Lookup(M[a 4-5, b 8-9])0-11`},
		{"@M[@{A}, @N[@B, c]]", `Lookup(M[Ref(A)3-7{}, Lookup(N[Ref(B)12-14, c 16-17])9-18])0-19`},
		{"x@Env[k]", `"x"0-1 Lookup(EnvMap[Ref(Env)2-5, k 6-7])1-8`},
		{"@{Env[k]}", `Lookup(EnvMap[Ref(Env)2-5, k 6-7])0-9{}`},
		{"run @file://a/b.sh now", `"run "0-4 File(a/b.sh)4-18 " now"18-22`},
		{"@file://a.sh@b", `File(a.sh)0-13 "b"13-14`},
		{"@file:// b", `Ref(file)0-5 ":// b"5-10`},
		{"@M[\n a ,\tb\n]", `Lookup(M[a 5-6, b 9-10])0-12`},
		{"@A::@B", `Ref(A)0-2 "::"2-4 Ref(B)4-6`},
	}
	for _, tt := range tests {
		parts, problems := interp.ParseAutostacker24(tt.text)
		if got := show(parts); got != tt.want || problems != nil {
			t.Errorf("%q\n got %s %v\nwant %s", tt.text, got, problems, tt.want)
		}
	}
}

// Where autostacker24 crashes, the problem covers the expression up to what it cannot read.
func TestAutostacker24Crashes(t *testing.T) {
	tests := []struct{ text, message, at string }{
		{"a @{Param", "autostacker24 expects `}` after `@{Param`", "2-9"},
		{"@{Param }", "autostacker24 expects `}` after `@{Param`", "0-8"},
		{"@{ Param}", "autostacker24 expects a name after `@{`", "0-3"},
		{"@{}", "autostacker24 expects a name after `@{`", "0-3"},
		{"@{A.B[c]}", "autostacker24 expects `}` after `@{A.B`", "0-6"},
		{"@Map[us-east-1, AMI]", "autostacker24 expects `,` or `]` after `@Map[us`", "0-8"},
		{"@Map[a, b, c]", "autostacker24 expects `]` after `@Map[a, b`", "0-10"},
		{"@Map[\"a\", b]", "autostacker24 expects a key after `@Map[`", "0-6"},
		{"@Map[]", "autostacker24 expects a key after `@Map[`", "0-6"},
		{"@Map[a, @{}]", "autostacker24 expects a name after `@Map[a, @{`", "0-11"},
		{"@{file://x}", "autostacker24 expects `}` after `@{file`", "0-7"},
		{strings.Repeat("@M[", 9), "autostacker24 expects lookups no more than 8 deep after `@M[@M[@M[@M[@M[@M[@M[@M[`", "0-25"},
	}
	for _, tt := range tests {
		_, problems := interp.ParseAutostacker24(tt.text)
		if len(problems) == 0 {
			t.Errorf("%q: no problem", tt.text)
			continue
		}
		p := problems[0]
		if p.Message != tt.message || at(p) != tt.at || p.IsWarning() || p.Help == "" {
			t.Errorf("%q\n got %s %s\nwant %s %s", tt.text, at(p), p.Message, tt.at, tt.message)
		}
	}
}
