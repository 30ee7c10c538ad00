package lsp

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/rules"
)

// plain is a host without configuration, whose projects are folders.
type plain struct{ rules []*lint.Rule }

func (plain) Version() string             { return "test" }
func (plain) Explain(r *lint.Rule) string { return r.ID + " " + r.Name + "\n" + r.Why }

func (p plain) Open(folder string) (Project, error) { return &plainProject{folder, p.rules}, nil }

type plainProject struct {
	folder string
	rules  []*lint.Rule
}

// Load lays the open files over those of the folder.
type laid struct {
	folder string
	disk   *source.Project
	texts  map[string]string
}

func (l laid) Load(path string) (*source.File, error) {
	name := source.FromHere(filepath.Join(l.folder, path))
	if text, open := l.texts[name]; open {
		return source.NewFile(name, path, text), nil
	}
	return l.disk.Load(path)
}

func (p *plainProject) Compile(name string, texts map[string]string) (*lint.Source, bool, error) {
	disk, err := source.OpenProject(p.folder, nil)
	if err != nil {
		return nil, false, err
	}
	path, _ := filepath.Abs(name)
	below, _ := filepath.Rel(p.folder, path)
	loader := laid{p.folder, disk, texts}
	f, err := loader.Load(below)
	if text, open := texts[name]; open {
		f, err = source.NewFile(name, below, text), nil
	}
	if err != nil {
		return nil, false, err
	}
	unit, found := compiler.Compile(f, compiler.Options{Loader: loader})
	whole := unit.Root.Get("Resources") != nil || diag.HasErrors(found) && strings.Contains(f.Text(), "Resources")
	return &lint.Source{Unit: unit, Found: found}, whole, nil
}

func (p *plainProject) Check(_ string, src lint.Source) lint.Result {
	return lint.Check(src, p.rules, lint.Selection{})
}

func (p *plainProject) Filter(found []diag.Diagnostic) []diag.Diagnostic { return found }
func (p *plainProject) Rules() []*lint.Rule                              { return p.rules }

func (p *plainProject) Templates() (names []string) {
	entries, _ := os.ReadDir(p.folder)
	for _, e := range entries {
		names = append(names, source.FromHere(filepath.Join(p.folder, e.Name())))
	}
	return names
}

// A client is the other end of a server.
type client struct {
	t       *testing.T
	stream  *stream
	close   func()
	folder  string
	lastID  int
	inbox   chan *message
	unread  []*message
	version map[string]int
	ended   chan bool // whether the session ended orderly
}

// newClient begins a session in a folder with files.
func newClient(t *testing.T, files map[string]string, capabilities string) *client {
	t.Helper()
	return newClientOf(t, plain{rules.All()}, files, capabilities)
}

func newClientOf(t *testing.T, host Host, files map[string]string, capabilities string) *client {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	c := &client{
		t: t, stream: &stream{in: bufio.NewReader(fromServer), out: toServer}, folder: folder, close: func() { toServer.Close() },
		inbox: make(chan *message, 10_000), version: map[string]int{}, ended: make(chan bool, 1),
	}
	go func() {
		orderly, _ := Serve(fromClient, toClient, host)
		toClient.Close()
		c.ended <- orderly
	}()
	go c.receive()
	if capabilities == "" {
		capabilities = "{}"
	}
	c.request("initialize", `{"rootUri": `+quoted(uriOf(folder))+`, "capabilities": `+capabilities+`}`)
	c.notify("initialized", `{}`)
	t.Cleanup(c.end)
	return c
}

func (c *client) receive() {
	for {
		m, err := c.stream.read()
		if err != nil {
			close(c.inbox)
			return
		}
		if m.Method == "window/logMessage" && !strings.Contains(string(m.Params), "fault on purpose") {
			c.t.Errorf("the server logged %s", m.Params)
		}
		c.inbox <- m
	}
}

func (c *client) end() {
	c.request("shutdown", "")
	c.notify("exit", "")
	if orderly := <-c.ended; !orderly {
		c.t.Error("the session did not end orderly")
	}
	c.close()
}

func (c *client) send(m *message) {
	if err := c.stream.write(m); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) notify(method, params string) {
	c.send(&message{Method: method, Params: json.RawMessage(params)})
}

// ask sends a request and returns its ID.
func (c *client) ask(method, params string) string {
	c.lastID++
	id, _ := json.Marshal(c.lastID)
	c.send(&message{ID: id, Method: method, Params: json.RawMessage(params)})
	return string(id)
}

// request sends a request and waits for the answer.
func (c *client) request(method, params string) *message {
	c.t.Helper()
	return c.answer(c.ask(method, params))
}

// result is the result of a request that must not fail.
func (c *client) result(method, params string) json.RawMessage {
	c.t.Helper()
	m := c.request(method, params)
	if m.Error != nil {
		c.t.Fatalf("%s failed: %s", method, m.Error.Message)
	}
	return m.Result
}

func (c *client) answer(id string) *message {
	c.t.Helper()
	return c.wait("the answer to "+id, func(m *message) bool { return m.Method == "" && string(m.ID) == id })
}

// wait returns the first message that is wanted, and keeps the others.
func (c *client) wait(what string, wanted func(*message) bool) *message {
	c.t.Helper()
	for i, m := range c.unread {
		if wanted(m) {
			c.unread = append(c.unread[:i:i], c.unread[i+1:]...)
			return m
		}
	}
	late := time.After(20 * time.Second)
	for {
		select {
		case m := <-c.inbox:
			if m == nil {
				c.t.Fatalf("the server is gone; wanted %s", what)
			}
			if wanted(m) {
				return m
			}
			c.unread = append(c.unread, m)
		case <-late:
			c.t.Fatalf("no %s within 20 s; unread: %s", what, shownMessages(c.unread))
		}
	}
}

func (c *client) uri(name string) string { return uriOf(filepath.Join(c.folder, name)) }

func (c *client) open(name, text string) {
	c.version[name] = 1
	c.notify("textDocument/didOpen", `{"textDocument": {"uri": `+quoted(c.uri(name))+`, "languageId": "yaml", "version": 1, "text": `+quoted(text)+`}}`)
}

// change sends edits, which are JSON.
func (c *client) change(name, edits string) {
	c.version[name]++
	version, _ := json.Marshal(c.version[name])
	c.notify("textDocument/didChange", `{"textDocument": {"uri": `+quoted(c.uri(name))+`, "version": `+string(version)+`}, "contentChanges": [`+edits+`]}`)
}

// published waits for the findings of the version of a file that the client has.
func (c *client) published(name string) publication {
	c.t.Helper()
	var p publication
	c.wait("findings of "+name, func(m *message) bool {
		p = publication{}
		return m.Method == publishMethod && json.Unmarshal(m.Params, &p) == nil && p.URI == c.uri(name) && p.Version == c.version[name]
	})
	return p
}

func quoted(text string) string {
	raw, _ := json.Marshal(text)
	return string(raw)
}

func shownMessages(list []*message) string {
	raw, _ := json.Marshal(list)
	return string(raw)
}

func marshal(edit *workspaceEdit) (json.RawMessage, error) { return json.Marshal(edit) }
