package lsp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
)

func TestOutline(t *testing.T) {
	c := newClient(t, nil, "")
	params, _ := c.at("a.yaml", cursorIn(named, "Env:", "Env"))
	var lines []string
	for _, section := range parse[[]documentSymbol](t, c.result("textDocument/documentSymbol", params+"}")) {
		lines = append(lines, section.Name)
		for _, entry := range section.Children {
			lines = append(lines, fmt.Sprintf(" %s %s %d-%d", entry.Name, entry.Detail, entry.Range.Start.Line, entry.Range.End.Line))
		}
	}
	got := strings.Join(lines, "\n")
	for _, want := range []string{"Parameters\n Env String 1-1\n Size Number 2-2\nMetadata", "\n Config AWS::AutoScaling::LaunchConfiguration 37-"} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant %s", got, want)
		}
	}
}

// Symbols, folds and links of half a document are those of its first half.
func TestOutlineOfBrokenText(t *testing.T) {
	c := newClient(t, nil, "")
	params, _ := c.at("a.yaml", "Resources:\n  A:\n    Type: AWS::SNS::Topic\n  B:\n    Type: {|")
	if got := string(c.result("textDocument/documentSymbol", params+"}")); !strings.Contains(got, `"A"`) || !strings.Contains(got, `"B"`) {
		t.Errorf("got %s", got)
	}
}

func TestFolding(t *testing.T) {
	c := newClient(t, nil, "")
	params, _ := c.at("a.yaml", "# one\n# two\n# three\nResources:\n  A: # here\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: |>|\n        x\n        y\n\n  B: {Type: AWS::SNS::Topic}\n")
	var lines []string
	for _, f := range parse[[]foldingRange](t, c.result("textDocument/foldingRange", params+"}")) {
		lines = append(lines, fmt.Sprintf("%d-%d%s", f.StartLine, f.EndLine, f.Kind))
	}
	if got, want := strings.Join(lines, " "), "3-11 4-9 6-9 7-9 0-2comment"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

const wantsFix = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguratio: {Status: Enabled}
      Nope: |
        é😀
`

func TestActions(t *testing.T) {
	c := newClient(t, nil, "")
	text := strings.ReplaceAll(wantsFix, "\n", "\r\n")
	c.open("a.yaml", text)
	ask := func(line int) []codeAction {
		return parse[[]codeAction](t, c.result("textDocument/codeAction", fmt.Sprintf(
			`{"textDocument": {"uri": %s}, "range": {"start": {"line": %d, "character": 8}, "end": {"line": %d, "character": 8}}, "context": {"diagnostics": []}}`, quoted(c.uri("a.yaml")), line, line)))
	}
	var titles []string
	for _, a := range ask(4) {
		titles = append(titles, a.Title)
	}
	got := strings.Join(titles, "|")
	for _, want := range []string{"VersioningConfiguration", "Ignore E3002 here", "Explain E3002 ("} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	for _, a := range ask(5) {
		if a.Title == "Ignore E3002 here" {
			raw, _ := marshal(a.Edit)
			changed := c.edited(raw, map[string]string{"a.yaml": text})["a.yaml"]
			if !strings.Contains(changed, "\r\n      # cfnc:ignore E3002\r\n      Nope: |\r\n") {
				t.Errorf("ignored:\n%q", changed)
			}
			c.version["a.yaml"] = 2
			c.notify("textDocument/didChange", `{"textDocument": {"uri": `+quoted(c.uri("a.yaml"))+`, "version": 2}, "contentChanges": [{"text": `+quoted(changed)+`}]}`)
			if left := shownAs(c.published("a.yaml").Diagnostics); strings.Contains(left, "`Nope`") {
				t.Errorf("still there:\n%s", left)
			}
			return
		}
	}
	t.Error("nothing ignores the second finding")
}

// Every action that changes something ends its finding.
func TestFixesEndTheirFindings(t *testing.T) {
	c := newClient(t, nil, "")
	c.open("a.yaml", wantsFix)
	before := shownAs(c.published("a.yaml").Diagnostics)
	raw := c.result("textDocument/codeAction", fmt.Sprintf(`{"textDocument": {"uri": %s}, "range": {"start": {"line": 4, "character": 8}, "end": {"line": 4, "character": 8}}, "context": {"diagnostics": []}}`, quoted(c.uri("a.yaml"))))
	for _, a := range parse[[]codeAction](t, raw) {
		if a.Edit == nil || strings.HasPrefix(a.Title, "Ignore") {
			continue
		}
		edit, _ := marshal(a.Edit)
		changed := c.edited(edit, map[string]string{"a.yaml": wantsFix})["a.yaml"]
		f := source.NewFile("a", "a", changed)
		if f.Text() == wantsFix || !strings.Contains(before, "VersioningConfiguratio`") {
			t.Errorf("%s: %q before %s", a.Title, changed, before)
		}
		return
	}
	t.Errorf("no fix in %s", raw)
}

func TestExplain(t *testing.T) {
	c := newClient(t, nil, "")
	c.open("a.yaml", wantsFix)
	got := c.result("workspace/executeCommand", `{"command": "cfnc.explain", "arguments": ["E3002"]}`)
	if !strings.Contains(string(got), "E3002") {
		t.Errorf("got %s", got)
	}
	c.wait("the explanation", func(m *message) bool { return m.Method == "window/showMessage" })
	if m := c.request("workspace/executeCommand", `{"command": "cfnc.explain", "arguments": ["E9"]}`); m.Error == nil {
		t.Errorf("got %s", m.Result)
	}
}

func TestLens(t *testing.T) {
	group := `Parameters:
  Size: {Type: Number%s}
Resources:
  Web:
    Type: AWS::AutoScaling::AutoScalingGroup
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 2, MinInstancesInService: 2}}
    Properties: {MinSize: !Ref Size, MaxSize: 4, LaunchConfigurationName: x, AvailabilityZones: [a]}
`
	for more, want := range map[string]string{", Default: 4": " → ", "": "only the deployment knows"} {
		c := newClient(t, nil, "")
		c.open("a.yaml", fmt.Sprintf(group, more))
		list := parse[[]codeLens](t, c.result("textDocument/codeLens", `{"textDocument": {"uri": `+quoted(c.uri("a.yaml"))+`}}`))
		if len(list) != 1 || list[0].Range.Start.Line != 3 || !strings.Contains(list[0].Command.Title, want) {
			t.Errorf("got %+v, want %s", list, want)
		}
	}
}
