package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const lockFile = "source.lock.json"

// A lock pins the package that the schemas come from.
type lock struct {
	Package   string `json:"package"`
	Version   string `json:"version"`
	Integrity string `json:"integrity"` // as npm states it: sha512 in base64
	SHA256    string `json:"sha256"`
	Bundled   string `json:"bundled"` // the package inside
	Bundles   string `json:"bundles"` // its version
	Wasm      string `json:"wasm"`    // the file inside that
	WasmSHA   string `json:"wasmSha256"`
}

// A bundle is a downloaded package that is what its lock says.
type bundle struct {
	lock    *lock
	archive []byte
}

// open reads the pinned package, or pins another version.
func open(version, file string) (*bundle, error) {
	l, err := readLock()
	if err != nil {
		return nil, err
	}
	if version != "" && version != l.Version {
		l.Version, l.SHA256, l.WasmSHA, l.Bundles = version, "", "", ""
		if l.Integrity, err = published(l.Package, version); err != nil {
			return nil, err
		}
	}
	archive, err := l.load(file)
	if err != nil {
		return nil, err
	}
	strong := sha512.Sum512(archive)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(strong[:]); got != l.Integrity {
		return nil, fmt.Errorf("the package's integrity is %s; the lock says %s", got, l.Integrity)
	}
	return &bundle{l, archive}, pin(&l.SHA256, archive, "the package")
}

func readLock() (*lock, error) {
	text, err := os.ReadFile(lockFile)
	if err != nil {
		return nil, err
	}
	l := &lock{}
	return l, json.Unmarshal(text, l)
}

func (l *lock) save() error {
	text, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(lockFile, append(text, '\n'), 0o644)
}

// load reads the archive from a file or downloads it with npm.
func (l *lock) load(file string) ([]byte, error) {
	if file != "" {
		return os.ReadFile(file)
	}
	folder, err := os.MkdirTemp("", "cfnc-schema-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	cmd := exec.Command("npm", "pack", "--silent", "--pack-destination", folder, l.Package+"@"+l.Version)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	name, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("npm pack: %w", err)
	}
	return os.ReadFile(filepath.Join(folder, filepath.Base(strings.TrimSpace(string(name)))))
}

// published asks the registry for a version's integrity.
func published(name, version string) (string, error) {
	out, err := exec.Command("npm", "view", "--silent", name+"@"+version, "dist.integrity").Output()
	if err != nil {
		return "", fmt.Errorf("npm view: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// pin compares a digest with the lock's, or enters it where a new version has none.
func pin(locked *string, content []byte, what string) error {
	sum := sha256.Sum256(content)
	got := hex.EncodeToString(sum[:])
	if *locked == "" {
		*locked = got
	}
	if *locked != got {
		return fmt.Errorf("the SHA-256 of %s is %s; the lock says %s", what, got, *locked)
	}
	return nil
}

// wasm takes the file with the schemas out of the package.
func (b *bundle) wasm() ([]byte, error) {
	inside := "package/node_modules/" + b.lock.Bundled + "/"
	manifest, err := b.file(inside + "package.json")
	if err != nil {
		return nil, err
	}
	var about struct{ Version, License string }
	if err := json.Unmarshal(manifest, &about); err != nil {
		return nil, err
	}
	if about.License != "Apache-2.0" {
		return nil, fmt.Errorf("%s is now under %q; look at NOTICE", b.lock.Bundled, about.License)
	}
	if b.lock.Bundles == "" {
		b.lock.Bundles = about.Version
	}
	if b.lock.Bundles != about.Version {
		return nil, fmt.Errorf("%s is %s; the lock says %s", b.lock.Bundled, about.Version, b.lock.Bundles)
	}
	wasm, err := b.file(inside + b.lock.Wasm)
	if err != nil {
		return nil, err
	}
	return wasm, pin(&b.lock.WasmSHA, wasm, b.lock.Wasm)
}

func (b *bundle) file(name string) ([]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(b.archive))
	if err != nil {
		return nil, err
	}
	for files := tar.NewReader(unzipped); ; {
		header, err := files.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("the package has no %s", name)
		case err != nil:
			return nil, err
		case header.Name == name:
			return io.ReadAll(files)
		}
	}
}
