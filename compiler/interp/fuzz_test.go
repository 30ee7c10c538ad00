package interp_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/interp"
)

var seeds = []string{
	"", "plain", "@", "@@", "@Param", "a @{Param} b", "user@@@{Host}", "@@@@P", "@Map[@Env[k], 'x y']x", "@{Map[a, b, c]}",
	"@Bucket.Arn/*", "@{Bucket.Arm}", "@{.role}", "@file://a/b.sh.", "@{file://a b}", "@{live(Asg.DesiredCapacity, default: 2, clamp: [a, b-1])}",
	"@{u}", "@{Param = 1}", "${@P}@P", "${!@P} ${", "@AWS::Region::x", "@Parma", "ü@Pärm", "@Map[@Map[@Map[@Map[@Map[@Map[@Map[@Map[@Map[", "@P[0]", "\xff@\xffP@P\x00",
	"${A.B}", "${ A }", "${!L}", "${}", "${a-b}", "${${A}}", "@A::B::C", "@A.B.@C", "@Map[\"a\", b]",
}

func FuzzParse(f *testing.F) {
	for i, text := range seeds {
		f.Add(text, byte(i))
	}
	f.Fuzz(func(t *testing.T, text string, modes byte) {
		mode := interp.Mode(modes) & (interp.Included | interp.InSub)
		parts, problems := interp.Parse(text, sample, mode)
		again, problemsAgain := interp.Parse(text, sample, mode)
		if !reflect.DeepEqual(parts, again) || !reflect.DeepEqual(problems, problemsAgain) {
			t.Fatalf("%q: two runs differ", text)
		}
		checkTiles(t, text, parts)
		checkProblems(t, text, problems)
		escaped := interp.Escape(text, sample, mode)
		parts, problems = interp.Parse(escaped, sample, mode)
		if got, ok := literal(escaped, parts); !ok || got != text {
			t.Fatalf("%q escaped as %q gives %s", text, escaped, show(parts))
		}
		for _, p := range problems {
			if !p.IsWarning() {
				t.Fatalf("%q escaped as %q: %v", text, escaped, p)
			}
		}
	})
}

// stackers matches what autostacker24 takes as an expression or an escape where there are no
// keys and no files.
var stackers = regexp.MustCompile(`(?:@@)+|@\w+(::\w+)?(\.\w+)*|@\{\w+(::\w+)?(\.\w+)*\}`)

func FuzzAutostacker24(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts, problems := interp.ParseAutostacker24(text)
		again, problemsAgain := interp.ParseAutostacker24(text)
		if !reflect.DeepEqual(parts, again) || !reflect.DeepEqual(problems, problemsAgain) {
			t.Fatalf("%q: two runs differ", text)
		}
		checkTiles(t, text, parts)
		checkProblems(t, text, problems)
		if problems == nil && !strings.ContainsAny(text, "[") && !strings.Contains(text, "@file://") && !strings.Contains(text, "@{file://") {
			checkStackers(t, text, parts)
		}
		parts, problems = interp.ParseAutostacker24(strings.ReplaceAll(text, "@", "@@"))
		if got, ok := literal(strings.ReplaceAll(text, "@", "@@"), parts); !ok || got != text || problems != nil {
			t.Fatalf("%q escaped: %s %v", text, show(parts), problems)
		}
	})
}

func checkStackers(t *testing.T, text string, parts []interp.Part) {
	t.Helper()
	var got [][]int
	for _, p := range parts {
		if p.Kind != interp.Text || p.Text != text[p.From:p.To] {
			got = append(got, []int{p.From, p.To})
		}
	}
	if want := stackers.FindAllStringIndex(text, -1); !reflect.DeepEqual(got, want) {
		t.Fatalf("%q: expressions at %v, want %v", text, got, want)
	}
}

// variable matches what CloudFormation takes as a variable.
var variable = regexp.MustCompile(`^\$\{[ \t\r\n]*([A-Za-z0-9_:]+)(?:\.([A-Za-z0-9_:.]+))?[ \t\r\n]*\}$`)

