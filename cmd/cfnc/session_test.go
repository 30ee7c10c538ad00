package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
)

func TestAFaultNamesItsFileAndSparesTheOthers(t *testing.T) {
	var stderr bytes.Buffer
	s := &session{stderr: &stderr}
	inputs := []project.Input{{Name: "a.yaml"}, {Name: "bad.yaml"}, {Name: "c.yaml"}}
	var worked atomic.Int64
	outcomes := s.each(inputs, func(o *outcome) {
		if o.input.Name == "bad.yaml" {
			var none []int
			_ = none[7]
		}
		worked.Add(1)
	})
	s.collect(outcomes)
	if s.code != exitFault || worked.Load() != 2 {
		t.Errorf("exit code %d, %d others worked", s.code, worked.Load())
	}
	want := "cfnc: a fault in cfnc itself while it worked on bad.yaml: runtime error: index out of range [7]"
	if got := stderr.String(); !strings.HasPrefix(got, want) || !strings.Contains(got, reportURL) || !strings.Contains(got, "session_test.go") {
		t.Errorf("told:\n%s", got)
	}
}

func TestAFaultElsewhere(t *testing.T) {
	var stderr bytes.Buffer
	code := func() (code int) {
		s := &session{stderr: &stderr}
		defer s.rescue(&code)
		panic("out of order")
	}()
	if code != exitFault || !strings.HasPrefix(stderr.String(), "cfnc: a fault in cfnc itself: out of order") {
		t.Errorf("exit code %d, told:\n%s", code, stderr.String())
	}
}

// A pipe with no reader, as head leaves behind.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, fmt.Errorf("write: %w", syscall.EPIPE) }

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestStandardOutputFails(t *testing.T) {
	for _, args := range [][]string{{"rules"}, {"rules", "--format", "json"}, {"rules", "--format", "markdown"}, {"explain", "H104"}, {"version"}} {
		var stderr bytes.Buffer
		if code := run(args, nil, brokenPipe{}, &stderr); code != 0 || stderr.Len() > 0 {
			t.Errorf("%v into a broken pipe: exit code %d, told %q", args, code, stderr.String())
		}
		if code := run(args, nil, fullDisk{}, &stderr); code != exitUsage || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%v onto a full disk: exit code %d, told %q", args, code, stderr.String())
		}
	}
}
