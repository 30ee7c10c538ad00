package lsp

import (
	"path/filepath"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// A Host is the command that the server is a part of.
type Host interface {
	// Open reads the configuration that holds in a folder, as for a run of the command there.
	Open(folder string) (Project, error)
	// Explain says all that there is to know of a rule.
	Explain(*lint.Rule) string
	// Version is that of the command.
	Version() string
}

// A Project compiles and checks files as the command line does. Files go by their names, which
// are paths from the working folder. Several goroutines may use it.
type Project interface {
	// Compile compiles a file. The texts, by the names of files, take the place of what is on
	// the disk. The source is nil for a file that cannot be a part of a template; whole says
	// whether it is a template that is to be checked.
	Compile(name string, texts map[string]string) (src *lint.Source, whole bool, err error)
	// Check lets the rules look at a source.
	Check(name string, src lint.Source) lint.Result
	// Filter leaves out the findings that the project does not want to see.
	Filter([]diag.Diagnostic) []diag.Diagnostic
	// Rules are all that there are in the project.
	Rules() []*lint.Rule
	// Templates lists the files below the folder that may hold a template.
	Templates() []string
}

// A folder is one that the client works in, and what holds there.
type folder struct {
	path    string
	project Project // nil where the configuration cannot be read
}

// open reads the configuration of a folder, and tells what is wrong with it, once.
func (s *server) open(path string) folder {
	project, err := s.host.Open(path)
	if err == nil {
		delete(s.told, path)
		return folder{path, project}
	}
	if s.told[path] != err.Error() {
		s.told[path] = err.Error()
		s.show(warningMessage, "cfnc: "+err.Error())
	}
	return folder{path: path}
}

// folderFor returns the innermost folder that holds a file, or the file's own.
func (s *server) folderFor(uri string) folder {
	path := pathOf(uri)
	best := -1
	for i, f := range s.folders {
		if holds(f.path, path) && (best < 0 || len(f.path) > len(s.folders[best].path)) {
			best = i
		}
	}
	if best >= 0 {
		return s.folders[best]
	}
	if path == "" {
		return s.lone(".")
	}
	return s.lone(filepath.Dir(path))
}

// lone returns the folder of a file that is in none of the client's.
func (s *server) lone(path string) folder {
	f, known := s.lonely[path]
	if !known {
		f = s.open(path)
		s.lonely[path] = f
	}
	return f
}

func holds(folder, path string) bool {
	below, err := filepath.Rel(folder, path)
	return path != "" && err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}
