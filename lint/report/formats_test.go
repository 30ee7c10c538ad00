package report

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

// mixed is a report with all that formats have to bear: names that must be escaped, characters
// that are several bytes, a place over several lines, a place that is nowhere, a failure.
func mixed() Report {
	f := source.NewFile("st, äcks/100%.yaml", "w.yaml", "é: 😀one\nb: two\nc: <&>\n")
	at := strings.Index(f.Text(), "one")
	rule := func(id, name string, s diag.Severity) *lint.Rule {
		return &lint.Rule{ID: id, Name: name, Title: "A title", Severity: s, Why: "A reason.", Help: "do it"}
	}
	return Report{
		Findings: []diag.Diagnostic{
			{Rule: "I3011", Name: "a-name", Severity: diag.Info, Message: "only information", Span: f.Span(0, 2)},
			{Rule: "W2001", Name: "b-name", Severity: diag.Warning, Message: "50% of `<&>`,\r\nor \"more\"", Span: f.Span(at, at+3), Path: "/a", Help: "do it",
				Notes: []diag.Note{{Message: "see", Span: f.Span(at+4, at+5)}, {Message: "nowhere"}},
				Fixes: []diag.Fix{{Title: "fix it", Safe: true, Edits: []diag.Edit{{Span: f.Span(at, at+3), Text: "1"}}}}},
			{Rule: "H104", Name: "c-name-of", Severity: diag.Error, Message: "many lines", Span: f.Span(at, len(f.Text())-1)},
			{Rule: "E0000", Name: "syntax-error", Severity: diag.Error, Message: "nowhere at all"},
		},
		Failures: []Failure{{"gone.yaml", "no such file"}},
		Files:    2,
		Names:    []string{"st, äcks/100%.yaml", "clean.yaml"},
		Rules:    []*lint.Rule{rule("E0000", "syntax-error", diag.Error), rule("E9999", "not-found", diag.Error), rule("H104", "c-name-of", diag.Error), rule("W2001", "b-name", diag.Warning)},
		Release:  "v1.2.3",
	}
}

func written(t *testing.T, format string, r Report) string {
	t.Helper()
	var b strings.Builder
	if err := Named(format)(&b, r, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryFormat(t *testing.T) {
	for _, name := range Formats() {
		first, second := written(t, name, mixed()), written(t, name, mixed())
		if first != second {
			t.Errorf("%s differs from run to run", name)
		}
		if strings.Contains(first, "\x1b") {
			t.Errorf("%s has colours", name)
		}
		written(t, name, Report{})
	}
}

func TestGitHub(t *testing.T) {
	const want = `::error file=st%2C äcks/100%25.yaml,line=1,endLine=3,title=H104 c-name-of::many lines
::error file=,line=1,endLine=1,col=1,endColumn=1,title=E0000 syntax-error::nowhere at all
::warning file=st%2C äcks/100%25.yaml,line=1,endLine=1,col=5,endColumn=8,title=W2001 b-name::50%25 of ` + "`<&>`" + `,%0D%0Aor "more"%0Ado it
::notice file=st%2C äcks/100%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=I3011 a-name::only information
::error file=gone.yaml::no such file
`
	if got := written(t, "github", mixed()); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestGitLab(t *testing.T) {
	var issues []gitlabIssue
	if err := json.Unmarshal([]byte(written(t, "gitlab", mixed())), &issues); err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, i := range issues {
		if slices.Contains(seen, i.Fingerprint) || i.Fingerprint == "" || strings.HasPrefix(i.Location.Path, "./") || i.Location.Lines.Begin < 1 {
			t.Errorf("%+v", i)
		}
		seen = append(seen, i.Fingerprint)
	}
	if len(issues) != 5 || issues[1].Severity != "minor" || issues[1].Description != "W2001: "+mixed().Findings[1].Message {
		t.Errorf("the issues are %+v", issues)
	}
}

// elements counts the elements of a document, which must be well formed.
func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return counts
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if start, ok := token.(xml.StartElement); ok {
			counts[start.Name.Local]++
		}
	}
}

func TestJUnit(t *testing.T) {
	text := written(t, "junit", mixed())
	if got := elements(t, text); got["testsuite"] != 4 || got["failure"] != 3 || got["error"] != 1 || got["testcase"] != 5 {
		t.Errorf("%v in\n%s", got, text)
	}
	for _, want := range []string{`tests="5" failures="3" errors="1"`, `<testcase classname="clean.yaml" name="cfnc"/>`, "`&lt;&amp;&gt;`,␍␊or &quot;more&quot;"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}

func TestCheckstyle(t *testing.T) {
	text := written(t, "checkstyle", mixed())
	if got := elements(t, text); got["file"] != 4 || got["error"] != 5 {
		t.Errorf("%v in\n%s", got, text)
	}
	if want := `<error line="1" column="5" severity="warning"`; !strings.Contains(text, want) {
		t.Errorf("%s is missing in\n%s", want, text)
	}
}

// Columns are bytes: é takes two, the face four.
func TestRDJSON(t *testing.T) {
	var result rdjsonResult
	if err := json.Unmarshal([]byte(written(t, "rdjson", mixed())), &result); err != nil {
		t.Fatal(err)
	}
	d := result.Diagnostics[1]
	if d.Location.Range != (rdjsonRange{rdjsonPosition{1, 9}, rdjsonPosition{1, 12}}) || d.Severity != "WARNING" || len(d.Suggestions) != 1 || d.Suggestions[0].Text != "1" {
		t.Errorf("%+v", d)
	}
	if last := result.Diagnostics[4]; last.Code != nil || last.Location.Path != "gone.yaml" {
		t.Errorf("%+v", last)
	}
}

func TestJSONLines(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(written(t, "jsonl", mixed()), "\n"), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, line := range lines {
		checkSchema(t, `{"version": 1, "findings": [`+line+`], "errors": [], "summary": {"files": 1, "errors": 0, "warnings": 0, "infos": 0}}`)
	}
}

func TestSARIF(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(written(t, "sarif", mixed())), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if driver := run.Tool.Driver; driver.SemanticVersion != "1.2.3" || len(driver.Rules) != 3 || driver.Rules[1].Name != "CNameOf" {
		t.Errorf("the driver is %+v", run.Tool.Driver)
	}
	second := run.Results[1]
	if *second.RuleIndex != 2 || second.Level != "warning" || *second.Locations[0].Physical.Region != (sarifRegion{1, 5, 1, 8}) ||
		second.Locations[0].Physical.Artifact.URI != "st,%20%C3%A4cks/100%25.yaml" || len(second.Related) != 1 || len(second.Fixes) != 1 {
		t.Errorf("the second result is %+v", second)
	}
	if run.Results[0].RuleIndex != nil || run.Invocations[0].Successful || len(run.Invocations[0].Notifications) != 1 {
		t.Errorf("the run is %+v", run)
	}
}
