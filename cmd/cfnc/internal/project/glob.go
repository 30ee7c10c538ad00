package project

import (
	"path"
	"strings"
)

func isPattern(arg string) bool { return strings.ContainsAny(arg, "*?[") }

// fixedPart is the folder of a pattern below which all its matches are.
func fixedPart(pattern string) string {
	folders := strings.Split(pattern, "/")
	n := 0
	for n < len(folders)-1 && !isPattern(folders[n]) {
		n++
	}
	switch fixed := strings.Join(folders[:n], "/"); {
	case fixed != "":
		return fixed
	case strings.HasPrefix(pattern, "/"):
		return "/"
	}
	return "."
}

// matches reports whether a path fits a pattern: ** stands for any number of folders, the
// rest is as path.Match has it.
func matches(pattern, name string) bool {
	return matchParts(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

func matchParts(pattern, name []string) bool {
	if len(pattern) == 0 {
		return len(name) == 0
	}
	if pattern[0] == "**" {
		return matchParts(pattern[1:], name) || len(name) > 0 && matchParts(pattern, name[1:])
	}
	if len(name) == 0 {
		return false
	}
	ok, err := path.Match(pattern[0], name[0])
	return ok && err == nil && matchParts(pattern[1:], name[1:])
}
