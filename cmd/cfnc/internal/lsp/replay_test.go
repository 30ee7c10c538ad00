package lsp

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/rules"
)

// TestRecordedSessions replays what real editors sent in the scripts of fixtures/editors, one
// message a line, without waiting for anything. Every request must have its answer, and none may
// be an error.
func TestRecordedSessions(t *testing.T) {
	names, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatal("no session is recorded")
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) { replay(t, name) })
	}
}

func replay(t *testing.T, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	fromEditor, toServer := io.Pipe()
	fromServer, toEditor := io.Pipe()
	go func() {
		_, _ = Serve(fromEditor, toEditor, plain{rules.All()})
		toEditor.Close()
	}()
	messages := messagesIn(t, strings.ReplaceAll(string(text), "$FOLDER", t.TempDir()))
	answered := make(chan bool)
	go listen(t, &stream{in: bufio.NewReader(fromServer)}, requestsIn(messages), answered)
	server := &stream{out: toServer}
	for _, m := range messages {
		if m.Method == "shutdown" || m.Method == "exit" {
			<-answered // the server answers nothing that still runs at its end
		}
		if err := server.write(m); err != nil {
			t.Fatal(err)
		}
	}
	toServer.Close()
}

// listen reads answers, and tells when there is one for every request.
func listen(t *testing.T, editor *stream, open map[string]string, answered chan<- bool) {
	left := len(open)
	for m, err := editor.read(); err == nil; m, err = editor.read() {
		if m.Error != nil {
			t.Errorf("%s: %s", open[string(m.ID)], m.Error.Message)
		}
		if m.Method == "" && open[string(m.ID)] != "" {
			if left--; left == 0 {
				close(answered)
			}
		}
	}
}

// requestsIn are the methods of requests by their IDs, without the shutdown.
func requestsIn(messages []*message) map[string]string {
	open := map[string]string{}
	for _, m := range messages {
		if m.Method != "" && m.ID != nil && m.Method != "shutdown" {
			open[string(m.ID)] = m.Method
		}
	}
	return open
}

func messagesIn(t *testing.T, text string) (list []*message) {
	for line := range strings.Lines(text) {
		m := &message{}
		if err := json.Unmarshal([]byte(line), m); err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}
