package interp_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/interp"
)

func TestNearMiss(t *testing.T) {
	tests := []struct{ text, want string }{
		{"x @Parma y", "C001 2-8 `@Parma` stays text, did you mean `Param`? | write `@Param`"},
		{"@param", "C001 0-6 `@param` stays text, did you mean `Param`? | write `@Param`"},
		{"@Params", "C001 0-7 `@Params` stays text, did you mean `Param`? | write `@Param`"},
		{"@Prm", ""},     // too short
		{"@Parmaa", ""},  // two edits
		{"me@Parma", ""}, // an address
		{"é@Parma", ""},  // a letter of another script
		{"_@Parma", ""},
		{"me@@@Parma", ""},
		{"-@Parma", "C001 1-7 `@Parma` stays text, did you mean `Param`? | write `@Param`"},
		{"@@@Parma", "C001 2-8 `@Parma` stays text, did you mean `Param`? | write `@Param`"},
		{"@@Parma", ""}, // an even number would be an escape
		{"@AWS::Regoin", "C001 0-12 `@AWS::Regoin` stays text, did you mean `AWS::Region`? | write `@AWS::Region`"},
		{"@EnvMpa", ""}, // a mapping's name alone is literal
		{"@EnvMpa[a, b]", "C001 0-7 `@EnvMpa` stays text, did you mean `EnvMap`? | write `@EnvMap`"},
		{"@timestamp", ""},
	}
	for _, tt := range tests {
		check(t, tt.text, 0, tt.want)
	}
}

