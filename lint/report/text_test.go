package report

import (
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

// text shows one finding at the part of a source that stands between « and ».
func text(t *testing.T, marked string, change func(*diag.Diagnostic)) string {
	t.Helper()
	d := diag.Diagnostic{Rule: "E1", Message: "it is wrong", Severity: diag.Error, Span: span(t, "a.yaml", marked)}
	if change != nil {
		change(&d)
	}
	var b strings.Builder
	if err := Text(&b, Report{Findings: []diag.Diagnostic{d}, Files: 1}, false); err != nil {
		t.Fatal(err)
	}
	body, ok := strings.CutSuffix(b.String(), "\n\n1 error in 1 file\n")
	if !ok {
		t.Fatalf("no last line that counts in:\n%s", b.String())
	}
	return "\n" + body + "\n"
}

func span(t *testing.T, name, marked string) source.Span {
	t.Helper()
	before, rest, ok := strings.Cut(marked, "«")
	inside, after, closed := strings.Cut(rest, "»")
	if !ok || !closed {
		t.Fatalf("no « and » in %q", marked)
	}
	f := source.NewFile(name, name, before+inside+after)
	return f.Span(len(before), len(before)+len(inside))
}

func TestFrames(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"one line", "A: 1\nBee: «two» # c\n", `
error[E1]: it is wrong
 --> a.yaml:2:6
  |
2 | Bee: two # c
  |      ^^^
`},
		{"an empty span is one caret", "Key:«»\n", `
error[E1]: it is wrong
 --> a.yaml:1:5
  |
1 | Key:
  |     ^
`},
		{"the end of a file without a line break", "Key«»", `
error[E1]: it is wrong
 --> a.yaml:1:4
  |
1 | Key
  |    ^
`},
		{"an empty file", "«»", `
error[E1]: it is wrong
 --> a.yaml:1:1
  |
1 |
  | ^
`},
		{"tabs become blanks", "{\n\t\"A\":\t«1»}\n", `
error[E1]: it is wrong
 --> a.yaml:2:7
  |
2 |     "A":    1}
  |             ^
`},
		{"wide characters take two cells", "名前: «値段» x\n", `
error[E1]: it is wrong
 --> a.yaml:1:5
  |
1 | 名前: 値段 x
  |       ^^^^
`},
		{"combining characters take none", "e\u0301: «e\u0301x»\n", `
error[E1]: it is wrong
 --> a.yaml:1:5
  |
1 | e` + "\u0301: e\u0301" + `x
  |    ^^
`},
		{"a byte order mark takes no column", "\uFEFF«A»: 1\n", `
error[E1]: it is wrong
 --> a.yaml:1:1
  |
1 | A: 1
  | ^
`},
		{"carriage returns do not show", "A: 1\r\nB: «2»\r\n", `
error[E1]: it is wrong
 --> a.yaml:2:4
  |
2 | B: 2
  |    ^
`},
		{"control characters become pictures", "A: \x1b[31m«x»\n", `
error[E1]: it is wrong
 --> a.yaml:1:9
  |
1 | A: ␛[31mx
  |         ^
`},
		{"lines from the first character", "A: 1\n«B:\n  C: 1»\n", `
error[E1]: it is wrong
 --> a.yaml:2:1
  |
2 | / B:
3 | |   C: 1
  | |______^
`},
		{"lines from the middle, blanks at the end left out", "T: «|\n  one\n  two\n\n»Z: 1\n", `
error[E1]: it is wrong
 --> a.yaml:1:4
  |
1 |   T: |
  |  ____^
2 | |   one
3 | |   two
  | |_____^
`},
		{"a span that is one line after trimming", "«abc\n»Z: 1\n", `
error[E1]: it is wrong
 --> a.yaml:1:1
  |
1 | abc
  | ^^^
`},
		{"many lines", "«1\n2\n3\n4\n5\n6\n7\n8\n9\n10»\n", `
error[E1]: it is wrong
  --> a.yaml:1:1
   |
 1 | / 1
 2 | | 2
...  |
 9 | | 9
10 | | 10
   | |__^
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text(t, c.source, nil); got != c.want {
				t.Errorf("got:%s\nwant:%s", got, c.want)
			}
		})
	}
}

func TestLongLinesAreCutAroundTheSpan(t *testing.T) {
	line := strings.Repeat("x", 5000) + "«here»" + strings.Repeat("y", 5000)
	got := strings.Split(text(t, line, nil), "\n")
	quoted, carets := got[4], got[5]
	if len([]rune(quoted)) > maxRow+10 || !strings.HasSuffix(quoted, "…") || !strings.Contains(quoted, "| …x") {
		t.Errorf("not cut on both sides: %s", quoted)
	}
	at := strings.Index(quoted, "here") - len("…") + 1
	if strings.Index(carets, "^^^^") != at || strings.Contains(carets, "^^^^^") {
		t.Errorf("carets do not stand below:\n%s\n%s", quoted, carets)
	}
}

func TestNotes(t *testing.T) {
	got := text(t, "A: «x»\n", func(d *diag.Diagnostic) {
		d.Help = "write `y`"
		d.Fixes = []diag.Fix{{Title: "replace `x` by `y`"}}
		for range 5 {
			d.Notes = append(d.Notes, diag.Note{Message: "included from", Span: span(t, "main.yaml", "k: «v»\n")})
		}
		d.Notes = append(d.Notes, diag.Note{Message: "nowhere"})
	})
	include := `note: included from
 --> main.yaml:1:4
  |
1 | k: v
  |    ^
`
	want := `
error[E1]: it is wrong
 --> a.yaml:1:4
  |
1 | A: x
  |    ^
` + strings.Repeat(include, 3) + `  = note: included from (main.yaml:1:4)
  = note: included from (main.yaml:1:4)
  = note: nowhere
  = help: write ` + "`y`" + `
  = fix: replace ` + "`x` by `y`" + `
`
	if got != want {
		t.Errorf("got:%s\nwant:%s", got, want)
	}
}

func TestColor(t *testing.T) {
	r := Report{Findings: []diag.Diagnostic{{Rule: "W1", Severity: diag.Warning, Message: "m", Span: span(t, "a", "«x»")}}, Files: 1}
	var plain, colored strings.Builder
	if err := Text(&plain, r, false); err != nil {
		t.Fatal(err)
	}
	if err := Text(&colored, r, true); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("colours although none were asked for")
	}
	if !strings.HasPrefix(colored.String(), "\x1b[1m\x1b[33mwarning[W1]\x1b[0m\x1b[1m: m\x1b[0m\n") {
		t.Errorf("the head is %q", colored.String())
	}
	if stripped := uncolored(colored.String()); stripped != plain.String() {
		t.Errorf("without its colours:\n%s\nwant:\n%s", stripped, plain.String())
	}
}

func uncolored(s string) string {
	for _, code := range []string{"0", bold, red, yellow, blue, cyan} {
		s = strings.ReplaceAll(s, "\x1b["+code+"m", "")
	}
	return s
}

func TestNothingFoundWritesNothing(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, Report{Files: 3}, true); err != nil || b.Len() > 0 {
		t.Errorf("wrote %q, %v", b.String(), err)
	}
}

func TestSummary(t *testing.T) {
	list := []diag.Diagnostic{{Severity: diag.Error}, {Severity: diag.Warning}, {Severity: diag.Warning}, {Severity: diag.Info}}
	for _, c := range []struct {
		r    Report
		want string
	}{
		{Report{Findings: list, Files: 2}, "1 error, 2 warnings, 1 info in 2 files"},
		{Report{Findings: list[3:], Files: 1}, "1 info in 1 file"},
		{Report{Files: 0}, "nothing found in 0 files"},
	} {
		if got := c.r.Summary(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestCompact(t *testing.T) {
	d := diag.Diagnostic{Rule: "E1", Message: "has \x1b in\nit", Severity: diag.Error, Span: span(t, "a b.yaml", "x\n «y»")}
	var b strings.Builder
	if err := Compact(&b, Report{Findings: []diag.Diagnostic{d, {Rule: "W1", Message: "nowhere"}}}, false); err != nil {
		t.Fatal(err)
	}
	want := "a b.yaml:2:2: error E1 has ␛ in␊it\n:1:1: info W1 nowhere\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// What is information stands behind the rest, and takes one line.
func TestInfosComeLast(t *testing.T) {
	at := span(t, "a.yaml", "A: «1»\n")
	list := []diag.Diagnostic{
		{Rule: "I1", Message: "may be nicer", Severity: diag.Info, Span: at, Help: "make it nicer"},
		{Rule: "W1", Message: "is bad", Severity: diag.Warning, Span: at},
		{Rule: "I2", Message: "is long", Severity: diag.Info, Span: at},
	}
	var b strings.Builder
	if err := Text(&b, Report{Findings: list, Files: 1}, false); err != nil {
		t.Fatal(err)
	}
	want := `warning[W1]: is bad
 --> a.yaml:1:4
  |
1 | A: 1
  |    ^

a.yaml:1:4: info I1 may be nicer
a.yaml:1:4: info I2 is long

1 warning, 2 infos in 1 file
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
