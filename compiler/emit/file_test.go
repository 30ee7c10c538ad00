package emit

import (
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// onlyIn fails unless a folder holds exactly these files.
func onlyIn(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		found = append(found, e.Name())
	}
	if strings.Join(found, " ") != strings.Join(names, " ") {
		t.Errorf("%s holds %v, want %v", folder, found, names)
	}
}

func contentIs(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", path, got, err, want)
	}
}

func put(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func modeIs(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Mode() != want {
		t.Errorf("%s has %v (%v), want %v", path, info.Mode(), err, want)
	}
}

func TestWriteFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	if err := WriteFile(path, strings.NewReader("new")); err != nil {
		t.Fatal(err)
	}
	contentIs(t, path, "new")
	mask := syscall.Umask(0)
	syscall.Umask(mask)
	modeIs(t, path, fs.FileMode(0o644&^mask))
	onlyIn(t, folder, "a.json")
}

func TestWriteFileKeepsPermissions(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	put(t, path, "a longer old content", 0o664)
	if err := WriteFile(path, strings.NewReader("new")); err != nil {
		t.Fatal(err)
	}
	contentIs(t, path, "new")
	modeIs(t, path, 0o664)
	onlyIn(t, folder, "a.json")
}

func TestWriteFileThroughLink(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	target, link := filepath.Join(elsewhere, "target.json"), filepath.Join(folder, "link.json")
	put(t, target, "old", 0o640)
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(link, strings.NewReader("new")); err != nil {
		t.Fatal(err)
	}
	contentIs(t, target, "new")
	modeIs(t, target, 0o640)
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link is gone: %v %v", info.Mode(), err)
	}
	onlyIn(t, folder, "link.json")
	onlyIn(t, elsewhere, "target.json")
}

func TestWriteFileRefuses(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	put(t, at("protected"), "old", 0o444)
	for _, err := range []error{os.Mkdir(at("folder"), 0o755), syscall.Mkfifo(at("pipe"), 0o644), os.Symlink("gone", at("dangling")), os.Symlink("loop", at("loop"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ path, why string }{
		{at("folder"), "write " + at("folder") + ": is a folder"},
		{at("pipe"), "write " + at("pipe") + ": is not a regular file"},
		{at("protected"), "write " + at("protected") + ": is write-protected"},
		{at("missing/a.json"), "write " + at("missing/a.json") + ": no such file or directory"},
		{at("protected/a.json"), "not a directory"},
		{at("dangling"), "no such file"},
		{at("loop"), "too many links"},
		{"/dev/null", "write /dev/null: is not a regular file"},
		{"", ""},
	} {
		if err := WriteFile(c.path, strings.NewReader("new")); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%q: %v, want %q", c.path, err, c.why)
		}
	}
	contentIs(t, at("protected"), "old")
	onlyIn(t, folder, "dangling", "folder", "loop", "pipe", "protected")
}

// TestReplaceFails makes the last step fail: the file that was written beside is removed.
func TestReplaceFails(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	if err := os.MkdirAll(filepath.Join(path, "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	err := named(replace(path, nil, strings.NewReader("new"), func() bool { return false }), path)
	if err == nil || !strings.HasPrefix(err.Error(), "write "+path+": ") {
		t.Errorf("got %v", err)
	}
	onlyIn(t, folder, "a.json")
}

func TestInterrupt(t *testing.T) {
	ours := make(chan os.Signal, 2) // keeps the test alive
	signal.Notify(ours, syscall.SIGTERM)
	defer signal.Stop(ours)
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	put(t, path, "old", 0o644)
	err := uninterrupted(func(interrupted func() bool) error {
		if err := raise(syscall.SIGTERM); err != nil {
			return err
		}
		<-ours
		for !interrupted() {
		}
		return replace(path, nil, strings.NewReader("new"), interrupted)
	})
	if !errors.Is(err, errInterrupted) {
		t.Errorf("got %v", err)
	}
	if s := <-ours; s != syscall.SIGTERM {
		t.Errorf("the process got %v", s)
	}
	contentIs(t, path, "old")
	onlyIn(t, folder, "a.json")
}

func TestSame(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.json")
	put(t, path, "abc", 0o644)
	for content, want := range map[string]bool{"abc": true, "abd": false, "ab": false, "": false} {
		if got, err := Same(path, strings.NewReader(content)); got != want || err != nil {
			t.Errorf("%q: %v %v", content, got, err)
		}
	}
	if got, err := Same(filepath.Join(folder, "missing"), strings.NewReader("")); got || err != nil {
		t.Errorf("a missing file: %v %v", got, err)
	}
	if _, err := Same(folder, strings.NewReader("")); err == nil {
		t.Error("a folder can be compared")
	}
}
