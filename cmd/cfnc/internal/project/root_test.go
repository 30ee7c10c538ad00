package project

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPlace(t *testing.T) {
	tree(t, "conf/sub/a.yaml", "conf/part.yaml", "conf/sub/part.yaml", "b.yaml", "part.yaml")
	for _, c := range []struct{ flag, folder, name, path, sees string }{
		{"", "", "conf/sub/a.yaml", "a.yaml", "part.yaml"},
		{"", "conf", "conf/sub/a.yaml", "sub/a.yaml", "sub/part.yaml"},
		{"", "conf", "b.yaml", "b.yaml", "part.yaml"},
		{".", "conf", "conf/sub/a.yaml", "conf/sub/a.yaml", "conf/sub/part.yaml"},
		{"conf", "", "conf/../conf/sub/a.yaml", "sub/a.yaml", "sub/part.yaml"},
	} {
		config := Config{}
		if c.folder != "" {
			config.Folder, _ = filepath.Abs(c.folder)
		}
		root, err := NewRoot(c.flag, config)
		if err != nil {
			t.Fatal(err)
		}
		loader, path, err := root.Place(c.name)
		if err != nil || path != c.path {
			t.Errorf("%+v: %s, %v", c, path, err)
			continue
		}
		if _, err := loader.Load(c.sees); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
	root, err := NewRoot("conf", Config{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := root.Place("b.yaml"); err == nil || err.Error() != "the file is outside of the project root conf" {
		t.Errorf("got %v", err)
	}
	for _, flag := range []string{"missing", "b.yaml"} {
		if _, err := NewRoot(flag, Config{}); err == nil {
			t.Errorf("--root %s is taken", flag)
		}
	}
}

func TestRead(t *testing.T) {
	tree(t, "sub/a.yaml")
	f, err := named("sub/../sub/a.yaml").Read("x/a.yaml")
	if err != nil || f.Name() != "sub/a.yaml" || f.Path() != "x/a.yaml" {
		t.Errorf("%v %v", f, err)
	}
	if _, err := ReadFile("sub"); err == nil || err.Error() != "is a folder" {
		t.Errorf("a folder: %v", err)
	}
	if err := os.Truncate("sub/a.yaml", 65<<20); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile("sub/a.yaml"); err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("a large file: %v", err)
	}
	file, err := os.Open("sub/a.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := ReadStream(file, "-", "-"); err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("a large stream: %v", err)
	}
}
