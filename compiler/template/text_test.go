package template_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/template"
)

const textHead = `
Parameters:
  Name: {Type: String, MinLength: 3}
  Only: {Type: String, AllowedValues: [one]}
  Image: {Type: "AWS::SSM::Parameter::Value<String>", AllowedValues: [/ami]}
  Env: {Type: String, AllowedValues: [prod, development]}
Mappings:
  M: {top: {second: mapped}, eu: {one: found}}
Conditions:
  C: {"Fn::Equals": [{Ref: Env}, prod]}
  D: {"Fn::Equals": [{Ref: Env}, development]}
Resources:
  R: {Type: AWS::EC2::Instance}
`

// rendered compiles a value and shows its texts, with the name of what stands there in angle
// brackets for each hole.
func rendered(t *testing.T, value string) (texts []template.Text, shown string) {
	t.Helper()
	model := parse(t, textHead+"V:"+value)
	texts = model.Texts(model.Root.Get("V"), nil)
	var all []string
	for _, x := range texts {
		all = append(all, show(x)+under(x.When))
	}
	return texts, strings.Join(all, " | ")
}

func show(x template.Text) string {
	var b strings.Builder
	for _, r := range x.String() {
		h, ok := x.Hole(r)
		switch {
		case !ok:
			b.WriteRune(r)
		case h.Kind == template.OfAttribute:
			fmt.Fprintf(&b, "<%s.%s>", h.Name, h.Attribute)
		case h.Kind == template.OfOther:
			fmt.Fprintf(&b, "<?%s>", h.Name)
		default:
			fmt.Fprintf(&b, "<%s>", h.Name)
		}
	}
	return b.String()
}

func under(when *template.Scenario) (text string) {
	for ; when != nil; when = when.Within {
		text = fmt.Sprintf(" %s=%t", when.Condition, when.Holds) + text
	}
	return text
}

func TestTexts(t *testing.T) {
	for _, test := range []struct{ value, want string }{
		{" plain", "plain"},
		{" {'Fn::Sub': []}", "<?>"},
		{" 80", "80"},
		{" True", "true"},
		{" 'True'", "True"},
		{" '{{resolve:ssm:/a}}'", "{{resolve:ssm:/a}}"},
		{"", ""},
		{" {Ref: AWS::NoValue}", ""},
		{" [a]", "<?>"},
		{" {a: b}", "<?>"},
		{" {Ref: Name}", "<Name>"},
		{" {Ref: AWS::Region}", "<AWS::Region>"},
		{" {Ref: R}", "<R>"},
		{" {Ref: Nothing}", "<?Nothing>"},
		{" {Ref: Only}", "one"},
		{" {Ref: Image}", "<Image>"},
		{" {'Fn::GetAtt': [R, PrivateIp]}", "<R.PrivateIp>"},
		{" {'Fn::GetAtt': R.A.B}", "<R.A.B>"},
		{" {'Fn::ImportValue': x}", "<?>"},
		{" {'Fn::Sub': 'a ${Name} ${!x} ${R.Arn} ${Only} ${AWS::NoValue}'}", "a <Name> ${x} <R.Arn> one "},
		{" {'Fn::Sub': ['${A}${B}${Name}', {A: x, B: {Ref: AWS::StackId}, Name: y}]}", "x<AWS::StackId>y"},
		{" {'Fn::Join': ['', [a, {Ref: Name}, 1]]}", "a<Name>1"},
		{" {'Fn::Join': ['-', [a, {Ref: AWS::NoValue}, '', b]]}", "a--b"},
		{" {'Fn::Join': ['-', [{Ref: AWS::NoValue}, {'Fn::Join': [',', [a, b]]}, {'Fn::If': [C, {Ref: AWS::NoValue}, c]}]]}", "a,b C=true | a,b-c C=false"},
		{" {'Fn::Join': ['-', {'Fn::If': [C, [a, b], [c]]}]}", "a-b C=true | c C=false"},
		{" {'Fn::Join': ['-', {'Fn::Split': [',', 'a,b,c']}]}", "a-b-c"},
		{" {'Fn::Join': ['-', {'Fn::Split': [',', {Ref: Name}]}]}", "<?>"},
		{" {'Fn::Join': ['-', {Ref: Name}]}", "<?>"},
		{" {'Fn::Select': [1, [a, b]]}", "b"},
		{" {'Fn::Select': ['1', {'Fn::Split': [',', {'Fn::Join': [',', [a, b]]}]}]}", "b"},
		{" {'Fn::Select': [0, {'Fn::Split': [',', {Ref: Name}]}]}", "<?>"},
		{" {'Fn::Select': [0, [{'Fn::If': [C, {Ref: AWS::NoValue}, a]}, b]]}", "<?>"},
		{" {'Fn::Select': [4, [a, b]]}", "<?>"},
		{" {'Fn::FindInMap': [M, top, second]}", "mapped"},
		{" {'Fn::FindInMap': [M, eu, {Ref: Only}]}", "found"},
		{" {'Fn::FindInMap': [M, {Ref: AWS::Region}, second]}", "<?>"},
		{" {'Fn::Base64': {'Fn::Sub': '${Name}!'}}", "<Name>!"},
		{" {'Fn::Join': ['', [a, {'Fn::Base64': b}]]}", "a<?>"},
		{" {'Fn::If': [C, {'Fn::If': [C, a, b]}, {Ref: AWS::NoValue}]}", "a C=true C=true"},
		{" {'Fn::Join': ['', [{'Fn::If': [C, a, b]}, {'Fn::If': [D, c, d]}, {'Fn::If': [C, e, f]}]]}",
			"ade C=true D=false C=true | bcf C=false D=true C=false"},
		{" {'Fn::Sub': {'Fn::If': [C, 'a ${Name}', b]}}", "<?>"},
		{" \"a\ue000b\"", "a<?>b"},
	} {
		if _, got := rendered(t, test.value+"\n"); got != test.want {
			t.Errorf("%s gives %q, want %q", test.value, got, test.want)
		}
	}
}

