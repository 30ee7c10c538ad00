package bundle

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Script is a file of a bundle that runs on the instance. The places in its scripts are bytes of
// the file.
type Script struct {
	File    *source.File
	Scripts []*script.Script // none for what is no script of a shell
}

// maxOthers bounds how many shell scripts are read that no hook names.
const maxOthers = 100

// load reads a file of the bundle. missing is true where there certainly is none.
func (b *Bundle) load(written string) (s *Script, missing bool) {
	name, err := source.Resolve(b.File, written)
	if err != nil || !strings.HasPrefix(name, prefix(b.Folder())) {
		return nil, true
	}
	if s := b.loaded[name]; s != nil {
		return s, false
	}
	f, err := b.loader.Load(name)
	if err != nil {
		return nil, errors.Is(err, fs.ErrNotExist)
	}
	s = read(f)
	b.loaded[name] = s
	b.Scripts = append(b.Scripts, s)
	return s, false
}

func read(f *source.File) *Script {
	s := &Script{File: f}
	switch text := f.Text(); {
	case strings.Contains(text, "\x00"):
	case script.HeadOf(text).Form == script.ShellScript:
		s.Scripts = script.Read(text).Scripts
	case strings.HasSuffix(f.Path(), ".sh"):
		s.Scripts = []*script.Script{script.ReadShell(text)}
	}
	return s
}

// others reads the shell scripts of the folder that no hook names: those that are sourced.
func (b *Bundle) others() {
	lister, ok := b.loader.(source.Lister)
	if !ok {
		return
	}
	for _, name := range lister.List(b.Folder(), ".sh", maxOthers) {
		_, _ = b.load(strings.TrimPrefix(name, prefix(b.Folder())))
	}
}

func prefix(folder string) string {
	if folder == "." {
		return ""
	}
	return folder + "/"
}

// Name is the path of the script below the project root without its folders.
func (s *Script) Name() string { return path.Base(s.File.Path()) }

// Span is where bytes of the script stand.
func (s *Script) Span(at script.Span) source.Span { return s.File.Span(at.From, at.To) }

// comments finds the comments of a shell script: what follows a number sign at the beginning of a
// word.
func (s *Script) comments() (list []syntax.Comment) {
	at := 0
	for line := range strings.Lines(s.File.Text()) {
		body := strings.TrimRight(line, "\r\n")
		blank := len(body) - len(strings.TrimLeft(body, " \t"))
		if start := strings.Index(" "+body, " #"); start >= 0 {
			list = append(list, syntax.Comment{Span: s.File.Span(at+start, at+len(body)), Own: start == blank})
		}
		at += len(line)
	}
	return list
}
