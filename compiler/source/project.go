package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// A Loader reads files by their slash-separated path below the project root. It never
// leaves the root, and reads regular files only.
type Loader interface {
	Load(path string) (*File, error)
}

// Project reads the files of one folder, the project root, and nothing outside of it: no
// absolute path, no "..", no symbolic link leads out. Every file is read once and then
// shared. A project may be used by several goroutines at a time.
type Project struct {
	root    *os.Root
	dir     string
	overlay map[string]string
	files   sync.Map // path → func() (*File, error)
}

// OpenProject opens a folder as the project root. Its files show as their path from the
// working folder. The overlay holds texts that an editor has not saved yet, by their path
// below the root; they take the place of what is on the disk. It must not be changed
// afterwards.
func OpenProject(dir string, overlay map[string]string) (*Project, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the project root: %w", err)
	}
	return &Project{root: root, dir: dir, overlay: overlay}, nil
}

// Close gives the folder back. Files that were read stay usable.
func (p *Project) Close() error { return p.root.Close() }

// Load reads a file by its slash-separated path below the root. The error says what is
// wrong with the path, without the path itself.
func (p *Project) Load(name string) (*File, error) {
	name = path.Clean(name)
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, errOutside
	}
	load, _ := p.files.LoadOrStore(name, sync.OnceValues(func() (*File, error) { return p.read(name) }))
	return load.(func() (*File, error))()
}

// Resolve finds the path below the root that a path written in a file means. It is relative
// to the folder of that file; one that is absolute or leads out of the root is an error.
func Resolve(from *File, written string) (string, error) {
	if written == "" {
		return "", errors.New("the path is empty")
	}
	if path.IsAbs(written) || filepath.IsAbs(written) || filepath.VolumeName(written) != "" {
		return "", errors.New("the path is absolute; it must be relative to the file that names it")
	}
	joined := path.Join(path.Dir(from.Path()), written)
	if joined == ".." || strings.HasPrefix(joined, "../") {
		return "", errOutside
	}
	return joined, nil
}

var errOutside = errors.New("the path leads out of the project root")

func (p *Project) read(name string) (*File, error) {
	text, unsaved := p.overlay[name]
	if !unsaved {
		var err error
		if text, err = p.readDisk(filepath.FromSlash(name)); err != nil {
			return nil, err
		}
	}
	if len(text) > MaxSize {
		return nil, errTooLarge
	}
	return NewFile(FromHere(filepath.Join(p.dir, filepath.FromSlash(name))), name, text), nil
}

var errTooLarge = fmt.Errorf("the file is larger than %d MiB", MaxSize>>20)

// readDisk looks at what stands under a name before it opens it: opening a FIFO would wait
// for its writer, and a device has no end.
func (p *Project) readDisk(name string) (string, error) {
	info, err := p.stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("it is %s, not a regular file", kindOf(info.Mode()))
	}
	if info.Size() > MaxSize {
		return "", errTooLarge
	}
	f, err := p.root.Open(name)
	if err != nil {
		return "", plain(err)
	}
	defer f.Close()
	return readAll(f, info)
}

// stat follows symbolic links, which the root keeps inside of itself.
func (p *Project) stat(name string) (fs.FileInfo, error) {
	info, err := p.root.Lstat(name)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return info, plain(err)
	}
	target, err := p.root.Stat(name)
	return target, plain(err)
}

// readAll reads a file that was looked at before, unless another one took its place since.
func readAll(f *os.File, seen fs.FileInfo) (string, error) {
	now, err := f.Stat()
	if err != nil {
		return "", plain(err)
	}
	if !os.SameFile(seen, now) {
		return "", errors.New("the file changed while it was read")
	}
	var text strings.Builder
	text.Grow(int(seen.Size()) + 1)
	if _, err = io.Copy(&text, io.LimitReader(f, MaxSize+1)); err != nil {
		return "", plain(err)
	}
	return text.String(), nil
}

// plain takes operation and path from an error: the diagnostic names the path as written.
func plain(err error) error {
	var failed *fs.PathError
	if errors.Is(err, fs.ErrNotExist) {
		return missing{}
	}
	if !errors.As(err, &failed) {
		return err
	}
	if failed.Err.Error() == rootEscape {
		return errors.New("a symbolic link on its way leads out of the project root, or is absolute")
	}
	return failed.Err
}

// missing says that there is no file, in our words.
type missing struct{}

// Error is the text of the error.
func (missing) Error() string { return "there is no such file" }

// Is makes it an fs.ErrNotExist.
func (missing) Is(target error) bool { return target == fs.ErrNotExist }

// rootEscape is what os.Root says; it exports no error to compare with.
const rootEscape = "path escapes from parent"

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}

// FromHere writes a path as seen from the working folder, or as it is where there is no such
// way.
func FromHere(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return filepath.ToSlash(name)
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		return filepath.ToSlash(name)
	}
	relative, err := filepath.Rel(here, absolute)
	if err != nil {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(relative)
}
