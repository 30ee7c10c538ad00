package lsp

import (
	"context"
	"encoding/json"
	"fmt"
)

// rawID is the ID of a request as it was written.
type rawID = json.RawMessage

// A method answers a request from a view.
type method func(ctx context.Context, s *server, v *view, params json.RawMessage) (json.RawMessage, error)

// on makes a method of a function with typed parameters.
func on[P, R any](answer func(*view, context.Context, P) (R, error)) method {
	return func(ctx context.Context, _ *server, v *view, raw json.RawMessage) (json.RawMessage, error) {
		p, err := decode[P](raw)
		if err != nil {
			return nil, err
		}
		result, err := answer(v, ctx, p)
		if err != nil {
			return nil, err
		}
		return json.Marshal(result)
	}
}

// of makes a method of a function that takes no time.
func of[P, R any](answer func(*view, P) (R, error)) method {
	return on(func(v *view, _ context.Context, p P) (R, error) { return answer(v, p) })
}

func decode[P any](raw json.RawMessage) (p P, err error) {
	if len(raw) == 0 {
		return p, nil
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		return p, &rpcError{invalidParams, err.Error()}
	}
	return p, nil
}

// heard does what a notification says.
func (s *server) heard(m *message) error {
	switch m.Method {
	case "initialized":
		return s.initialized()
	case "$/cancelRequest":
		return hear(m, s.cancel)
	case "textDocument/didOpen":
		return hear(m, s.didOpen)
	case "textDocument/didChange":
		return hear(m, s.didChange)
	case "textDocument/didClose":
		return hear(m, s.didClose)
	case "textDocument/didSave", "workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration":
		return s.reread()
	case "workspace/didChangeWorkspaceFolders":
		return hear(m, s.changeFolders)
	}
	return nil
}

func hear[P any](m *message, do func(P) error) error {
	p, err := decode[P](m.Params)
	if err != nil {
		return err
	}
	return do(p)
}

// cancel ends a request, if it still runs.
func (s *server) cancel(p cancelParams) error {
	if stop := s.running[string(p.ID)]; stop != nil {
		stop()
	}
	return nil
}

// requested answers a request: the session's own at once, others beside the loop.
func (s *server) requested(m *message) error {
	switch {
	case m.Method == "initialize" && s.phase == waiting:
		result, err := s.initialize(m.Params)
		raw, failed := json.Marshal(result)
		if err == nil {
			err = failed
		}
		return s.answer(m.ID, raw, err)
	case s.phase == waiting:
		return s.answer(m.ID, nil, &rpcError{notInitialized, "the session begins with initialize"})
	case s.phase == shut || m.Method == "initialize":
		return s.answer(m.ID, nil, &rpcError{invalidRequest, fmt.Sprintf("`%s` comes at a wrong time", m.Method)})
	case m.Method == "shutdown":
		s.phase = shut
		return s.answer(m.ID, json.RawMessage("null"), nil)
	}
	do := methodOf(m.Method)
	if do == nil {
		return s.answer(m.ID, nil, &rpcError{methodNotFound, fmt.Sprintf("there is no method `%s`", m.Method)})
	}
	s.start(m, do)
	return nil
}

// start runs a method beside the loop, until it ends or is cancelled.
func (s *server) start(m *message, do method) {
	ctx, stop := context.WithCancel(context.Background())
	s.running[string(m.ID)] = stop
	v := s.view
	s.requests.Go(func() {
		var raw json.RawMessage
		var err error
		if fault := s.guard(m.Method, func() { raw, err = do(ctx, s, v, m.Params) }); fault != nil {
			err = fault
		}
		if ctx.Err() != nil {
			raw, err = nil, &rpcError{requestCanceled, "the request was cancelled"}
		}
		_ = s.answer(m.ID, raw, err) // a client that is gone is noticed by reading
		s.post(func() { delete(s.running, string(m.ID)); stop() })
	})
}
