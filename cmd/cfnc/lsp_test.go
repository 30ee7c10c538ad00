package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

// opened makes a folder with files and opens it as the server does.
func opened(t *testing.T, files map[string]string) (folder string, open func() (*served, error)) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder, func() (*served, error) {
		project, err := host{}.Open(folder)
		if err != nil {
			return nil, err
		}
		return project.(*served), nil
	}
}

// rulesOf returns the IDs of what is found in a file.
func rulesOf(t *testing.T, p *served, name string, texts map[string]string) (ids []string) {
	t.Helper()
	src, whole, err := p.Compile(name, texts)
	if err != nil || !whole {
		t.Fatalf("%s: %v, a template: %v", name, err, whole)
	}
	for _, d := range p.Filter(lint.Join([]lint.Result{p.Check(name, *src)})) {
		ids = append(ids, d.Rule)
	}
	return ids
}

const bucketWithMistake = "Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    Properties: {Nope: 1}\n"

func TestServedFolders(t *testing.T) {
	folder, open := opened(t, map[string]string{".cfnc.yaml": "ignore-files: [old.yaml]\noverrides:\n  - files: [b.yaml]\n    ignore: [E3002]\n"})
	p, err := open()
	if err != nil {
		t.Fatal(err)
	}
	name := func(file string) string { return source.FromHere(filepath.Join(folder, file)) }
	texts := map[string]string{
		name("a.yaml"): bucketWithMistake, name("b.yaml"): bucketWithMistake, name("old.yaml"): bucketWithMistake,
		name("c.yaml"):        "Resources:\n  Data: !Include new/part.yaml\n",
		name("new/part.yaml"): "Type: AWS::S3::Bucket\nProperties: {Nope: 1}\n",
		name("notes.yaml"):    "Resources are what we need: [money]\n",
		name("values.yaml"):   "a: b\n",
	}
	for file, want := range map[string]bool{"a.yaml": true, "b.yaml": false, "c.yaml": true} {
		if got := rulesOf(t, p, name(file), texts); slices.Contains(got, "E3002") != want {
			t.Errorf("%s: %v", file, got)
		}
	}
	for _, file := range []string{"old.yaml", "notes.yaml", "values.yaml"} {
		if _, whole, err := p.Compile(name(file), texts); err != nil || whole {
			t.Errorf("%s is checked: %v", file, err)
		}
	}
}

// A file that was changed on the disk is read again.
func TestServedFilesAreFresh(t *testing.T) {
	folder, open := opened(t, map[string]string{"part.yaml": "Type: AWS::S3::Bucket\nProperties: {Nope: 1}\n"})
	p, err := open()
	if err != nil {
		t.Fatal(err)
	}
	main := source.FromHere(filepath.Join(folder, "main.yaml"))
	texts := map[string]string{main: "Resources:\n  Data: !Include part.yaml\n"}
	if got := rulesOf(t, p, main, texts); !slices.Contains(got, "E3002") {
		t.Errorf("got %v", got)
	}
	if err := os.WriteFile(filepath.Join(folder, "part.yaml"), []byte("Type: AWS::S3::Bucket\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := rulesOf(t, p, main, texts); slices.Contains(got, "E3002") {
		t.Errorf("after the change: %v", got)
	}
}

func TestServedMistakes(t *testing.T) {
	_, open := opened(t, map[string]string{".cfnc.yaml": "ignor: [E1]\n"})
	if _, err := open(); err == nil || !strings.Contains(err.Error(), "ignor") {
		t.Errorf("got %v", err)
	}
}

func TestServedTemplates(t *testing.T) {
	folder, open := opened(t, map[string]string{"a.yaml": "", "b.txt": "", "c.template": ""})
	p, err := open()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{source.FromHere(filepath.Join(folder, "a.yaml")), source.FromHere(filepath.Join(folder, "c.template"))}
	if got := p.Templates(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
