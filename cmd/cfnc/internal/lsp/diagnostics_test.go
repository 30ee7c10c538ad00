package lsp

import (
	"fmt"
	"strings"
	"testing"
)

// shownAs writes findings in short: code, place, and the beginning of the message.
func shownAs(list []diagnostic) string {
	var lines []string
	for _, d := range list {
		message, _, _ := strings.Cut(d.Message, "\n")
		lines = append(lines, fmt.Sprintf("%s %d:%d-%d:%d %s", d.Code, d.Range.Start.Line, d.Range.Start.Character, d.Range.End.Line, d.Range.End.Character, message))
	}
	return strings.Join(lines, "\n")
}

const wrongBucket = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketNam: !Ref Nothing
`

// TestFindingsAppearAndVanish opens, mends and closes a file.
func TestFindingsAppearAndVanish(t *testing.T) {
	c := newClient(t, nil, "")
	c.open("a.yaml", wrongBucket)
	want := "E3002 4:6-4:15 `BucketNam` is no property"
	if got := shownAs(c.published("a.yaml").Diagnostics); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	c.change("a.yaml", `{"range": {"start": {"line": 4, "character": 6}, "end": {"line": 4, "character": 29}}, "text": "BucketName: data"}`)
	if got := shownAs(c.published("a.yaml").Diagnostics); strings.Contains(got, "E") {
		t.Errorf("after the edit:\n%s", got)
	}
	c.notify("textDocument/didClose", `{"textDocument": {"uri": `+quoted(c.uri("a.yaml"))+`}}`)
	c.version["a.yaml"] = 0
	if got := c.published("a.yaml").Diagnostics; len(got) > 0 {
		t.Errorf("after closing:\n%s", shownAs(got))
	}
}

const includes = `Resources:
  Data: !Include part.yaml
`

const part = "Type: AWS::S3::Bucket\nProperties:\n  BucketNam: data\n"

// What is wrong in an included file is shown there if it is open, else where it is included.
func TestFindingsInIncludedFiles(t *testing.T) {
	c := newClient(t, map[string]string{"part.yaml": part}, "")
	c.open("main.yaml", includes)
	list := c.published("main.yaml").Diagnostics
	got := shownAs(list)
	if !strings.Contains(got, "E3002 1:17-1:26 ") || !strings.Contains(got, "part.yaml:3:3: `BucketNam`") {
		t.Errorf("closed:\n%s", got)
	}
	for _, d := range list {
		if d.Code == "E3002" && (len(d.Related) == 0 || d.Related[0].Location.URI != c.uri("part.yaml")) {
			t.Errorf("related: %v", d.Related)
		}
	}
	c.open("part.yaml", part)
	if got := shownAs(c.published("part.yaml").Diagnostics); !strings.Contains(got, "E3002 2:2-2:11 `BucketNam`") {
		t.Errorf("open:\n%s", got)
	}
	if got := shownAs(c.published("main.yaml").Diagnostics); strings.Contains(got, "BucketNam") {
		t.Errorf("the file that includes it:\n%s", got)
	}
	c.change("part.yaml", `{"range": {"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 11}}, "text": "BucketName"}`)
	if got := shownAs(c.published("part.yaml").Diagnostics); strings.Contains(got, "BucketNam") {
		t.Errorf("after an edit that is not saved:\n%s", got)
	}
}

// What stands before a finding does not move it, whatever columns are counted in.
func TestColumns(t *testing.T) {
	text := strings.ReplaceAll("# 😀\nResources:\n  Data:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: \"😀é\", Nope: 1}\n", "\n", "\r\n")
	for encoding, want := range map[string]string{"utf-8": "4:39-4:43", "utf-16": "4:36-4:40", "utf-32": "4:35-4:39"} {
		c := newClient(t, nil, `{"general": {"positionEncodings": ["x", "`+encoding+`"]}}`)
		c.open("a.yaml", text)
		if got := shownAs(c.published("a.yaml").Diagnostics); !strings.Contains(got, "E3002 "+want) {
			t.Errorf("%s:\n%s\nwant %s", encoding, got, want)
		}
	}
}

// What nothing uses is marked, so that editors can fade it.
func TestUnusedIsTagged(t *testing.T) {
	c := newClient(t, nil, "")
	c.open("a.yaml", "Parameters:\n  Size: {Type: Number}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n")
	for _, d := range c.published("a.yaml").Diagnostics {
		if d.Code == "W2001" {
			if len(d.Tags) != 1 || d.Tags[0] != unnecessaryTag || d.Severity != 2 || d.Source != "cfnc" {
				t.Errorf("got %+v", d)
			}
			return
		}
	}
	t.Error("no W2001")
}

// A client that asks for findings is not sent them.
func TestPulledFindings(t *testing.T) {
	c := newClient(t, nil, `{"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}}`)
	c.open("a.yaml", wrongBucket)
	got := c.result("textDocument/diagnostic", `{"textDocument": {"uri": `+quoted(c.uri("a.yaml"))+`}}`)
	if !strings.HasPrefix(string(got), `{"kind":"full","items":[{"range":`) || !strings.Contains(string(got), "E3002") {
		t.Errorf("got %s", got)
	}
	c.notify("textDocument/didSave", "{}")
	c.wait("hint that findings changed", func(m *message) bool { return m.Method == "workspace/diagnostic/refresh" })
}

// A request that is cancelled is answered at once, with the error that the protocol wants.
func TestCancel(t *testing.T) {
	c := newClient(t, nil, "")
	c.open("a.yaml", wrongBucket)
	id := c.ask("textDocument/diagnostic", `{"textDocument": {"uri": `+quoted(c.uri("a.yaml"))+`}}`)
	c.notify("$/cancelRequest", `{"id": `+id+`}`)
	if m := c.answer(id); m.Error == nil || m.Error.Code != requestCanceled {
		t.Errorf("got %s %v", m.Result, m.Error)
	}
}
