package project

import (
	"path/filepath"
	"strings"
)

// Patterns say which files nobody wants to be checked. A pattern with a slash is a path from
// a folder, one without holds in all folders below; what matches a folder holds for all files
// in it. Else they are like those that arguments have.
type Patterns []pattern

type pattern struct {
	folder string // absolute
	parts  []string
}

// NewPatterns reads patterns that stand in a file of a folder. A slash at the start binds
// a pattern to that folder, as any other slash does.
func NewPatterns(folder string, texts []string) (Patterns, error) {
	folder, err := filepath.Abs(folder)
	var list Patterns
	for _, text := range texts {
		text = strings.TrimSuffix(filepath.ToSlash(text), "/")
		if strings.HasPrefix(text, "./") {
			text = text[1:]
		}
		parts := strings.Split(strings.TrimPrefix(text, "/"), "/")
		if !strings.Contains(text, "/") {
			parts = append([]string{"**"}, parts...)
		}
		list = append(list, pattern{folder, parts})
	}
	return list, err
}

// Match reports whether one of the patterns holds for a file.
func (p Patterns) Match(name string) bool {
	if len(p) == 0 {
		return false
	}
	name, err := filepath.Abs(name)
	for _, one := range p {
		if err == nil && one.match(name) {
			return true
		}
	}
	return false
}

func (p pattern) match(name string) bool {
	below, err := filepath.Rel(p.folder, name)
	if err != nil || !filepath.IsLocal(below) {
		return false
	}
	parts := strings.Split(filepath.ToSlash(below), "/")
	for n := range parts {
		if matchParts(p.parts, parts[:n+1]) {
			return true
		}
	}
	return false
}
