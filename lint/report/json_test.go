package report

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xeipuuv/gojsonschema"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

func encode(t *testing.T, r Report) string {
	t.Helper()
	var b strings.Builder
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	checkSchema(t, b.String())
	return b.String()
}

func checkSchema(t *testing.T, text string) {
	t.Helper()
	if problems := schemaProblems(t, text); len(problems) > 0 {
		t.Fatalf("does not fit its schema: %v\n%s", problems, text)
	}
}

func schemaProblems(t *testing.T, text string) []gojsonschema.ResultError {
	t.Helper()
	schema, err := os.ReadFile("../../schema/findings.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewStringLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	return result.Errors()
}

func TestJSON(t *testing.T) {
	f := source.NewFile("web <ä>.yaml", "web.yaml", "é: one\nb: two\n")
	d := diag.Diagnostic{
		Rule: "H104", Name: "a-name", Severity: diag.Warning, Certainty: diag.May, Message: "`two` & <more>",
		Span: f.Span(len("é: one\nb: "), len("é: one\nb: two")), Path: "/b", Help: "do", URL: "https://example.com/?a&b",
		Notes: []diag.Note{{Message: "included from", Span: f.Span(len("é: "), len("é: one"))}, {Message: "nowhere"}},
		Fixes: []diag.Fix{{Title: "fix", Safe: true, Edits: []diag.Edit{{Span: f.Span(0, 2), Text: "x"}}}},
	}
	got := encode(t, Report{Findings: []diag.Diagnostic{d}, Failures: []Failure{{"x.yaml", "permission denied"}}, Files: 2})
	want := `{
  "version": 1,
  "findings": [
    {
      "rule": "H104",
      "name": "a-name",
      "severity": "warning",
      "certainty": "may",
      "message": "` + "`two`" + ` & <more>",
      "file": "web <ä>.yaml",
      "start": {
        "line": 2,
        "column": 4,
        "offset": 11
      },
      "end": {
        "line": 2,
        "column": 7,
        "offset": 14
      },
      "path": "/b",
      "notes": [
        {
          "message": "included from",
          "file": "web <ä>.yaml",
          "start": {
            "line": 1,
            "column": 4,
            "offset": 4
          },
          "end": {
            "line": 1,
            "column": 7,
            "offset": 7
          }
        },
        {
          "message": "nowhere"
        }
      ],
      "help": "do",
      "url": "https://example.com/?a&b",
      "fingerprint": "a16c7c1ea942bfdfa49ed8225bfb93f2",
      "fixes": [
        {
          "title": "fix",
          "safe": true,
          "edits": [
            {
              "file": "web <ä>.yaml",
              "start": {
                "line": 1,
                "column": 1,
                "offset": 0
              },
              "end": {
                "line": 1,
                "column": 2,
                "offset": 2
              },
              "text": "x"
            }
          ]
        }
      ]
    }
  ],
  "errors": [
    {
      "file": "x.yaml",
      "message": "permission denied"
    }
  ],
  "summary": {
    "files": 2,
    "errors": 0,
    "warnings": 1,
    "infos": 0
  }
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestJSONOfNothing(t *testing.T) {
	got := encode(t, Report{})
	if !strings.Contains(got, `"findings": [],`) || !strings.Contains(got, `"errors": [],`) {
		t.Errorf("empty lists are not lists:\n%s", got)
	}
}

func TestJSONOfWhatIsNowhereOrNoText(t *testing.T) {
	encode(t, Report{Findings: []diag.Diagnostic{{Rule: "E0000", Name: "n", Message: "bad \xff bytes"}}})
}

func TestTheSchemaRefusesWhatIsNotAReport(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"version":2,"findings":[],"errors":[],"summary":{"files":0,"errors":0,"warnings":0,"infos":0}}`,
		`{"version":1,"findings":[{}],"errors":[],"summary":{"files":0,"errors":0,"warnings":0,"infos":0}}`,
		`{"version":1,"findings":[],"errors":[],"summary":{"files":-1,"errors":0,"warnings":0,"infos":0}}`,
		`{"version":1,"findings":[],"errors":[],"summary":{"files":0,"errors":0,"warnings":0,"infos":0},"more":1}`,
	} {
		if len(schemaProblems(t, text)) == 0 {
			t.Errorf("takes %s", text)
		}
	}
}
