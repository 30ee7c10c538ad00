package interp_test

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/interp"
)

// Each group is a row of the table in the language reference. No parts means that the text
// is its own literal.
func TestParse(t *testing.T) {
	tests := []struct {
		row, text, want string
	}{
		{"text", "", ""},
		{"text", "plain", ""},
		{"text", "@", ""},
		{"text", "50% @ 3pm", ""},
		{"text", "@.@[@:@@.[:", ""},
		{"text", "foo@.service", ""},
		{"text", "@(\"a\",\"b\")", ""},
		{"text", "ünï@ümlaut", ""},

		{"bare", "@Param", "Ref(Param)0-6"},
		{"bare", "@Bucket", "Ref(Bucket)0-7"},
		{"bare", "@AWS::Region", "Ref(AWS::Region)0-12"},
		{"bare", "@Loop", "Ref(Loop)0-5"},
		{"bare", "a @Param-b", `"a "0-2 Ref(Param)2-8 "-b"8-10`},
		{"bare", "@Param@Env", "Ref(Param)0-6 Ref(Env)6-10"},
		{"bare", "arn:aws:iam::@AWS::AccountId:root", `"arn:aws:iam::"0-13 Ref(AWS::AccountId)13-28 ":root"28-33`},
		{"bare", "@AWS::Region-@AWS::AccountId", `Ref(AWS::Region)0-12 "-"12-13 Ref(AWS::AccountId)13-28`},
		{"bare", "{{resolve:ssm:@P}}", `"{{resolve:ssm:"0-14 Ref(P)14-16 "}}"16-18`},
		{"bare", "@Param_x", `Ref(Param)0-6 "_x"6-8`},
		{"bare", "@Param::role", `Ref(Param)0-6 "::role"6-12`},
		{"bare", "@AWS::Region::x", `Ref(AWS::Region)0-12 "::x"12-15`},
		{"bare", "$@Param", `"$"0-1 Ref(Param)1-7`},
		{"bare", "user@Host", `"user"0-4 Ref(Host)4-9`},
		{"bare", "@Pärm", `Ref(P)0-2 "ärm"2-6`},
		{"bare", "@timestamp, @message", ""},
		{"bare", "npm i @types/node", ""},
		{"bare", "lambda@Edge", ""},
		{"bare", "me@example.com", ""},
		{"bare", "@Params", ""},
		{"bare", "@_Param", ""},
		{"bare", "@ Param", ""},

		{"braced", "@{Param}", "Ref(Param)0-8{}"},
		{"braced", "s3.@{AWS::Region}.amazonaws.com", `"s3."0-3 Ref(AWS::Region)3-17{} ".amazonaws.com"17-31`},
		{"braced", "@{Bucket.Arn}/*", `Attr(Bucket.Arn)0-13{} "/*"13-15`},
		{"braced", "@{Param}s", `Ref(Param)0-8{} "s"8-9`},
		{"braced", "@{Param", ""},
		{"braced", "@{ Param }", ""},
		{"braced", `@{Name="x"}`, ""},
		{"braced", "@{ a = 1 }", ""},
		{"braced", "@{}", ""},
		{"braced", "@{@Param}", `"@{"0-2 Ref(Param)2-8 "}"8-9`},
		{"braced", "git log @{-1}", ""},
		{"braced", "@{file}://x @{Param}", `"@{file}://x "0-12 Ref(Param)12-20{}`},

		{"escape", "@@P", `"@"0-2 "P"2-3`},
		{"escape", "@@@P", `"@"0-2 Ref(P)2-4`},
		{"escape", "@@@@P", `"@@"0-4 "P"4-5`},
		{"escape", "user@@@{Host}", `"user"0-4 "@"4-6 Ref(Host)6-13{}`},
		{"escape", "user@@Host.com", `"user"0-4 "@"4-6 "Host.com"6-14`},
		{"escape", "SELECT @@IDENTITY", ""},
		{"escape", "a@@b@@", ""},
		{"escape", "git@@{u}", `"git"0-3 "@"3-5 "{u}"5-8`},
		{"escape", "@@{Param}", `"@"0-2 "{Param}"2-9`},
		{"escape", "@@{Unknown[a, @Env]}!", `"@"0-2 "{Unknown[a, @Env]}!"2-21`},
		{"escape", `@@{Name="x"}`, ""},
		{"escape", "@@Map[@Env, k]", `"@"0-2 "Map[@Env, k]"2-14`},
		{"escape", "@@Map", ""},
		{"escape", "@@file://x", `"@"0-2 "file://x"2-10`},
		{"escape", "@@{live(Asg.DesiredCapacity)}", `"@"0-2 "{live(Asg.DesiredCapacity)}"2-29`},

		{"attributes", "@Bucket.Arn", "Attr(Bucket.Arn)0-11"},
		{"attributes", "@Bucket.Arn.x", `Attr(Bucket.Arn)0-11 ".x"11-13`},
		{"attributes", "@Bucket.Endpoint.Address:80", `Attr(Bucket.Endpoint.Address)0-24 ":80"24-27`},
		{"attributes", "@Nested.Outputs.Url", "Attr(Nested.Outputs.Url)0-19"},
		{"attributes", "@{Nested.Outputs.Url}", "Attr(Nested.Outputs.Url)0-21{}"},
		{"attributes", "@Custom.any.thing", "Attr(Custom.any.thing)0-17"},
		{"attributes", "@Bucket.example.com", `Ref(Bucket)0-7 ".example.com"7-19`},
		{"attributes", "@Bucket.", `Ref(Bucket)0-7 "."7-8`},
		{"attributes", "@Bucket.@Param", `Ref(Bucket)0-7 "."7-8 Ref(Param)8-14`},
		{"attributes", "@AWS::Region.amazonaws.com", `Ref(AWS::Region)0-12 ".amazonaws.com"12-26`},
		{"attributes", "@Param.example.com", `Ref(Param)0-6 ".example.com"6-18`},
		{"attributes", "@Loop.Arn", `Ref(Loop)0-5 ".Arn"5-9`},
		{"attributes", "@Asg.DesiredCapacity", "Attr(Asg.DesiredCapacity)0-20"},

		{"mappings", "@Map[a, b]", "Lookup(Map[a 5-6, b 8-9])0-10"},
		{"mappings", "@Map[us-east-1,t2.micro]x", `Lookup(Map[us-east-1 5-14, t2.micro 15-23])0-24 "x"24-25`},
		{"mappings", `@Map["a b", 'c"d']`, `Lookup(Map[a b 5-10, c"d 12-17])0-18`},
		{"mappings", "@Map[ a ,\tb ]", "Lookup(Map[a 6-7, b 10-11])0-13"},
		{"mappings", "@{Map[a, b]}", "Lookup(Map[a 6-7, b 9-10])0-12{}"},
		{"mappings", "@Map[a, b, 'none']", "Lookup(Map[a 5-6, b 8-9, none 11-17])0-18"},
		{"mappings", "x@Env[k]", `"x"0-1 Lookup(EnvMap[Ref(Env)2-5, k 6-7])1-8`},
		{"mappings", "@{Env[@Param]}", "Lookup(EnvMap[Ref(Env)2-5, Ref(Param)6-12])0-14{}"},
		{"mappings", "@Host[a, b]", "Lookup(Host[a 6-7, b 9-10])0-11"},
		{"mappings", "@Map", ""},
		{"mappings", "@Map [a, b]", ""},

		{"nesting", "@Map[@AWS::Region, @{Env}]", "Lookup(Map[Ref(AWS::Region)5-17, Ref(Env)19-25{}])0-26"},
		{"nesting", "@Map[@Bucket.Arn, @Env[@Param]]",
			"Lookup(Map[Attr(Bucket.Arn)5-16, Lookup(EnvMap[Ref(Env)19-22, Ref(Param)23-29])18-30])0-31"},

		{"files", "@file://boot.sh", "File(boot.sh)0-15"},
		{"files", "# @file://./a-b/c_d.sh, then", `"# "0-2 File(./a-b/c_d.sh)2-22 ", then"22-28`},
		{"files", "See @file://notes.txt.", `"See "0-4 File(notes.txt)4-21 "."21-22`},
		{"files", "@{file://my files/a.sh}x", `File(my files/a.sh)0-23{} "x"23-24`},
		{"files", "@file:// x", ""},
		{"files", "@file:/x", ""},

		{"live", "@{live(Asg.DesiredCapacity)}", "Live(Asg.DesiredCapacity)0-28{}"},
		{"live", "@{live(Asg.DesiredCapacity, default: 2)}", "Live(Asg.DesiredCapacity, default 28-35: 2 37-38)0-40{}"},
		{"live", "@{live(Asg.DesiredCapacity, default: 2, clamp: [MinSize, MaxSize-1])}",
			"Live(Asg.DesiredCapacity, default 28-35: 2 37-38, clamp 40-45: [MinSize 48-55, MaxSize-1 57-66])0-69{}"},

		{"arguments", "@{.role}", ""},
		{"arguments", "@.role", ""},
	}
	for _, tt := range tests {
		parts, _ := interp.Parse(tt.text, sample, 0)
		if got := show(parts); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.row, tt.text, got, tt.want)
		}
	}
}

