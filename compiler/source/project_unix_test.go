//go:build unix

package source

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestLoadDoesNotWaitForAPipe(t *testing.T) {
	root := folder(t, map[string]string{"x": ""})
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.yaml"), 0o600); err != nil {
		t.Skip(err)
	}
	p := open(t, root, nil)
	answer := make(chan error, 1)
	go func() {
		_, err := p.Load("pipe.yaml")
		answer <- err
	}()
	select {
	case err := <-answer:
		if err == nil || !strings.Contains(err.Error(), "a named pipe") {
			t.Errorf("got %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the loader waits for a writer")
	}
}

func TestLoadRefusesDevices(t *testing.T) {
	p := open(t, "/dev", nil)
	for _, name := range []string{"zero", "null", "tty"} {
		if _, err := p.Load(name); err == nil || !strings.Contains(err.Error(), "a device") {
			t.Errorf("/dev/%s: got %v", name, err)
		}
	}
}
