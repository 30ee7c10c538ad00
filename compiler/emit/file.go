package emit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// WriteFile puts content into a file as a whole or not at all: it is written beside the file
// under another name, and renamed when it is on the disk. After any failure, or an
// interrupt, the old file is as it was and nothing stands beside it.
//
// The permissions of an old file are kept; a new one has 0644 less the umask. A symbolic
// link stays, and its target is written. Folders, devices, pipes and files without write
// permission are refused. The folder must exist.
func WriteFile(path string, content io.WriterTo) error {
	target, old, err := destination(path)
	if err != nil {
		return err
	}
	err = uninterrupted(func(interrupted func() bool) error { return replace(target, old, content, interrupted) })
	return named(err, path)
}

// named makes an error speak of the file itself, not of the one that is written beside it.
func named(err error, path string) error {
	var ofPath *fs.PathError
	var ofLink *os.LinkError
	switch {
	case errors.As(err, &ofPath):
		return &fs.PathError{Op: "write", Path: path, Err: ofPath.Err}
	case errors.As(err, &ofLink):
		return &fs.PathError{Op: "write", Path: path, Err: ofLink.Err}
	}
	return err
}

// Same reports whether a file has exactly this content. A file that does not exist has not.
func Same(path string, content io.WriterTo) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, refusal(path, info.Mode())
	}
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	c := comparison{file: f}
	if _, err := content.WriteTo(&c); err == nil {
		return c.ended()
	}
	return false, c.err
}

// comparison is a writer that compares what is written with a file.
type comparison struct {
	file io.Reader
	err  error // of the file
}

var errDiffers = errors.New("differs")

func (c *comparison) Write(content []byte) (int, error) {
	found := make([]byte, len(content))
	n, err := io.ReadFull(c.file, found)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		c.err = err
	}
	if !bytes.Equal(found[:n], content) {
		return 0, errDiffers
	}
	return n, nil
}

// ended reports whether nothing is left in the file.
func (c *comparison) ended() (bool, error) {
	n, err := c.file.Read(make([]byte, 1))
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n == 0, err
}

// destination returns the file to write when links are followed, and what is there; old is
// nil when there is nothing.
func destination(path string) (target string, old fs.FileInfo, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return path, nil, nil
	}
	if target, err = filepath.EvalSymlinks(path); err != nil {
		return "", nil, err
	}
	if old, err = os.Lstat(target); err != nil {
		return "", nil, err
	}
	if !old.Mode().IsRegular() || old.Mode().Perm()&0o200 == 0 {
		return "", nil, refusal(path, old.Mode())
	}
	return target, old, nil
}

func refusal(path string, mode fs.FileMode) error {
	why := "is not a regular file"
	switch {
	case mode.IsDir():
		why = "is a folder"
	case mode.IsRegular():
		why = "is write-protected"
	}
	return &fs.PathError{Op: "write", Path: path, Err: errors.New(why)}
}

// replace writes a file through another one in its folder.
func replace(path string, old fs.FileInfo, content io.WriterTo, interrupted func() bool) (err error) {
	f, err := createBeside(path)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := fill(f, old, content); err != nil {
		return err
	}
	if interrupted() {
		return errInterrupted
	}
	return os.Rename(f.Name(), path)
}

// fill writes and closes a file.
func fill(f *os.File, old fs.FileInfo, content io.WriterTo) error {
	_, err := content.WriteTo(f)
	if err == nil && old != nil {
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// createBeside creates a file with a new name in the folder of another one.
func createBeside(path string) (f *os.File, err error) {
	for range 100 {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".cfnc-%016x", rand.Uint64()))
		f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return f, err
}