func TestParseIncluded(t *testing.T) {
	tests := []struct{ text, want string }{
		{"@{.role}", "Arg(role)0-8{}"},
		{"/opt/@{.app_name-2}/x", `"/opt/"0-5 Arg(app_name-2)5-19{} "/x"19-21`},
		{"@Map[@{.a}, k]", "Lookup(Map[Arg(a)5-10{}, k 12-13])0-14"},
		{"@@{.role}", `"@"0-2 "{.role}"2-9`},
		{"@.role", ""},
		{"@{.a.b}", ""},
		{"@{. a}", ""},
	}
	for _, tt := range tests {
		parts, problems := interp.Parse(tt.text, sample, interp.Included)
		if got := show(parts); got != tt.want || problems != nil {
			t.Errorf("%q\n got %s %v\nwant %s", tt.text, got, problems, tt.want)
		}
	}
}

// Nothing expands inside ${…} of Fn::Sub.
func TestParseInSub(t *testing.T) {
	tests := []struct{ text, want string }{
		{"${@Param}", ""},
		{"${!@Param} @Param", `"${!@Param} "0-11 Ref(Param)11-17`},
		{"@P${@P}@P", `Ref(P)0-2 "${@P}"2-7 Ref(P)7-9`},
		{"${a}${b}@{P}", `"${a}${b}"0-8 Ref(P)8-12{}`},
		{"$@{P}", `"$"0-1 Ref(P)1-5{}`},
		{"${ @P", `"${ "0-3 Ref(P)3-5`},
		{"@P ${ @P @P", `Ref(P)0-2 " ${ "2-6 Ref(P)6-8 " "8-9 Ref(P)9-11`},
		{"@Map[${a}, @P]", `"@Map[${a}, "0-11 Ref(P)11-13 "]"13-14`},
	}
	for _, tt := range tests {
		parts, _ := interp.Parse(tt.text, sample, interp.InSub)
		if got := show(parts); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
	if parts, _ := interp.Parse("${@Param}", sample, 0); show(parts) != `"${"0-2 Ref(Param)2-8 "}"8-9` {
		t.Errorf("elsewhere ${…} is text, got %s", show(parts))
	}
}

// Lookups nest as deep as the documented limit, and no deeper.
func TestNesting(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("@Map[k, ", n) + "k" + strings.Repeat("]", n) }
	parts, problems := interp.Parse(nested(interp.MaxNesting), sample, 0)
	if len(parts) != 1 || problems != nil {
		t.Errorf("%d deep: %s %v", interp.MaxNesting, show(parts), problems)
	}
	for _, text := range []string{nested(interp.MaxNesting + 1), "@{" + nested(interp.MaxNesting + 1)[1:] + "}", nested(100_000)} {
		parts, problems = interp.Parse(text, sample, 0)
		if parts != nil || len(problems) != 1 || problems[0].Message != "lookups are nested more than 8 deep" || problems[0].To > 80 {
			t.Errorf("%.40q: %d parts, %d problems", text, len(parts), len(problems))
		}
	}
}