func TestLeftLiteral(t *testing.T) {
	tests := []struct{ text, want string }{
		{"x @{Param = 1}", "C002 2-9 `@{Param` stays text, because the braces hold no expression | write `@{Param}` to refer to `Param`"},
		{"@{ Param }", "C002 0-8 `@{ Param` stays text, because the braces hold no expression | write `@{Param}` to refer to `Param`"},
		{"@{Map[a b]}", "C002 0-5 `@{Map` stays text, because the braces hold no expression | write `@{Map}` to refer to `Map`"},
		{"@{Param", "C002 0-7 `@{Param` stays text, because the braces hold no expression | write `@{Param}` to refer to `Param`"},
		{"@@{Param = 1}", ""},
		{"@{Other = 1}", ""},
		{"@{ a = 1 }", ""},
		{"@{live(Asg)}", "C002 0-10 `@{live(Asg` stays text, because it is no well-formed live value | write `@{live(Resource.Attribute, default: 1)}`"},
		{"@{live(Asg.A, default)}", "C002 0-10 `@{live(Asg` stays text, because it is no well-formed live value | write `@{live(Resource.Attribute, default: 1)}`"},
		{"@{live(Asg.A, : 2)}", "C002 0-10 `@{live(Asg` stays text, because it is no well-formed live value | write `@{live(Resource.Attribute, default: 1)}`"},
		{"@{live(Asg.A, a: [b c])}", "C002 0-10 `@{live(Asg` stays text, because it is no well-formed live value | write `@{live(Resource.Attribute, default: 1)}`"},
		{"@{live(Asg.A, a: [!])}", "C002 0-10 `@{live(Asg` stays text, because it is no well-formed live value | write `@{live(Resource.Attribute, default: 1)}`"},
		{"@{live(Asg.A}", "C002 0-10 `@{live(Asg` stays text, because it is no well-formed live value | write `@{live(Resource.Attribute, default: 1)}`"},
		{"@P[0]", "C002 0-3 `@P[` is a reference and a bracket of text, because there is no such mapping | write `@{P}[` if that is meant"},
		{"@P[k]x", "C002 0-3 `@P[` is a reference and a bracket of text, because there is no such mapping | write `@{P}[` if that is meant"},
		{"@Env[a, b]", "C002 0-5 `@Env[` is a reference and a bracket of text, because there is no such mapping | write `@{Env}[` if that is meant"},
		{"@Bucket[k]", "C002 0-8 `@Bucket[` is a reference and a bracket of text, because there is no such mapping | write `@{Bucket}[` if that is meant"},
		{"@AWS::Region[k]", "C002 0-13 `@AWS::Region[` is a reference and a bracket of text, because there is no such mapping | write `@{AWS::Region}[` if that is meant"},
		{"@Map[k]", "C002 0-5 `@Map[` stays text, because it is not followed by two keys | write `@Map[top, second]`"},
		{"@Map[a b]", "C002 0-5 `@Map[` stays text, because it is not followed by two keys | write `@Map[top, second]`"},
		{"@Map[a, b, c, d]", "C002 0-5 `@Map[` stays text, because it is not followed by two keys | write `@Map[top, second]`"},
		{"@{P}[0]", ""},
		{"@Bucket.Arm", "C002 0-11 `@Bucket.Arm` is a reference and text, because `Bucket` has no attribute `Arm`, did you mean `Arn`? | write `@Bucket.Arn`"},
		{"@Bucket.arn.x", "C002 0-11 `@Bucket.arn` is a reference and text, because `Bucket` has no attribute `arn`, did you mean `Arn`? | write `@Bucket.Arn`"},
		{"@Bucket.Endpoint.Adress", "C002 0-23 `@Bucket.Endpoint.Adress` is a reference and text, because `Bucket` has no attribute `Endpoint.Adress`, did you mean `Endpoint.Address`? | write `@Bucket.Endpoint.Address`"},
		{"@Bucket.example.com", ""},
		{"@{.role}", "C002 0-8 `@{.role}` stays text, because this file is not included | include the file with `Fn::Include` and its arguments"},
	}
	for _, tt := range tests {
		check(t, tt.text, 0, tt.want)
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"x@{Parma}", "1-9 `@{Parma}` refers to nothing that is declared, did you mean `Param`? | write `@{Param}`, or write `@@{Parma}` to keep the text"},
		{"@{Praam.Arn}", "0-12 `@{Praam.Arn}` refers to nothing that is declared, did you mean `Param`? | write `@{Param.Arn}`, or write `@@{Praam.Arn}` to keep the text"},
		{"git diff @{u}", "9-13 `@{u}` refers to nothing that is declared | declare it, or write `@@{u}` to keep the text"},
		{"HEAD@{1}", "4-8 `@{1}` refers to nothing that is declared | declare it, or write `@@{1}` to keep the text"},
		{"@{Param::x}", "0-11 `@{Param::x}` refers to nothing that is declared | declare it, or write `@@{Param::x}` to keep the text"},
		{"@{Map}", "0-6 `@{Map}` names a mapping and no value of it, expected `@{Map[top, second]}` | name two keys, or write `@@{Map}` to keep the text"},
		{"@{Param.x.y}", "0-12 `@{Param.x.y}` asks for an attribute, but `Param` is a parameter | name a resource, or write `@{Param}.x.y` if the rest is text"},
		{"@{AWS::Region.x}", "0-16 `@{AWS::Region.x}` asks for an attribute, but `AWS::Region` is a pseudo parameter | name a resource, or write `@{AWS::Region}.x` if the rest is text"},
		{"@{Bucket.Arm}", "0-13 `Bucket` has no attribute `Arm`, did you mean `Arn`? | write `@{Bucket.Arn}`, or write `@{Bucket}.Arm` if the rest is text"},
		{"@{Bucket.Arn.x}", "0-15 `Bucket` has no attribute `Arn.x`, did you mean `Arn`? | write `@{Bucket.Arn}`, or write `@{Bucket}.Arn.x` if the rest is text"},
		{"@{Bucket.Other}", "0-15 `Bucket` has no attribute `Other` | name an attribute that the resource has, or write `@{Bucket}.Other` if the rest is text"},
		{"@{Mpa[a, b]}", "0-12 `@{Mpa[a, b]}` refers to nothing that is declared, did you mean `Map`? | write `@{Map[a, b]}`, or write `@@{Mpa[a, b]}` to keep the text"},
		{"@{P[k]}", "0-7 `@{P[k]}` needs a mapping `PMap`, which is not declared | declare the mapping, or write `@@{P[k]}` to keep the text"},
		{"@{Bucket[a, b]}", "0-15 `@{Bucket[a, b]}` needs a mapping `Bucket`, which is not declared | declare the mapping, or write `@@{Bucket[a, b]}` to keep the text"},
		{"@{Map[k]}", "0-9 `@{Map[k]}` has one key, which only a parameter with a mapping `MapMap` takes | name two keys, or write `@@{Map[k]}` to keep the text"},
		{"@{file://}", "0-10 `@{file://}` names no file, expected a path | name a file, or write `@@{file://}` to keep the text"},
		{"@{live(Agg.DesiredCapacity)}", "0-28 `@{live(Agg.DesiredCapacity)}` refers to nothing that is declared, did you mean `Asg`? | write `@{live(Asg.DesiredCapacity)}`, or write `@@{live(Agg.DesiredCapacity)}` to keep the text"},
		{"@{live(AWS::Region.DesiredCapacity)}", "0-36 `@{live(AWS::Region.DesiredCapacity)}` asks for an attribute, but `AWS::Region` is a pseudo parameter | name a resource"},

		// The keys of a lookup must be values: there is no text that they could stay.
		{"@Map[@Evn, k]", "5-9 `@Evn` refers to nothing that is declared, did you mean `Env`? | write `@Env`"},
		{"@Map[@{Evn}, k]", "5-11 `@{Evn}` refers to nothing that is declared, did you mean `Env`? | write `@{Env}`"},
		{"@Map[@Param.x, k]", "5-13 `@Param.x` asks for an attribute, but `Param` is a parameter | name a resource"},
		{"@Map[@Bucket.Arm, k]", "5-16 `Bucket` has no attribute `Arm`, did you mean `Arn`? | write `@{Bucket.Arn}`"},
		{"@Map[@Map, k]", "5-9 `@Map` names a mapping and no value of it, expected `@{Map[top, second]}` | name two keys"},
		{"@Map[a, @P[k]]", "8-13 `@P[k]` needs a mapping `PMap`, which is not declared | declare the mapping"},
		{"@Map[@Xxx, @Yyy]", "5-9 `@Xxx` refers to nothing that is declared | declare it; 11-15 `@Yyy` refers to nothing that is declared | declare it"},

		{"@@{Parma} @@Map[@Evn, k]", ""}, // escaped
	}
	for _, tt := range tests {
		check(t, tt.text, 0, tt.want)
	}
}

