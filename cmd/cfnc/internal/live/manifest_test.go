package live

import (
	"strings"
	"testing"

	manifest "github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/source"
)

func read(text string) (manifest.Manifest, error) {
	return ReadManifest(source.NewFile("web.bindings.json", "web.bindings.json", text))
}

// What JSON writes is read as it was.
func TestReadManifest(t *testing.T) {
	b := floor(ptr(20), "Most")
	b.Use = nil
	text, err := manifest.Manifest{Version: 1, Template: "web.yaml", SHA256: "00", Bindings: []manifest.Binding{b, previous("A", "ParameterValue", nil)}}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	m, err := read(string(text))
	if err != nil {
		t.Fatal(err)
	}
	again, _ := m.JSON()
	if string(again) != string(text) {
		t.Errorf("%s\nbecame\n%s", text, again)
	}
}

// Every mistake has its place.
func TestMistakesInManifests(t *testing.T) {
	const good = `{"version": 1, "bindings": [
{"parameter": "P", "resource": "Web", "type": "AWS::AutoScaling::AutoScalingGroup", "attribute": "MinSize",
"source": {"api": "autoscaling:DescribeAutoScalingGroups", "path": "AutoScalingGroups[0].MinSize"},
"maxAge": "5m", "onMissing": "default", "default": {"value": 2, "reason": "MinSize"}}
]}`
	if _, err := read(good); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ old, new, want string }{
		{good, "", "web.bindings.json: the file is empty"},
		{good, "[1]", "web.bindings.json:1:1: this is no manifest of bindings of version 1"},
		{good, "{", "web.bindings.json:1:"},
		{`"version": 1`, `"version": 2`, "web.bindings.json:1:13: this is no manifest of bindings of version 1"},
		{`"bindings": [`, `"bindings": 1, "x": [`, "web.bindings.json:1:28: a list of `bindings` is expected here"},
		{`"parameter": "P"`, `"parameter": 1`, "web.bindings.json:2:15: a text `parameter` is expected here"},
		{`"resource": "Web", `, ``, "web.bindings.json:2:1: a text `resource` is expected here"},
		{`autoscaling:DescribeAuto`, `autoscaling:DeleteAuto`, "web.bindings.json:3:19: cfnc does not know how to ask `autoscaling:DeleteAutoScalingGroups`"},
		{`[0].MinSize"`, `[*].MinSize"`, "web.bindings.json:3:68: cfnc cannot follow the path `AutoScalingGroups[*].MinSize`"},
		{`"5m"`, `"soon"`, "web.bindings.json:4:11: `maxAge` is `soon`, expected a time such as 5m"},
		{`"onMissing": "default"`, `"onMissing": "guess"`, "web.bindings.json:4:30: `onMissing` is `guess`, expected default or error"},
		{`"value": 2`, `"value": {}`, "web.bindings.json:4:62: a number or a text `value` is expected here"},
		{`"maxAge"`, `"clamp": {"min": 1, "max": {"value": "x"}}, "maxAge"`, "web.bindings.json:4:18: a map `min` is expected here\nweb.bindings.json:4:38: an integer is expected here"},
		{"\n]}", ",\n" + good[strings.Index(good, `{"parameter"`):], "web.bindings.json:5:15: `P` has a binding already"},
	} {
		_, err := read(strings.Replace(good, test.old, test.new, 1))
		if got := errorText(err); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", test.new, got, test.want)
		}
	}
}

func TestPaths(t *testing.T) {
	answer, err := decodeJSON([]byte(`{"a": {"b": [1.50, "x"], "c": [{"k": "v", "n": 1}, {"k": "w", "n": 2}], "e": []}, "t": true}`))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"a.b[0]": "1.50", "a.b[1]": "x", "a.b[2]": "", "a.c[?k=='w'] | [0].n": "2", "a.c[?k=='z'] | [0].n": "",
		"a.c | length(@)": "2", "a.e | length(@)": "0", "a.z | length(@)": "0", "a.length": "", "a": "", "t": "", "a.b.c[0].d": "",
	} {
		if _, err := parsePath(path); err != nil {
			t.Error(err)
		}
		if got, ok := find(answer, path); got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for _, path := range []string{"", "a..b", "a[*]", "a[-1]", "a |", "a b", "a[?k!='v']", "length(a)", "a[9999999]", "a."} {
		if _, err := parsePath(path); err == nil {
			t.Errorf("`%s` is followed", path)
		}
	}
	if _, err := decodeJSON([]byte("[1]")); err == nil {
		t.Error("a list is no answer")
	}
}