func FuzzParseSub(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts, problems := interp.ParseSub(text)
		again, problemsAgain := interp.ParseSub(text)
		if !reflect.DeepEqual(parts, again) || !reflect.DeepEqual(problems, problemsAgain) {
			t.Fatalf("%q: two runs differ", text)
		}
		checkProblems(t, text, problems)
		checkSub(t, text, parts)
		escaped := escapeSub(text)
		literal := ""
		parts, _ = interp.ParseSub(escaped)
		for _, p := range parts {
			literal += p.Text
		}
		if literal != text {
			t.Fatalf("%q escaped as %q gives %q", text, escaped, literal)
		}
	})
}

func checkSub(t *testing.T, text string, parts []interp.SubPart) {
	t.Helper()
	end := 0
	for i, p := range parts {
		if p.From != end || p.To <= p.From || p.To > len(text) || p.Kind == interp.SubText && i > 0 && parts[i-1].Kind == interp.SubText {
			t.Fatalf("%q: parts do not tile: %s", text, showSub(parts))
		}
		end = p.To
		found := variable.FindStringSubmatch(text[p.From:p.To])
		isVariable := p.Kind == interp.SubRef || p.Kind == interp.SubAttr
		if isVariable != (found != nil) {
			t.Fatalf("%q: %s", text, showSub(parts))
		}
		if isVariable && (p.Name != found[1] || p.Attr != found[2] || !strings.HasPrefix(text[p.NameAt:p.To], p.Name)) {
			t.Fatalf("%q: %s", text, showSub(parts))
		}
	}
	if end != len(text) {
		t.Fatalf("%q: parts end at %d", text, end)
	}
}

// escapeSub writes a text so that Fn::Sub gives it back.
func escapeSub(text string) string {
	escaped := ""
	for {
		before, rest, found := strings.Cut(text, "${")
		inner, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return escaped + text
		}
		escaped, text = escaped+before+"${!"+inner+"}", after
	}
}

// checkTiles checks that parts follow each other from the first to the last byte, and that
// each is what it says about its bytes.
func checkTiles(t *testing.T, text string, parts []interp.Part) {
	t.Helper()
	if parts == nil {
		return
	}
	end, verbatim, special := 0, false, false
	for _, p := range parts {
		if p.From != end || p.To <= p.From || p.To > len(text) {
			t.Fatalf("%q: parts do not tile: %s", text, show(parts))
		}
		end = p.To
		if p.Kind == interp.Text && p.Text == text[p.From:p.To] {
			if verbatim {
				t.Fatalf("%q: one text in two parts: %s", text, show(parts))
			}
			verbatim = true
			continue
		}
		verbatim, special = false, true
		checkExpression(t, text, p)
	}
	if end != len(text) || !special {
		t.Fatalf("%q: parts do not tile: %s", text, show(parts))
	}
}

func checkExpression(t *testing.T, text string, p interp.Part) {
	t.Helper()
	written := text[p.From:p.To]
	if p.Kind == interp.Text {
		if written != p.Text+p.Text || strings.Trim(p.Text, "@") != "" {
			t.Fatalf("%q: escape %s", text, showPart(p))
		}
		return
	}
	if written[0] != '@' || p.Braced != (written[1] == '{') || !strings.Contains(written, strings.TrimSuffix(p.Name, "Map")) || !strings.Contains(written, p.Attr) {
		t.Fatalf("%q: expression %s", text, showPart(p))
	}
	for _, k := range p.Keys {
		if k.From < p.From || k.To > p.To || k.From > k.To || !strings.Contains(text[k.From:k.To], k.Text) {
			t.Fatalf("%q: key of %s", text, showPart(p))
		}
	}
}

func checkProblems(t *testing.T, text string, problems []interp.Problem) {
	t.Helper()
	for _, p := range problems {
		if p.From < 0 || p.From >= p.To || p.To > len(text) || p.Message == "" || p.Help == "" {
			t.Fatalf("%q: problem %v", text, p)
		}
	}
}

// literal returns what parts come to, and whether they are only text.
func literal(text string, parts []interp.Part) (string, bool) {
	if parts == nil {
		return text, true
	}
	got := ""
	for _, p := range parts {
		if p.Kind != interp.Text {
			return "", false
		}
		got += p.Text
	}
	return got, true
}