// What has an error stays text as it was written.
func TestBrokenStaysText(t *testing.T) {
	parts, _ := interp.Parse("@P @{Parma} @Map[@Evn, k]", sample, 0)
	if got, want := show(parts), `Ref(P)0-2 " @{Parma} @Map[@Evn, k]"2-25`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// However many problems a string has, only so many are told, each with a short quotation.
func TestProblemsAreBounded(t *testing.T) {
	for _, text := range []string{"@{Unknown} ", "@{Map}", "@P[", "@Parma ", "@{Param ", "@{P.x}", "@{Bucket.Arm}", "@Bucket.Arm ", "@{P[k]}", "@{file://}"} {
		_, problems := interp.Parse(strings.Repeat(text, 1000), sample, 0)
		if len(problems) != interp.MaxProblems {
			t.Errorf("%q: %d problems, want %d", text, len(problems), interp.MaxProblems)
		}
	}
	_, problems := interp.Parse("@{Map[k, 'é"+strings.Repeat("ü", 1000)+"', @{X}]}", sample, 0)
	_, more := interp.Parse("@{"+strings.Repeat("long", 1000)+"}", sample, 0)
	for _, p := range append(problems, more...) {
		if len(p.Message) > 200 || len(p.Help) > 200 {
			t.Errorf("long: %s | %s", p.Message, p.Help)
		}
	}
}

// check compares the problems of a text, written as "code from-to message | help; …".
func check(t *testing.T, text string, mode interp.Mode, want string) {
	t.Helper()
	_, problems := interp.Parse(text, sample, mode)
	if got := showProblems(problems); got != want {
		t.Errorf("%q\n got %s\nwant %s", text, got, want)
	}
}

func showProblems(problems []interp.Problem) string {
	var shown []string
	for _, p := range problems {
		shown = append(shown, strings.TrimSpace(p.Code+" "+at(p)+" "+p.Message+" | "+p.Help))
	}
	return strings.Join(shown, "; ")
}

// Warnings never crowd out an error, without which a wrong template would be built.
func TestErrorsAreToldAfterManyWarnings(t *testing.T) {
	_, problems := interp.Parse(strings.Repeat("@Parma ", 100)+"@{Unknown}", sample, 0)
	last := problems[len(problems)-1]
	if len(problems) != interp.MaxProblems+1 || last.IsWarning() || at(last) != "700-710" {
		t.Errorf("%d problems, the last one %v", len(problems), last)
	}
}

// More parts than any template can hold are an error instead of gigabytes.
func TestPartsAreBounded(t *testing.T) {
	text := strings.Repeat("@P${P}", 2*interp.MaxParts)
	parts, problems := interp.Parse(text, sample, 0)
	checkTiles(t, text, parts)
	if len(parts) > interp.MaxParts+3 || len(problems) != 1 {
		t.Errorf("Parse: %d parts, %v", len(parts), problems)
	}
	parts, problems = interp.ParseAutostacker24(text)
	checkTiles(t, text, parts)
	if len(parts) > interp.MaxParts+3 || len(problems) != 1 {
		t.Errorf("ParseAutostacker24: %d parts, %v", len(parts), problems)
	}
	variables, problems := interp.ParseSub(text)
	checkSub(t, text, variables)
	if len(variables) > interp.MaxParts+3 || len(problems) != 1 {
		t.Errorf("ParseSub: %d parts, %v", len(variables), problems)
	}
}
