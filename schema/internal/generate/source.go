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

// A lock pins the packages that the facts come from.
type lock struct {
	Schemas       pinned `json:"schemas"`
	Specification pinned `json:"specification"`
}

// A pinned package, and the one file of it that is read.
type pinned struct {
	Package   string `json:"package"`
	Version   string `json:"version"`
	Integrity string `json:"integrity"` // as npm states it: sha512 in base64
	SHA256    string `json:"sha256"`
	Folder    string `json:"folder"`            // within the archive
	Bundled   string `json:"bundled,omitempty"` // the package in that folder, and its version
	File      string `json:"file"`              // within the folder
	FileSHA   string `json:"fileSha256"`
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

// move pins another version.
func (p *pinned) move(version string) (err error) {
	if version == "" || version == p.Version {
		return nil
	}
	p.Version, p.SHA256, p.FileSHA, p.Bundled = version, "", "", ""
	p.Integrity, err = published(p.Package, version)
	return err
}

// open reads the package from a folder with downloads, or from the registry, and gives its file.
func (p *pinned) open(downloads string) ([]byte, error) {
	archive, err := p.load(downloads)
	if err != nil {
		return nil, err
	}
	strong := sha512.Sum512(archive)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(strong[:]); got != p.Integrity {
		return nil, fmt.Errorf("the integrity of %s is %s; the lock says %s", p.Package, got, p.Integrity)
	}
	if err := pin(&p.SHA256, archive, p.Package); err != nil {
		return nil, err
	}
	if err := p.identify(archive); err != nil {
		return nil, err
	}
	content, err := extract(archive, p.Folder+p.File)
	if err != nil {
		return nil, err
	}
	return content, pin(&p.FileSHA, content, p.File)
}

// load reads the archive from where npm pack put it before, or downloads it with npm.
func (p *pinned) load(downloads string) ([]byte, error) {
	name := strings.NewReplacer("@", "", "/", "-").Replace(p.Package) + "-" + p.Version + ".tgz"
	if downloads != "" {
		return os.ReadFile(filepath.Join(downloads, name))
	}
	folder, err := os.MkdirTemp("", "cfnc-schema-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	cmd := exec.Command("npm", "pack", "--silent", "--pack-destination", folder, p.Package+"@"+p.Version)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("npm pack: %w", err)
	}
	return os.ReadFile(filepath.Join(folder, name))
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

// identify reads which package stands in the folder, and under which licence.
func (p *pinned) identify(archive []byte) error {
	manifest, err := extract(archive, p.Folder+"package.json")
	if err != nil {
		return err
	}
	var about struct{ Name, Version, License string }
	if err := json.Unmarshal(manifest, &about); err != nil {
		return err
	}
	if about.License != "Apache-2.0" {
		return fmt.Errorf("%s is now under %q; look at NOTICE", about.Name, about.License)
	}
	found := about.Name + " " + about.Version
	if p.Bundled == "" {
		p.Bundled = found
	}
	if p.Bundled != found {
		return fmt.Errorf("%s holds %s; the lock says %s", p.Package, found, p.Bundled)
	}
	return nil
}

// extract takes one file out of an archive.
func extract(archive []byte, name string) ([]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	for files := tar.NewReader(unzipped); ; {
		header, err := files.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("the archive has no %s", name)
		case err != nil:
			return nil, err
		case header.Name == name:
			return io.ReadAll(files)
		}
	}
}
