package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"syscall"

	"github.com/cfnc/cfnc/lint/report"
)

// The exit codes; the highest wins.
const (
	exitFindings = 1 // findings at or above the threshold, or an output that is out of date
	exitUsage    = 2 // wrong usage, wrong configuration, or a file that cannot be read or written
	exitFault    = 3 // a fault of cfnc itself
)

// A session is one run of the command: its streams, and the worst that happened so far.
type session struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	code           int
	failures       []report.Failure
	looked         []string // names of the templates that were looked at
}

// raise notes an exit code; a lower one than before changes nothing.
func (s *session) raise(code int) { s.code = max(s.code, code) }

// fail reports what went wrong with the run, as a file that cannot be read.
func (s *session) fail(err error) {
	s.raise(exitUsage)
	fmt.Fprintf(s.stderr, "cfnc: %v\n", err)
}

// failFile reports that a file cannot be used.
func (s *session) failFile(name string, err error) {
	s.failures = append(s.failures, report.Failure{File: name, Message: err.Error()})
	s.fail(fmt.Errorf("%s: %w", name, err))
}

// usageError is wrong usage of a command, with a hint where to read on.
type usageError struct {
	error
	hint string
}

// usage reports wrong usage.
func usage(format string, args ...any) error { return usageError{error: fmt.Errorf(format, args...)} }

// end reports the error that a command ended with. A reader that has seen enough of the
// output, such as head, is no error.
func (s *session) end(err error) {
	var wrong usageError
	switch {
	case err == nil:
	case errors.Is(err, syscall.EPIPE):
	case errors.As(err, &wrong):
		s.fail(err)
		fmt.Fprintln(s.stderr, wrong.hint)
	default:
		s.fail(err)
	}
}

// A fault is a crash inside of cfnc, kept until it can be told.
type fault struct {
	file  string
	cause any
	stack []byte
}

// guard does some work for a file and catches its crash.
func guard(file string, work func()) (f *fault) {
	defer func() {
		if cause := recover(); cause != nil {
			f = &fault{file, cause, debug.Stack()}
		}
	}()
	work()
	return nil
}

// rescue ends a run that crashed outside of the work for a file.
func (s *session) rescue(code *int) {
	if cause := recover(); cause != nil {
		s.tell(&fault{"", cause, debug.Stack()})
		*code = s.code
	}
}

// tell asks for a report of a fault.
func (s *session) tell(f *fault) {
	s.raise(exitFault)
	where := ""
	if f.file != "" {
		where = " while it worked on " + f.file
	}
	fmt.Fprintf(s.stderr, "cfnc: a fault in cfnc itself%s: %v\n", where, f.cause)
	fmt.Fprintf(s.stderr, "Please report it, with the file and the lines below: %s\n\n%s", reportURL, f.stack)
}

const reportURL = "https://github.com/cfnc/cfnc/issues/new"

// colored reports whether a stream takes colours: a terminal, unless the user wants none, or
// any other where the user wants them, as in the log of a CI that shows them.
func colored(w io.Writer) bool {
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	return os.Getenv("FORCE_COLOR") != "" || isTerminal(w) && os.Getenv("TERM") != "dumb"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
