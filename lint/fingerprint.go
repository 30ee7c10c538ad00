package lint

import (
	"fmt"
	"hash/fnv"

	"github.com/cfnc/cfnc/compiler/diag"
)

// Fingerprints gives every finding of a sorted list a name that survives moved lines: it is
// made of the file's path below the project root, the rule, the path in the compiled
// template, and the ordinal among findings that agree in these three.
func Fingerprints(list []diag.Diagnostic) []string {
	names := make([]string, len(list))
	seen := map[string]int{}
	for i, d := range list {
		key := identity(d)
		names[i] = digest(key, seen[key])
		seen[key]++
	}
	return names
}

// identity is what findings have in common that a fingerprint tells apart by their ordinal.
func identity(d diag.Diagnostic) string { return place(d) + "\x00" + d.Rule + "\x00" + d.Path }

func place(d diag.Diagnostic) string {
	if d.Span.File == nil {
		return ""
	}
	return d.Span.File.Path()
}

func digest(key string, ordinal int) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s\x00%d", key, ordinal)
	return fmt.Sprintf("%x", h.Sum(nil))
}
