package lsp

import (
	"encoding/json"
	"strconv"
)

// initialize begins the session: what the client can do, what the server can, and the folders.
func (s *server) initialize(raw json.RawMessage) (initializeResult, error) {
	p, err := decode[initializeParams](raw)
	if err != nil {
		return initializeResult{}, err
	}
	columns, name := encoding(p.Capabilities.General.PositionEncodings)
	s.view = &view{docs: map[string]*document{}, columns: columns, client: p.Capabilities}
	s.phase = open
	if p.Folders == nil && p.RootURI != "" {
		p.Folders = []workspaceFolder{{p.RootURI}}
	}
	for _, f := range p.Folders {
		s.addFolder(f)
	}
	result := initializeResult{ServerInfo: serverInfo{"cfnc", s.host.Version()}}
	c := &result.Capabilities
	c.PositionEncoding = name
	c.TextDocumentSync = syncOptions{OpenClose: true, Change: 2, Save: true}
	c.Workspace.Folders.Supported, c.Workspace.Folders.ChangeNotifications = true, true
	c.features = offered()
	if s.view.pulls() {
		c.DiagnosticProvider = &diagnosticOptions{InterFileDependencies: true}
	}
	return result, nil
}

// pulls reports whether the client asks for findings itself. It must also take the hint that
// they have changed: without that, a saved configuration would not be noticed.
func (v *view) pulls() bool {
	return v.client.TextDocument.Diagnostic != nil && v.client.Workspace.Diagnostics.Refresh
}

// initialized asks the client to watch the files that findings depend on.
func (s *server) initialized() error {
	if !s.view.client.Workspace.WatchedFiles.Dynamic {
		return nil
	}
	watch := watchOptions{Watchers: []watcher{{"**/.cfnc.yaml"}, {"**/.cfnlintrc*"}, {"**/*.{yaml,yml,json,template}"}}}
	return request(s, "client/registerCapability", registrationParams{[]registration{{"watch", "workspace/didChangeWatchedFiles", watch}}})
}

// request asks the client for something. What it answers is of no interest.
func request[P any](s *server, method string, params P) error {
	raw, err := json.Marshal(params)
	if err != nil {
		return err
	}
	s.lastID++
	return s.write(&message{ID: json.RawMessage(strconv.Quote("cfnc-" + strconv.Itoa(s.lastID))), Method: method, Params: raw})
}

func (s *server) addFolder(f workspaceFolder) {
	if path := pathOf(f.URI); path != "" {
		s.folders = append(s.folders, s.open(path))
	}
}

// changeFolders takes folders in and out.
func (s *server) changeFolders(p foldersEvent) error {
	for _, f := range p.Event.Removed {
		for i, known := range s.folders {
			if known.path == pathOf(f.URI) {
				s.folders = append(s.folders[:i:i], s.folders[i+1:]...)
				break
			}
		}
	}
	for _, f := range p.Event.Added {
		s.addFolder(f)
	}
	s.reopen()
	return nil
}

// reread reads all configurations again, for one of them, or a file that is included, has
// changed.
func (s *server) reread() error {
	for i, f := range s.folders {
		s.folders[i] = s.open(f.path)
	}
	clear(s.lonely)
	s.reopen()
	if s.view.pulls() {
		return request(s, "workspace/diagnostic/refresh", struct{}{})
	}
	return nil
}

// reopen gives every open file the project that it belongs to now, and compiles all anew.
func (s *server) reopen() {
	docs := map[string]*document{}
	for name, d := range s.view.docs {
		docs[name] = newDocument(d.uri, d.version, d.file, s.folderFor(d.uri).project)
	}
	s.view = s.view.renewed(docs, func(*unit) bool { return false })
	s.checks.soon(s.view)
}
