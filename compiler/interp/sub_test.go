package interp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/interp"
)

func TestParseSub(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"plain $x {y} $", `"plain $x {y} $"0-14`},
		{"${Name}", "Name@2 0-7"},
		{"a${AWS::Region}b", `"a"0-1 AWS::Region@3 1-15 "b"15-16`},
		{"${Res.Attr}${Nested.Outputs.Url}", "Res . Attr@2 0-11 Nested . Outputs.Url@13 11-32"},
		{"${my_var.x}", "my_var . x@2 0-11"},
		{"${ Name\t}", "Name@3 0-9"},
		{"${\n  Res.Attr\n}", "Res . Attr@5 0-15"},
		{"${!Literal}", `!"${Literal}"0-11`},
		{"x${ ! a-b }y", `"x"0-1 !"${ a-b }"1-11 "y"11-12`},
		{"${!}", `!"${}"0-4`},
		{"$${Name}", `"$"0-1 Name@3 1-8`},
		{"${A}}", `A@2 0-4 "}"4-5`},
	}
	for _, tt := range tests {
		parts, problems := interp.ParseSub(tt.text)
		if got := showSub(parts); got != tt.want || problems != nil {
			t.Errorf("%q\n got %s %v\nwant %s", tt.text, got, problems, tt.want)
		}
	}
}

// What CloudFormation refuses is an error, and text.
func TestParseSubProblems(t *testing.T) {
	tests := []struct{ text, parts, problem string }{
		{"a ${x-y} ${B}", `"a ${x-y} "0-9 B@11 9-13`, "2-8 `${x-y}` is no variable, expected letters, digits, `_`, `.` and `:` | write `${!x-y}` to keep the text"},
		{"${VAR:-default}", `"${VAR:-default}"0-15`, "0-15 `${VAR:-default}` is no variable, expected letters, digits, `_`, `.` and `:` | write `${!VAR:-default}` to keep the text"},
		{"${a b}", `"${a b}"0-6`, "0-6 `${a b}` is no variable, expected letters, digits, `_`, `.` and `:` | write `${!a b}` to keep the text"},
		{"${é}", `"${é}"0-5`, "0-5 `${é}` is no variable, expected letters, digits, `_`, `.` and `:` | write `${!é}` to keep the text"},
		{"${${A}}", `"${${A}}"0-7`, "0-6 `${${A}` is no variable, expected letters, digits, `_`, `.` and `:` | write `${!${A}` to keep the text"},
		{"${}", `"${}"0-3`, "0-3 `${}` names nothing, expected `${Name}` or `${Name.Attribute}` | write `${!}` to keep the text"},
		{"${.Arn}", `"${.Arn}"0-7`, "0-7 `${.Arn}` names nothing, expected `${Name}` or `${Name.Attribute}` | write `${!.Arn}` to keep the text"},
		{"${Res.}", `"${Res.}"0-7`, "0-7 `${Res.}` names nothing, expected `${Name}` or `${Name.Attribute}` | write `${!Res.}` to keep the text"},
		{"${A} ${B", `A@2 0-4 " ${B"4-8`, "C002 5-7 `${` stays text, because no `}` follows | close the variable"},
	}
	for _, tt := range tests {
		parts, problems := interp.ParseSub(tt.text)
		if got := showSub(parts); got != tt.parts {
			t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.parts)
		}
		if got := showProblems(problems); got != tt.problem {
			t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.problem)
		}
	}
	if _, problems := interp.ParseSub(strings.Repeat("${}", 1000)); len(problems) != interp.MaxProblems {
		t.Errorf("%d problems, want %d", len(problems), interp.MaxProblems)
	}
}

func showSub(parts []interp.SubPart) string {
	var shown []string
	for _, p := range parts {
		text := ""
		switch p.Kind {
		case interp.SubText:
			text = fmt.Sprintf("%q", p.Text)
		case interp.SubLiteral:
			text = fmt.Sprintf("!%q", p.Text)
		case interp.SubRef:
			text = fmt.Sprintf("%s@%d ", p.Name, p.NameAt)
		case interp.SubAttr:
			text = fmt.Sprintf("%s . %s@%d ", p.Name, p.Attr, p.NameAt)
		}
		shown = append(shown, fmt.Sprintf("%s%d-%d", text, p.From, p.To))
	}
	return strings.Join(shown, " ")
}
