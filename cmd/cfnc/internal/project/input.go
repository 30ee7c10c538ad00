package project

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// Stdin is the argument that means standard input.
const Stdin = "-"

// An Input is one source that the arguments name.
type Input struct {
	Path   string // as the operating system takes it; Stdin for standard input
	Name   string // what the user is shown: the slash-separated path from the working folder
	Folder string // the folder in which it was found, or "" for one that was named itself
}

func named(path string) Input {
	if path == Stdin {
		return Input{Path: path, Name: "<stdin>"}
	}
	return Input{Path: path, Name: source.FromHere(path)}
}

// Named reports whether an argument is the file itself, not a folder that it is in, or a
// pattern.
func (in Input) Named() bool { return in.Folder == "" }

// Read reads an input that is a file and has a path below the project root.
func (in Input) Read(path string) (*source.File, error) {
	text, err := readRegular(in.Path)
	if err != nil {
		return nil, Reason(err)
	}
	return source.NewFile(in.Name, path, text), nil
}

// ReadFile reads a file that is no source, such as the configuration.
func ReadFile(path string) (*source.File, error) { return named(path).Read(filepath.Base(path)) }

// ReadStream reads a text that is no file, such as standard input.
func ReadStream(r io.Reader, name, path string) (*source.File, error) {
	text, err := readAll(r, 0)
	if err != nil {
		return nil, Reason(err)
	}
	return source.NewFile(name, path, text), nil
}

// readRegular reads nothing but regular files: to open a FIFO would wait for its writer.
func readRegular(name string) (string, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", errors.New("is a folder")
	case !info.Mode().IsRegular():
		return "", errors.New("not a regular file; use - to read standard input")
	case info.Size() > source.MaxSize:
		return "", errTooLarge
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return readAll(f, int(info.Size()))
}

var errTooLarge = fmt.Errorf("larger than %d MiB", source.MaxSize>>20)

func readAll(r io.Reader, size int) (string, error) {
	var text strings.Builder
	text.Grow(size)
	n, err := io.Copy(&text, io.LimitReader(r, source.MaxSize+1))
	if err == nil && n > source.MaxSize {
		err = errTooLarge
	}
	return text.String(), err
}
