package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/live"
)

// putManifest writes beside an output what its generated parameters stand for. It goes before
// the template, which so is never newer than the manifest. Where there are no live values, one
// from an earlier build goes.
func (f *buildFlags) putManifest(o *outcome, target string, unit *compiler.Unit, template io.WriterTo) error {
	name := manifestName(target)
	if len(unit.Bindings) == 0 {
		return f.removeManifest(o, name)
	}
	text, err := manifest(o, unit, template)
	if err != nil {
		return err
	}
	return f.put(o, name, bytes.NewReader(text))
}

// manifestName is web.bindings.json for web.json.
func manifestName(target string) string {
	return strings.TrimSuffix(target, filepath.Ext(target)) + ".bindings.json"
}

func manifest(o *outcome, unit *compiler.Unit, template io.WriterTo) ([]byte, error) {
	hash := sha256.New()
	if _, err := template.WriteTo(hash); err != nil {
		return nil, err
	}
	return live.Manifest{
		Version:  live.Version,
		Template: path.Base(filepath.ToSlash(o.input.Name)),
		SHA256:   hex.EncodeToString(hash.Sum(nil)),
		Bindings: unit.Bindings,
	}.JSON()
}

// removeManifest removes a file if it is a manifest.
func (f *buildFlags) removeManifest(o *outcome, name string) error {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return writing(name, err)
	}
	if _, err := live.Parse(text); err != nil {
		return nil
	}
	if f.check {
		o.stale = true
		o.note += fmt.Sprintf("%s: is left from an earlier build; %s has no live values\n", filepath.ToSlash(name), o.input.Name)
		return nil
	}
	return writing(name, os.Remove(name))
}

// noteLive tells that a template on standard output has no manifest beside it.
func (o *outcome) noteLive(unit *compiler.Unit) {
	n := len(unit.Bindings)
	if n == 0 {
		return
	}
	what := fmt.Sprintf("%d parameters stand for live values", n)
	if n == 1 {
		what = "1 parameter stands for a live value"
	}
	o.note += fmt.Sprintf("%s: %s; build with -o FILE to write beside the output what to look up\n", o.input.Name, what)
}
