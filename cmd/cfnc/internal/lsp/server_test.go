package lsp

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cfnc/cfnc/lint"
)

// raw runs a session of bodies without a client, and returns all that the server said.
func raw(t *testing.T, bodies ...string) (said string, orderly bool) {
	t.Helper()
	var in strings.Builder
	var out bytes.Buffer
	for _, body := range bodies {
		fmt.Fprintf(&in, "Content-Type: x\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	}
	orderly, err := Serve(strings.NewReader(in.String()), &out, plain{})
	if err != nil {
		t.Error(err)
	}
	return out.String(), orderly
}

func TestPhases(t *testing.T) {
	said, orderly := raw(t, `{"id": 1, "method": "shutdown"}`, `{"id": 2, "method": "initialize", "params": {}}`, `{"id": 3, "method": "initialize"}`,
		`{"id": "x", "method": "nope"}`, `{"method": "nope"}`, `{`, `{"id": 4, "method": "shutdown"}`, `{"id": 5, "method": "textDocument/hover"}`, `{"method": "exit"}`)
	for _, want := range []string{
		`"id":1,"error":{"code":-32002`, `"id":2,"result":{"capabilities":{"positionEncoding":"utf-16"`, `"id":3,"error":{"code":-32600`,
		`"id":"x","error":{"code":-32601`, `"id":null,"error":{"code":-32700`, `"id":4,"result":null`, `"id":5,"error":{"code":-32600`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is not in\n%s", want, said)
		}
	}
	if !orderly {
		t.Error("the end counts as disorderly")
	}
}

func TestDisorderlyEnds(t *testing.T) {
	for _, bodies := range [][]string{{}, {`{"method": "exit"}`}, {`{"id": 1, "method": "initialize", "params": {}}`}} {
		if _, orderly := raw(t, bodies...); orderly {
			t.Errorf("%v counts as orderly", bodies)
		}
	}
}

// A fault in a rule is logged, and the session goes on.
func TestFaults(t *testing.T) {
	broken := &lint.Rule{ID: "E1", Name: "broken", Check: func(*lint.Pass) { panic("a fault on purpose") }}
	c := newClientOf(t, plain{[]*lint.Rule{broken}}, nil, "")
	params, _ := c.at("a.yaml", "Resources:\n  |>A: {Type: AWS::SNS::Topic}\n")
	c.wait("the fault", func(m *message) bool { return m.Method == "window/logMessage" })
	if m := c.request("textDocument/hover", params+"}"); m.Error == nil || m.Error.Code != internalError {
		t.Errorf("hover: %v %s", m.Error, m.Result)
	}
	c.result("textDocument/completion", params+"}")
}

// An edit ends the work of the rules on the text before it.
func TestEditsStopTheRules(t *testing.T) {
	began, edited := make(chan bool, 10), make(chan bool)
	var first, second atomic.Int32
	slow := &lint.Rule{ID: "E1", Name: "slow", Check: func(*lint.Pass) {
		if first.Add(1) == 1 {
			began <- true
			<-edited
		}
	}}
	next := &lint.Rule{ID: "E2", Name: "next", Check: func(*lint.Pass) { second.Add(1) }}
	c := newClientOf(t, plain{[]*lint.Rule{slow, next}}, nil, "")
	c.open("a.yaml", wrongBucket)
	<-began
	c.change("a.yaml", `{"range": {"start": {"line": 4, "character": 6}, "end": {"line": 4, "character": 6}}, "text": "X"}`)
	c.request("textDocument/documentSymbol", `{"textDocument": {"uri": `+quoted(c.uri("a.yaml"))+`}}`) // the edit was taken
	close(edited)
	c.published("a.yaml")
	if first.Load() != 2 || second.Load() != 1 {
		t.Errorf("the rules ran %d and %d times, want 2 and 1", first.Load(), second.Load())
	}
}

// choosy is a host with a folder that cannot be opened.
type choosy struct {
	plain
	bad *atomic.Bool
}

func (h choosy) Open(folder string) (Project, error) {
	if h.bad.Load() {
		return nil, errors.New("a mistake in .cfnc.yaml")
	}
	return h.plain.Open(folder)
}

// A mistake in the configuration is told once, and findings come back when it is mended.
func TestBrokenConfiguration(t *testing.T) {
	bad := &atomic.Bool{}
	bad.Store(true)
	c := newClientOf(t, choosy{plain{}, bad}, nil, "")
	isMistake := func(m *message) bool {
		return m.Method == "window/showMessage" && strings.Contains(string(m.Params), "a mistake in")
	}
	c.wait("the mistake", isMistake)
	c.open("a.yaml", wrongBucket+"  : [")
	if got := c.published("a.yaml").Diagnostics; len(got) > 0 {
		t.Errorf("without a configuration:\n%s", shownAs(got))
	}
	c.notify("textDocument/didSave", "{}")
	bad.Store(false)
	c.notify("workspace/didChangeWatchedFiles", `{"changes": []}`)
	if got := c.published("a.yaml").Diagnostics; len(got) == 0 {
		t.Error("nothing is found after the configuration was mended")
	}
	for _, m := range c.unread {
		if isMistake(m) {
			t.Error("the mistake is told twice")
		}
	}
}

// Folders come and go.
func TestFolders(t *testing.T) {
	c := newClient(t, nil, "")
	other := uriOf(t.TempDir())
	c.notify("workspace/didChangeWorkspaceFolders", `{"event": {"added": [{"uri": `+quoted(other)+`}], "removed": [{"uri": `+quoted(uriOf(c.folder))+`}]}}`)
	c.open("a.yaml", wrongBucket)
	if got := shownAs(c.published("a.yaml").Diagnostics); !strings.Contains(got, "E3002") {
		t.Errorf("got\n%s", got)
	}
}
