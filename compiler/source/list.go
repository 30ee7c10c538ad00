package source

import (
	"io/fs"
	"path"
	"strings"
)

// A Lister says which files there are below the project root.
type Lister interface {
	// List returns the paths of regular files in a folder, and in folders below it, whose names
	// have an ending, in the order of their names, but no more than a limit.
	List(folder, ending string, limit int) []string
}

// maxListed bounds the files and folders that List looks at.
const maxListed = 10_000

// List looks into no hidden folders and no installed packages, and follows no symbolic links.
func (p *Project) List(folder, ending string, limit int) (names []string) {
	seen := 0
	_ = fs.WalkDir(p.root.FS(), path.Clean(folder), func(name string, d fs.DirEntry, err error) error {
		seen++
		switch {
		case seen > maxListed || len(names) >= limit:
			return fs.SkipAll
		case err != nil:
			return nil
		case d.IsDir() && name != folder && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.Type().IsRegular() && strings.HasSuffix(d.Name(), ending):
			names = append(names, name)
		}
		return nil
	})
	return names
}
