package lint

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

func TestOptions(t *testing.T) {
	options := map[string]Option{
		"flag":   {Name: "flag", Default: Flag(true)},
		"number": {Name: "number", Default: Number(3)},
		"text":   {Name: "text", Default: Text("a"), Choices: []string{"a", "b"}},
		"list":   {Name: "list", Default: Texts("a", "b")},
	}
	tests := []struct{ option, value, want, mistake string }{
		{"flag", "false", "false", ""},
		{"flag", "'false'", "", "`flag` must be a boolean"},
		{"number", "7", "7", ""},
		{"number", "7.5", "", "`number` must be a whole number"},
		{"number", "a", "", "`number` must be a whole number"},
		{"text", "b", `"b"`, ""},
		{"text", "c", "", "`text` must be one of a, b"},
		{"text", "[a]", "", "`text` must be a string"},
		{"list", "[b, 7]", `["b", "7"]`, ""},
		{"list", "b", `["b"]`, ""},
		{"list", "[[b]]", "", "`list` must be a list of strings"},
		{"list", "[~]", "", "`list` must be a list of strings"},
		{"list", "{}", "", "`list` must be a list of strings"},
	}
	for _, test := range tests {
		doc, _ := syntax.ParseYAML(source.NewFile("v", "v", test.value+"\n"))
		got, err := options[test.option].Read(doc.Root)
		mistake := ""
		if err != nil {
			mistake = err.Error()
		}
		if mistake != test.mistake || err == nil && got.String() != test.want {
			t.Errorf("%s set to %s is %s, with the mistake %q; want %s, %q", test.option, test.value, got, mistake, test.want, test.mistake)
		}
	}
}

func TestSettingsOfARule(t *testing.T) {
	rule := &Rule{ID: "H1", Options: []Option{{Name: "size", Default: Number(3)}}}
	p := &Pass{Rule: rule}
	if p.Setting("size").Number() != 3 || p.Setting("other").Type() != "nothing" {
		t.Errorf("without settings, the size is %v", p.Setting("size"))
	}
	p.chosen = Selection{Options: Options{"H1": {"size": Number(4)}}}
	if p.Setting("size").Number() != 4 {
		t.Errorf("set, the size is %v", p.Setting("size"))
	}
}
