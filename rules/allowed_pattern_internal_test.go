package rules

import "testing"

// What Go says of a pattern of Java is what Java says, or nothing.
func TestAllowedPatterns(t *testing.T) {
	const yes, no, unknown = "yes", "no", "unknown"
	for _, c := range []struct{ pattern, value, want string }{
		{`[a-z]+`, "abc", yes},
		{`[a-z]`, "abc", no},
		{`a|b`, "ab", no},
		{`^\d{1,3}\.x$`, "12.x", yes},
		{`[\w\-.]*`, "a-b.c", yes},
		{`[]a]+`, "]a", yes},
		{`[^]a]+`, "b", yes},
		{`[a\]]+`, "a]", yes},
		{`\[a`, "[a", yes},
		{`(?i)abc`, "ABC", yes},
		{`a\+`, "a+", yes},
		{`a\++`, "a++", yes},
		{`(?=.*\d).+`, "a1", unknown},
		{`(?<!a)b`, "b", unknown},
		{`a++`, "aa", unknown},
		{`[a-z&&[^b]]`, "b", unknown},
		{`[a[b]]`, "a", unknown},
		{`[[:alpha:]]`, "a", unknown},
		{`(a)\1`, "aa", unknown},
		{`\p{Alpha}`, "a", unknown},
		{`\Qa[\E`, "a[", unknown},
		{`a{,3}`, "a", unknown},
		{`a{0,5000}`, "a", unknown},
		{`[a`, "a", unknown},
	} {
		got := unknown
		if whole := readPattern(c.pattern).whole(); whole != nil {
			got = map[bool]string{true: yes, false: no}[whole.MatchString(c.value)]
		}
		if got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.pattern, c.value, got, c.want)
		}
	}
}

func TestMistakes(t *testing.T) {
	for pattern, want := range map[string]string{
		`[a-z`:                        "a `[` is never closed",
		`(a`:                          "a `(` is never closed",
		`a)`:                          "a `)` closes nothing",
		`(?=a`:                        "a `(` is never closed",
		`*a`:                          "`*` repeats nothing",
		`a**`:                         "`**` repeats a repetition",
		`a\`:                          "it ends with a backslash",
		`[z-a]`:                       "the range `z-a` ends before it begins",
		`a{5,2}`:                      "the repetition `{5,2}` ends before it begins",
		`a{0,5000}`:                   "",
		`a*+b?+c{2}+`:                 "",
		`(?<n>a)\k<n>`:                "",
		`[[:foo:]]`:                   "",
		`[a&&[b]]`:                    "",
		`(?>a)(?!b)(?<=a+)\h\R`:       "",
		`[?+-9]`:                      "",
		`[\p{Alpha}]\p{Lower}\P{Foo}`: "",
		`\Q(\E`:                       "",
		`[*+-/]`:                      "",
		``:                            "",
	} {
		if got := mistake(pattern); got != want {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}
