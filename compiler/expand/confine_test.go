//go:build unix

package expand_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// project makes a folder with things that an include must not open, and a secret beside it.
func project(t *testing.T) string {
	t.Helper()
	base := t.TempDir()
	root := filepath.Join(base, "root")
	make := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	make(os.MkdirAll(filepath.Join(root, "sub"), 0o755))
	make(os.WriteFile(filepath.Join(base, "secret.yaml"), []byte("secret"), 0o644))
	make(os.WriteFile(filepath.Join(root, "sub", "inside.yaml"), []byte("inside"), 0o644))
	make(os.WriteFile(filepath.Join(root, "nul.txt"), []byte("ab\x00c"), 0o644))
	make(os.WriteFile(filepath.Join(root, "latin.txt"), []byte("caf\xe9"), 0o644))
	make(os.WriteFile(filepath.Join(root, "bom.txt"), []byte("\xef\xbb\xbftext\r\n"), 0o644))
	make(os.Symlink("../secret.yaml", filepath.Join(root, "out.yaml")))
	make(os.Symlink("..", filepath.Join(root, "up")))
	make(os.Symlink("/dev/zero", filepath.Join(root, "zero.yaml")))
	make(os.Symlink("sub/inside.yaml", filepath.Join(root, "in.yaml")))
	make(syscall.Mkfifo(filepath.Join(root, "pipe.yaml"), 0o600))
	return root
}

func TestConfinement(t *testing.T) {
	loader, err := source.OpenProject(project(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer loader.Close()
	for path, want := range map[string]string{
		"out.yaml":           "a symbolic link on its way leads out of the project root",
		"up/secret.yaml":     "a symbolic link on its way leads out of the project root",
		"zero.yaml":          "a symbolic link on its way leads out of the project root",
		"../secret.yaml":     "the path leads out of the project root",
		"sub/../../x":        "the path leads out of the project root",
		"/etc/passwd":        "the path is absolute",
		"/dev/zero":          "the path is absolute",
		"pipe.yaml":          "it is a named pipe, not a regular file",
		"sub":                "it is a folder, not a regular file",
		"sub/nothing.yaml":   "there is no such file",
		"sub/inside.yaml/ab": "not a directory",
	} {
		for _, form := range []string{"A: !Include %", "A: !IncludeText %", "A: \"@{file://%}\"", "A: {Fn::Include: {File: %}}"} {
			checkRefused(t, loader, strings.ReplaceAll(form, "%", path), want)
		}
	}
}

// checkRefused expands a text with one include and wants one error, at the path.
func checkRefused(t *testing.T, loader source.Loader, text, want string) {
	t.Helper()
	done := make(chan string, 1)
	go func() {
		doc, _ := syntax.Parse(source.NewFile("main.yaml", "main.yaml", text))
		_, found := expand.Expand(doc, expand.Options{Loader: loader})
		done <- show(found)
	}()
	select {
	case got := <-done:
		if strings.Count(got, "error E0001") != 1 || !strings.Contains(got, want) || !strings.HasPrefix(got, "main.yaml:1:") {
			t.Errorf("%s\ngot  %swant %s", text, got, want)
		}
	case <-time.After(5 * time.Second):
		t.Fatalf("%s hangs", text)
	}
}

func TestTextsOnDisk(t *testing.T) {
	loader, err := source.OpenProject(project(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer loader.Close()
	for text, want := range map[string]string{
		"A: !Include in.yaml":           `{"A": "inside"}`,
		"A: !IncludeText bom.txt":       `{"A": "text\r\n"}`,
		"A: !IncludeText nul.txt":       "has a NUL at byte 2",
		"A: !IncludeText latin.txt":     "is not UTF-8 at byte 3",
		"A: \"x @file://latin.txt\"":    "is not UTF-8 at byte 3",
		"A: !Include sub/../in.yaml#/x": "`sub/../in.yaml` has no `/x`",
	} {
		doc, _ := syntax.Parse(source.NewFile("main.yaml", "main.yaml", text))
		result, found := expand.Expand(doc, expand.Options{Loader: loader})
		if got := dump(result.Root) + show(found); !strings.Contains(got, want) {
			t.Errorf("%s\ngot  %swant %s", text, got, want)
		}
	}
}

func TestNoLoader(t *testing.T) {
	checkRefused(t, nil, "A: !Include x.yaml", "there is no project to read it from")
}
