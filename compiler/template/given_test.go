package template_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

func TestGivenValues(t *testing.T) {
	doc, _ := syntax.Parse(source.NewFile("a.yaml", "a.yaml", `
Parameters:
  Size: {Type: Number}
  On: {Type: String}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>"}
  Open: {Type: Number}
Size: {Ref: Size}
On: {Ref: On}
Stored: {Ref: Stored}
Open: {Ref: Open}
Branch: {"Fn::If": [Yes, {Ref: Size}, "7"]}
Gone: {Ref: AWS::NoValue}
`))
	values := map[string]string{"Size": "7", "On": "True", "Stored": "3", "Nobody": "1"}
	m, _ := template.NewGiven(doc.Root, values)
	for name, want := range map[string]template.Value[int]{
		"Size": {State: template.Known, It: 7}, "Branch": {State: template.Known, It: 7},
		"On": {State: template.Unknown}, "Stored": {State: template.Unknown}, "Open": {State: template.Unknown}, "Gone": {},
	} {
		if got := m.IntOf(doc.Root.Get(name)); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if got := m.IntOr(doc.Root.Get("Gone"), 5); !got.Is(5) {
		t.Errorf("absent is %v", got)
	}
	if got := m.BoolOr(doc.Root.Get("On"), false); !got.Is(true) {
		t.Errorf("On is %v", got)
	}
	plain, _ := template.New(doc.Root)
	if got := plain.IntOf(doc.Root.Get("Size")); got.State != template.Unknown {
		t.Errorf("without values Size is %v", got)
	}
}
