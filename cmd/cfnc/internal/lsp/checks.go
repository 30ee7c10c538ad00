package lsp

import (
	"context"
	"encoding/json"
	"time"
)

// debounce is how long typing must pause before the rules look. Who types fast sees no finding of
// half a word.
const debounce = 150 * time.Millisecond

// checks are when and where the rules look at what is open.
type checks struct {
	timer     *time.Timer
	cancel    context.CancelFunc         // of the run under way
	published map[string]json.RawMessage // what the client shows, by URI
}

func newChecks() checks {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	return checks{timer: timer, published: map[string]json.RawMessage{}}
}

// soon lets the rules look once typing pauses. What is found in an older text is of no use.
func (c *checks) soon(v *view) {
	c.stop()
	if !v.pulls() {
		c.timer.Reset(debounce)
	}
}

// stop ends the run under way.
func (c *checks) stop() {
	if c.cancel != nil {
		c.cancel()
	}
	c.timer.Stop()
}

// startChecks lets the rules look at all open files that they have not seen as they are now.
func (s *server) startChecks() {
	ctx, stop := context.WithCancel(context.Background())
	s.checks.cancel = stop
	v := s.view
	s.requests.Go(func() {
		var made map[string]json.RawMessage
		_ = s.guard("a check", func() { made = v.publications(ctx) }) // a fault was logged, and nobody waits for an answer
		s.post(func() {
			s.publish(ctx, made)
			stop()
		})
	})
}

// publications are what to tell the client of each open file, by URI.
func (v *view) publications(ctx context.Context) map[string]json.RawMessage {
	found := v.findings(ctx)
	made := map[string]json.RawMessage{}
	for _, d := range v.docs {
		if raw, err := json.Marshal(publication{d.uri, d.version, v.shown(d, found)}); err == nil {
			made[d.uri] = raw
		}
	}
	return made
}

// publish sends the findings of each file where they have changed.
func (s *server) publish(ctx context.Context, made map[string]json.RawMessage) {
	if ctx.Err() != nil {
		return
	}
	for uri, raw := range made {
		if string(s.checks.published[uri]) != string(raw) {
			s.checks.published[uri] = raw
			_ = s.write(&message{Method: publishMethod, Params: raw}) // a client that is gone is noticed by reading
		}
	}
}

// clear takes back what was found in a file that was closed.
func (s *server) clear(uri string) error {
	if _, shown := s.checks.published[uri]; !shown {
		return nil
	}
	delete(s.checks.published, uri)
	return notify(s.stream, publishMethod, publication{URI: uri, Diagnostics: []diagnostic{}})
}

const publishMethod = "textDocument/publishDiagnostics"
