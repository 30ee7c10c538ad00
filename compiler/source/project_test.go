package source

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// folder makes a root with files in it, and one file beside the root.
func folder(t *testing.T, files map[string]string) (root string) {
	t.Helper()
	base := t.TempDir()
	root = filepath.Join(base, "root")
	write(t, filepath.Join(base, "secret.yaml"), "secret")
	for name, text := range files {
		write(t, filepath.Join(root, name), text)
	}
	return root
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, root string, overlay map[string]string) *Project {
	t.Helper()
	p, err := OpenProject(root, overlay)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestLoadInside(t *testing.T) {
	root := folder(t, map[string]string{"a.yaml": "A", "sub/b.yaml": "B"})
	for link, target := range map[string]string{"link.yaml": "sub/b.yaml", "sub/up.yaml": "../a.yaml", "dir": "sub"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	p := open(t, root, nil)
	for name, want := range map[string]string{
		"a.yaml": "A", "./a.yaml": "A", "sub/../a.yaml": "A", "sub/b.yaml": "B",
		"link.yaml": "B", "sub/up.yaml": "A", "dir/b.yaml": "B",
	} {
		f, err := p.Load(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if f.Text() != want {
			t.Errorf("%s: got %q, want %q", name, f.Text(), want)
		}
	}
}

func TestLoadNeverLeavesTheRoot(t *testing.T) {
	root := folder(t, map[string]string{"sub/b.yaml": "B"})
	outside := filepath.Join(filepath.Dir(root), "secret.yaml")
	for link, target := range map[string]string{
		"up.yaml": "../secret.yaml", "sub/far.yaml": "../../secret.yaml", "abs.yaml": outside,
		"dir": "..", "null": "/dev/zero", "loop": "loop", "gone": "nothing", "tosub": "sub",
	} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	if l, err := net.Listen("unix", filepath.Join(root, "s")); err == nil {
		defer l.Close()
	}
	p := open(t, root, nil)
	const link, out = "symbolic link", "out of the project root"
	for name, want := range map[string]string{
		"up.yaml": link, "sub/far.yaml": link, "abs.yaml": link, "dir/secret.yaml": link, "null": link,
		"loop": "symbolic links", "gone": "no such file", "nothing": "no such file", "sub/b.yaml/x": "not a directory",
		"../secret.yaml": out, "sub/../../secret.yaml": out, outside: out, "/dev/zero": out, "..": out,
		"sub": "a folder", ".": "a folder", "": "a folder", "tosub": "a folder", "s": "a socket",
	} {
		f, err := p.Load(name)
		if err == nil {
			t.Errorf("%s was read: %q", name, f.Text())
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %q, want %q in it", name, err, want)
		}
	}
}

func TestLoadTooLarge(t *testing.T) {
	root := folder(t, map[string]string{"big.yaml": ""})
	if err := os.Truncate(filepath.Join(root, "big.yaml"), MaxSize+1); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, root, nil).Load("big.yaml"); err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("got %v", err)
	}
}

func TestOverlayTakesThePlaceOfTheDisk(t *testing.T) {
	root := folder(t, map[string]string{"a.yaml": "saved"})
	p := open(t, root, map[string]string{"a.yaml": "unsaved", "sub/new.yaml": "new"})
	for name, want := range map[string]string{"a.yaml": "unsaved", "sub/../a.yaml": "unsaved", "sub/new.yaml": "new"} {
		if f, err := p.Load(name); err != nil || f.Text() != want {
			t.Errorf("%s: got %v, %v; want %q", name, f, err, want)
		}
	}
}

func TestLoadOnceForAll(t *testing.T) {
	p := open(t, folder(t, map[string]string{"a.yaml": "A"}), nil)
	files := make([]*File, 20)
	var done sync.WaitGroup
	for i := range files {
		done.Go(func() { files[i], _ = p.Load("a.yaml") })
	}
	done.Wait()
	for _, f := range files {
		if f == nil || f != files[0] {
			t.Fatal("the file was read more than once")
		}
	}
}

func TestNamesAreRelativeToTheWorkingFolder(t *testing.T) {
	base := folder(t, map[string]string{"infra/part.yaml": "x", "here/x": ""})
	t.Chdir(filepath.Join(base, "here"))
	for _, dir := range []string{"../infra", filepath.Join(base, "infra")} {
		f, err := open(t, dir, nil).Load("part.yaml")
		if err != nil || f.Name() != "../infra/part.yaml" || f.Path() != "part.yaml" {
			t.Errorf("from %s: got %q, %q, %v", dir, f.Name(), f.Path(), err)
		}
	}
	if f, err := open(t, "..", nil).Load("here/x"); err != nil || f.Name() != "x" {
		t.Errorf("got %q, %v", f.Name(), err)
	}
}

func TestResolve(t *testing.T) {
	from := NewFile("x", "stacks/web/main.yaml", "")
	for written, want := range map[string]string{
		"a.yaml": "stacks/web/a.yaml", "./a.yaml": "stacks/web/a.yaml", "../a": "stacks/a", "../../a": "a", "b/../c": "stacks/web/c",
		"../../../a": "!out of the project root", "/etc/passwd": "!absolute", "": "!empty", "../../..": "!out of the project root",
	} {
		got, err := Resolve(from, written)
		if err != nil {
			got = "!" + err.Error()
		}
		if got != want && (want[0] != '!' || !strings.Contains(got, want[1:])) {
			t.Errorf("%q: got %q, want %q", written, got, want)
		}
	}
}

func ExampleResolve() {
	main := NewFile("web/main.yaml", "main.yaml", "")
	fmt.Println(Resolve(main, "parts/hup.yaml"))
	// Output: parts/hup.yaml <nil>
}

func TestList(t *testing.T) {
	root := folder(t, map[string]string{"app/a.sh": "", "app/deep/b.sh": "", "app/c.txt": "", "app/.git/d.sh": "", "app/node_modules/e.sh": "", "z.sh": ""})
	if err := os.Symlink(filepath.Join(root, "z.sh"), filepath.Join(root, "app", "link.sh")); err != nil {
		t.Skip(err)
	}
	p, err := OpenProject(root, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for want, got := range map[string][]string{
		"app/a.sh app/deep/b.sh":      p.List("app", ".sh", 10),
		"app/a.sh":                    p.List("app", ".sh", 1),
		"":                            p.List("../", ".sh", 10),
		"app/a.sh app/deep/b.sh z.sh": p.List(".", ".sh", 10),
	} {
		if strings.Join(got, " ") != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