func TestTextsAreBounded(t *testing.T) {
	head := "Parameters: {"
	conditions, items := "Conditions: {", ""
	for i := range 10 {
		head += fmt.Sprintf("P%d: {Type: String}, ", i)
		conditions += fmt.Sprintf("C%d: {'Fn::Equals': [{Ref: P%d}, x]}, ", i, i)
		items += fmt.Sprintf("{'Fn::If': [C%d, a, b]}, ", i)
	}
	model := parse(t, head+"}\n"+conditions+"}\nV: {'Fn::Join': ['', ["+items+"]]}\n")
	texts := model.Texts(model.Root.Get("V"), nil)
	if len(texts) != template.MaxTexts || show(texts[0]) != "aaaa<?><?><?><?><?><?>" {
		t.Errorf("%d texts, the first is %s", len(texts), show(texts[0]))
	}
	nested := "x"
	for range 64 {
		nested = "{'Fn::Sub': ['${A}${A}', {A: " + nested + "}]}"
	}
	model = parse(t, "V: "+nested+"\n")
	if texts := model.Texts(model.Root.Get("V"), nil); len(texts) != 1 || len(texts[0].String()) > 8<<20 {
		t.Errorf("%d texts of a text that doubles 64 times", len(texts))
	}
	many := strings.Repeat("\ue000", 7000)
	model = parse(t, "V: \""+many+"end\"\n")
	text := model.Texts(model.Root.Get("V"), nil)[0]
	if h, ok := text.Part(len(many)-3, len(many)).Only(); !ok || h.Kind != template.OfOther || !strings.HasSuffix(text.String(), "end") {
		t.Errorf("the last of 7000 holes is %+v", h)
	}
}

func TestTextLength(t *testing.T) {
	for value, want := range map[string]int{
		" abc": 3, " {Ref: Name}": 3, " {Ref: Env}": 4, " {'Fn::Sub': '--region ${AWS::Region}'}": 18, " {Ref: R}": 0, " ä": 2, " \"\ue000\"": 3,
	} {
		texts, _ := rendered(t, value+"\n")
		if got := texts[0].Least(); got != want {
			t.Errorf("%s has at least %d bytes, want %d", value, got, want)
		}
	}
}

func TestTextSpan(t *testing.T) {
	const block = ` {"Fn::Base64": {"Fn::Sub": ["#!/bin/sh\n\tcfn-init \"${AWS::StackName}\" ${X} ${Only}\n", {"X": {"Fn::Join": ["=", ["k\u0065y", {"Ref": "Name"}]]}}]}}`
	for _, test := range []struct{ value, part, want string }{
		{block, "cfn-init", `1:46 cfn-init`},
		{block, "\"<AWS::StackName>\"", `1:55 \"${AWS::StackName}\"`},
		{block, "<AWS::StackName>", `1:57 ${AWS::StackName}`},
		{block, "key", `1:121 k\u0065y`},
		{block, "=", `1:115 =`},
		{block, "key=<Name>", `1:121 k\u0065y`},
		{block, "<Name>", `1:132 {"Ref": "Name"}`},
		{block, "one", `1:82 ${Only}`},
		{block, "n", `1:38 n`},
		{" {'Fn::Sub': \"a\\tb\"}", "b", `1:20 b`},
		{"\n  Fn::Sub: |\n    #!/bin/sh\n    echo ${Name} x\n", "echo <Name> x", `4:5 echo ${Name} x`},
		{"\n  Fn::Sub: |\n    #!/bin/sh\n    echo ${Name} x\n", "x", `4:18 x`},
		{"\n  Fn::Sub: >\n    one\n    two\n", "two", `4:5 two`},
		{" {'Fn::FindInMap': [M, top, second]}", "mapped", `-5:21 mapped`},
	} {
		texts, _ := rendered(t, test.value+"\n")
		from, to := find(texts[0], test.part)
		span := texts[0].Span(from, to)
		start := span.File.Position(span.Start)
		got := fmt.Sprintf("%d:%d %s", start.Line-strings.Count(textHead, "\n"), start.Column, span.Text())
		if got != test.want {
			t.Errorf("%q of %s stands at %s, want %s", test.part, test.value, got, test.want)
		}
	}
}

