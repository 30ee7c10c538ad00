package project

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Mentions reports whether a text has a word that every template has, or a tag that may
// bring one in from elsewhere. It is a quick look before the text is read as a tree.
func Mentions(text string) bool {
	return strings.Contains(text, "Resources") || strings.Contains(text, "AWSTemplateFormatVersion") ||
		strings.Contains(text, "!Include") || strings.Contains(text, "Fn::Include") || strings.Contains(text, "!Merge")
}

// IsTemplate reports whether a tree is that of a template: it names the format's version, or
// has a map of resources of which one has a type, or is made by a loop or a macro.
func IsTemplate(root *syntax.Node) bool {
	if root.Key("AWSTemplateFormatVersion") != nil {
		return true
	}
	resources := root.Get("Resources")
	if resources.Tag() != "" || resources.Is(syntax.Alias) {
		return true
	}
	for key, resource := range resources.Pairs() {
		if resource.Get("Type").Is(syntax.String) || strings.HasPrefix(key.Text(), "Fn::") {
			return true
		}
	}
	return false
}

// LooksLikeTemplate reports whether a text that cannot be read as a tree was meant to be a
// template: a line begins with the name of a section that only templates have.
func LooksLikeTemplate(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " \t{\"'")
		for _, section := range []string{"AWSTemplateFormatVersion", "Resources"} {
			rest, ok := strings.CutPrefix(line, section)
			if ok && strings.HasPrefix(strings.TrimLeft(rest, "\"' \t"), ":") {
				return true
			}
		}
	}
	return false
}
