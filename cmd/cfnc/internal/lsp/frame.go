package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// maxMessage is the largest message, in bytes, that is read. A client sends whole files.
const maxMessage = 256 << 20

// A message is one of JSON-RPC: a request has an ID and a method, a notification only a method,
// a response only an ID.
type message struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  *rpcError       `json:"error,omitempty"`
}

// rpcError is why there is no result.
type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// Error makes it an error.
func (e *rpcError) Error() string { return e.Message }

// The codes of errors that are used here, as JSON-RPC and the protocol define them.
const (
	parseFailed     = -32700
	invalidRequest  = -32600
	methodNotFound  = -32601
	invalidParams   = -32602
	internalError   = -32603
	notInitialized  = -32002
	requestFailed   = -32803
	requestCanceled = -32800
)

// A stream reads and writes messages. Several goroutines may write.
type stream struct {
	in  *bufio.Reader
	mu  sync.Mutex
	out io.Writer
}

// read reads the next message. A body that is no message is an rpcError, and reading goes on
// behind it; every other error ends the stream.
func (s *stream) read() (*message, error) {
	length, err := s.head()
	if err != nil {
		return nil, err
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(s.in, body); err != nil {
		return nil, err
	}
	m := &message{}
	if err := json.Unmarshal(body, m); err != nil {
		return nil, &rpcError{parseFailed, "the message is no JSON-RPC: " + err.Error()}
	}
	return m, nil
}

// head reads the lines before a message, up to an empty one, and returns how many bytes follow.
func (s *stream) head() (length int, err error) {
	length = -1
	for {
		line, err := s.in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		name, value, _ := strings.Cut(strings.TrimRight(string(line), "\r\n"), ":")
		switch {
		case strings.EqualFold(name, "Content-Length"):
			length, err = strconv.Atoi(strings.TrimSpace(value))
			if err != nil || length < 0 || length > maxMessage {
				return 0, fmt.Errorf("a message has the length `%s`", value)
			}
		case name == "" && length >= 0:
			return length, nil
		case name == "":
			return 0, errors.New("a message has no Content-Length")
		}
	}
}

// write sends a message with its head in one write.
func (s *stream) write(m *message) error {
	body, err := json.Marshal(struct {
		Version string `json:"jsonrpc"`
		*message
	}{"2.0", m})
	if err != nil {
		return err
	}
	head := fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(body))
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err = s.out.Write(append(head, body...))
	return err
}

// notify sends a notification.
func notify[P any](s *stream, method string, params P) error {
	raw, err := json.Marshal(params)
	if err != nil {
		return err
	}
	return s.write(&message{Method: method, Params: raw})
}

// answer sends the response to a request.
func (s *stream) answer(id, result json.RawMessage, err error) error {
	if err == nil {
		return s.write(&message{ID: id, Result: result})
	}
	failed := &rpcError{Code: internalError, Message: err.Error()}
	errors.As(err, &failed)
	return s.write(&message{ID: id, Error: failed})
}