// find returns where a part stands that is written as show writes it.
func find(x template.Text, part string) (from, to int) {
	shown := show(x)
	at := strings.Index(shown, part)
	back := func(n int) int {
		for i := range x.String() {
			if len(show(x.Part(0, i))) == n {
				return i
			}
		}
		return len(x.String())
	}
	return back(at), back(at + len(part))
}

func TestTextOfIncludedFile(t *testing.T) {
	files := loaded{"setup.sh": "#!/bin/bash\ncfn-signal -r @R --stack @AWS::StackName\n"}
	unit, _ := compiler.Compile(source.NewFile("t.yml", "t.yml", "Resources:\n  R:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: '@file://setup.sh'\n"),
		compiler.Options{Loader: files, Values: map[string]string{"AWS::StackName": "no parameter"}})
	r := unit.Template.Resource("R")
	text := unit.Template.Texts(r.Property("UserData"), r.When())[0]
	if got := show(text); got != "#!/bin/bash\ncfn-signal -r <R> --stack <AWS::StackName>\n" || !text.Encoded {
		t.Fatalf("the text is %q, encoded %t", got, text.Encoded)
	}
	at := strings.Index(text.String(), "--stack")
	if span := text.Span(at, at+7); span.Text() != "--stack" || span.File.Path() != "setup.sh" {
		t.Errorf("--stack stands at %q of %s", span.Text(), span.File.Path())
	}
	for _, h := range text.Holes() {
		if got := h.Span(); got.File.Path() != "setup.sh" || !strings.HasPrefix(got.Text(), "@") {
			t.Errorf("the hole %s stands at %q of %s", h.Name, got.Text(), got.File.Path())
		}
	}
}

type loaded map[string]string

func (l loaded) Load(path string) (*source.File, error) {
	return source.NewFile(path, path, l[path]), nil
}

func TestTextOfGivenParameter(t *testing.T) {
	unit, _ := compiler.Compile(source.NewFile("t.yml", "t.yml", strings.TrimPrefix(textHead, "\n")+"V: {'Fn::Sub': 'a ${Name} ${Image}'}\n"),
		compiler.Options{Values: map[string]string{"Name": "web", "Image": "/x"}})
	if text := unit.Template.Texts(unit.Root.Get("V"), nil)[0]; show(text) != "a web <Image>" || text.Span(2, 5).Text() != "${Name}" {
		t.Errorf("it is %q, and web stands at %q", show(text), text.Span(2, 5).Text())
	}
}

func TestTextInScenario(t *testing.T) {
	model := parse(t, textHead+"V: {'Fn::Sub': '${Env} ${AWS::Region} ${Name}'}\n")
	when := (*template.Scenario)(nil).WithValue("Env", "prod").WithValue("AWS::Region", "eu-west-1")
	if got := show(model.Texts(model.Root.Get("V"), when)[0]); got != "prod eu-west-1 <Name>" {
		t.Error(got)
	}
}

func TestTextsAreAppended(t *testing.T) {
	texts, _ := rendered(t, " {'Fn::If': [C, 'a ${x}', {'Fn::Join': ['', [{Ref: Name}, b, {Ref: R}]]}]}\n")
	both := texts[1].Append(" ", texts[1].Part(3, 7)).Append("!", template.Text{})
	if got := show(both); got != "<Name>b<R> b<R>!" || both.When != texts[1].When {
		t.Error(got)
	}
	if got := template.Text.Append(template.Text{}, "x", texts[0]).String(); got != "xa ${x}" {
		t.Error(got)
	}
	last := len(both.String()) - 4
	if h, ok := both.Part(last, last+3).Only(); !ok || h.Span().Text() != "{Ref: R}" || both.Span(last-1, last).Text() != "b" {
		t.Errorf("the appended hole is %+v", h)
	}
}

func TestTextInLoop(t *testing.T) {
	model := parse(t, `
Resources:
  Fn::ForEach::L:
    - X
    - [a, b]
    - R${X}:
        Type: AWS::EC2::Instance
        Properties: {UserData: {"Fn::Join": ["", ["a ${X} ${Y} &{X}", {Ref: X}, {"Fn::Sub": "${X}"}]]}}
`)
	r := model.Resources[0]
	if got := show(model.TextsIn(r.Loop, r.Property("UserData"), nil)[0]); got != "a <?> ${Y} <?><?><?>" {
		t.Error(got)
	}
}
