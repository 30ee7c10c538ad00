// Package lsp is the language server: it speaks the Language Server Protocol over two streams,
// and answers from what the compiler and the rules know. There is one file for each feature. It
// does not know how a project is configured, nor which rules there are: the command does.
package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/cfnc/cfnc/compiler/source"
)

// A server is one session with a client. All of its state belongs to the loop; requests and
// checks run beside it, on views, which never change.
type server struct {
	*stream
	host    Host
	view    *view
	folders []folder
	lonely  map[string]folder // of files that are in none of the folders, by path
	told    map[string]string // what is wrong with the configuration of folders, by path
	phase   phase
	orderly bool          // the client said shutdown before it ended
	events  chan func()   // what others want the loop to do
	ended   chan struct{} // closed when the loop has ended

	running  map[string]context.CancelFunc // requests, by ID
	requests sync.WaitGroup
	checks   checks
	lastID   int // of the requests to the client
}

// phase is how far a session is.
type phase uint8

const (
	waiting phase = iota // for initialize
	open
	shut // after shutdown
	gone // after exit
)

// Serve talks to a client until it says exit, or closes the stream. It returns false where the
// client ends without a shutdown.
func Serve(in io.Reader, out io.Writer, host Host) (orderly bool, err error) {
	s := &server{
		stream:  &stream{in: bufio.NewReader(in), out: out},
		host:    host,
		lonely:  map[string]folder{},
		told:    map[string]string{},
		view:    &view{},
		events:  make(chan func()),
		ended:   make(chan struct{}),
		running: map[string]context.CancelFunc{},
	}
	s.checks = newChecks()
	err = s.loop()
	for _, cancel := range s.running {
		cancel()
	}
	s.checks.stop()
	close(s.ended)
	s.requests.Wait()
	return s.orderly, err
}

// post lets the loop do something.
func (s *server) post(do func()) {
	select {
	case s.events <- do:
	case <-s.ended:
	}
}

// incoming is a message, or why there is none.
type incoming struct {
	m   *message
	err error
}

// loop does one thing after the other: what the client says, in its order, and what others ask.
func (s *server) loop() error {
	messages := make(chan incoming)
	go s.readAll(messages)
	for s.phase != gone {
		select {
		case in := <-messages:
			if err := s.take(in); err != nil {
				return err
			}
		case do := <-s.events:
			do()
		case <-s.checks.timer.C:
			s.startChecks()
		}
	}
	return nil
}

func (s *server) readAll(messages chan<- incoming) {
	for {
		m, err := s.read()
		select {
		case messages <- incoming{m, err}:
		case <-s.ended:
			return
		}
		var broken *rpcError
		if err != nil && !errors.As(err, &broken) {
			return
		}
	}
}

// take handles a message. An error ends the session; the end of the stream is an exit.
func (s *server) take(in incoming) error {
	var broken *rpcError
	switch {
	case errors.As(in.err, &broken):
		return s.answer(json.RawMessage("null"), nil, in.err)
	case errors.Is(in.err, io.EOF):
		s.exit()
		return nil
	case in.err != nil:
		return in.err
	case in.m.Method == "":
		return nil // the answer to a request of ours, which needs none
	case in.m.ID == nil:
		_ = s.guard(in.m.Method, func() { s.notified(in.m) }) // it was logged, and nobody waits for an answer
		return nil
	}
	return s.requested(in.m)
}

// guard keeps a fault in one answer from ending the session.
func (s *server) guard(what string, do func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a fault of cfnc in %s: %v", what, r)
			s.show(logMessage, fmt.Sprintf("%v\n%s", err, debug.Stack()))
		}
	}()
	do()
	return nil
}

// notified does what a notification says. One that is not known is ignored, as the protocol wants.
func (s *server) notified(m *message) {
	if m.Method == "exit" {
		s.exit()
	}
	if s.phase != open {
		return
	}
	if err := s.heard(m); err != nil {
		s.show(logMessage, fmt.Sprintf("cfnc: %s: %v", m.Method, err))
	}
}

func (s *server) exit() { s.orderly, s.phase = s.phase == shut, gone }

// The kinds of messages that are shown or logged.
const (
	warningMessage = 2
	infoMessage    = 3
	logMessage     = 4
)

// show tells the user something, or the log.
func (s *server) show(kind int, text string) {
	method := "window/showMessage"
	if kind == logMessage {
		method = "window/logMessage"
	}
	_ = notify(s.stream, method, messageParams{kind, text}) // a client that is gone is noticed by reading
}

// encoding takes the client's first wish that can be met; without one it is UTF-16.
func encoding(wishes []string) (source.Unit, string) {
	for _, wish := range wishes {
		switch wish {
		case "utf-8":
			return source.UTF8, wish
		case "utf-16":
			return source.UTF16, wish
		case "utf-32":
			return source.UTF32, wish
		}
	}
	return source.UTF16, "utf-16"
}
