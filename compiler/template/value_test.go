package template_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/template"
)

func TestIntOf(t *testing.T) {
	tests := []struct {
		text  string
		state template.State
		value int
	}{
		{"null", template.Unknown, 0},
		{"20", template.Known, 20},
		{"'20'", template.Known, 20},
		{"-1", template.Known, -1},
		{"2.5", template.Unknown, 0},
		{"text", template.Unknown, 0},
		{"true", template.Unknown, 0},
		{"[1]", template.Unknown, 0},
		{"99999999999999999999999", template.Unknown, 0},
		{"{Ref: P}", template.Unknown, 0},
		{"{Ref: AWS::NoValue}", template.Absent, 0},
		{"{Fn::If: [C, 3, '3']}", template.Known, 3},
		{"{Fn::If: [C, 3, 4]}", template.Unknown, 0},
		{"{Fn::If: [C, 3, {Ref: AWS::NoValue}]}", template.Unknown, 0},
		{"{Fn::If: [C, {Ref: AWS::NoValue}, {Ref: AWS::NoValue}]}", template.Absent, 0},
		{"{Fn::If: [C, {Fn::If: [D, 1, 1]}, 1]}", template.Known, 1},
	}
	for _, test := range tests {
		got := template.IntOf(parse(t, "V: "+test.text+"\n").Root.Get("V"))
		if got.State != test.state || got.It != test.value {
			t.Errorf("%s is %+v, want %+v", test.text, got, test)
		}
	}
	if got := template.IntOf(nil); got.State != template.Absent || got.Or(7) != 7 {
		t.Errorf("nothing is %+v", got)
	}
	noValue := parse(t, "V: {Fn::If: [C, 0, {Ref: AWS::NoValue}]}\n").Root.Get("V")
	if !template.IntOr(nil, 3).Is(3) || !template.IntOr(noValue, 0).Is(0) || template.IntOr(noValue, 1).State != template.Unknown {
		t.Error("a default does not count in the branch that leaves the value out")
	}
}

func TestBoolOr(t *testing.T) {
	for text, want := range map[string]template.Value[bool]{
		"true":                       {State: template.Known, It: true},
		"'true'":                     {State: template.Known, It: true},
		"'False'":                    {State: template.Known},
		"yes":                        {State: template.Unknown},
		"1":                          {State: template.Unknown},
		"{Ref: P}":                   {State: template.Unknown},
		"{Fn::If: [C, true, true]}":  {State: template.Known, It: true},
		"{Fn::If: [C, true, false]}": {State: template.Unknown},
		"{Ref: AWS::NoValue}":        {State: template.Known},
	} {
		if got := template.BoolOr(parse(t, "V: "+text+"\n").Root.Get("V"), false); got != want {
			t.Errorf("%s is %+v, want %+v", text, got, want)
		}
	}
}

func TestPresence(t *testing.T) {
	for text, want := range map[string]template.State{
		"1":                                     template.Known,
		"{Ref: P}":                              template.Known,
		"{Ref: AWS::NoValue}":                   template.Absent,
		"{Fn::If: [C, 1, {Ref: P}]}":            template.Known,
		"{Fn::If: [C, 1, {Ref: AWS::NoValue}]}": template.Unknown,
	} {
		if got := template.Presence(parse(t, "V: "+text+"\n").Root.Get("V")); got != want {
			t.Errorf("%s is %v, want %v", text, got, want)
		}
	}
}

func TestSame(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"20", "'20'", true},
		{"20", "21", false},
		{"{Ref: P}", "{Ref: P}", true},
		{"{Ref: P}", "{Ref: Q}", false},
		{"{Ref: P}", "P", false},
		{"{Ref: P}", "{Fn::Sub: '${P}'}", true},
		{"{Ref: P}", "{Fn::Sub: '${P} '}", false},
		{"{Ref: P}", "{Fn::Join: ['', [{Ref: P}]]}", true},
		{"{Ref: P}", "{Fn::Join: ['', [{Ref: P}, x]]}", false},
		{"{Fn::GetAtt: A.B.C}", "{Fn::GetAtt: [A, B.C]}", true},
		{"{Fn::GetAtt: A.B.C}", "{Fn::Sub: '${A.B.C}'}", true},
		{"{Fn::GetAtt: A.B}", "{Fn::GetAtt: A.C}", false},
		{"{Fn::Sub: ['${P}', {P: x}]}", "{Ref: P}", false},
		{"{Fn::Sub: plain}", "plain", true},
		{"{Fn::FindInMap: [M, {Ref: R}, k]}", "{Fn::FindInMap: [M, {Fn::Sub: '${R}'}, k]}", true},
		{"{A: 1, B: 2}", "{B: 2, A: 1}", true},
		{"{A: 1, B: 2}", "{A: 1}", false},
		{"[1, 2]", "[2, 1]", false},
		{"'null'", "null", false},
	}
	for _, test := range tests {
		root := parse(t, "A: "+test.a+"\nB: "+test.b+"\n").Root
		if got := template.Same(root.Get("A"), root.Get("B")); got != test.same {
			t.Errorf("%s and %s: %v", test.a, test.b, got)
		}
		if got := template.Same(root.Get("B"), root.Get("A")); got != test.same {
			t.Errorf("%s and %s: %v", test.b, test.a, got)
		}
	}
	if template.Same(nil, nil) {
		t.Error("nothing is the same as nothing")
	}
}
