package lint

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

func TestFingerprints(t *testing.T) {
	find := func(name, path, text string, at int, rule, pointer string) diag.Diagnostic {
		return diag.Diagnostic{Rule: rule, Path: pointer, Span: source.NewFile(name, path, text).Span(at, at+1)}
	}
	base := find("a.yaml", "a.yaml", "xyz", 0, "E1", "/A")
	names := Fingerprints([]diag.Diagnostic{
		base, base,
		find("a.yaml", "a.yaml", "xyz", 0, "E2", "/A"),
		find("a.yaml", "a.yaml", "xyz", 0, "E1", "/B"),
		find("b.yaml", "b.yaml", "xyz", 0, "E1", "/A"),
		{Rule: "E1", Path: "/A"},
	})
	seen := map[string]int{}
	for i, name := range names {
		if other, ok := seen[name]; ok {
			t.Errorf("findings %d and %d share the fingerprint %s", other, i, name)
		}
		seen[name] = i
	}
	moved := find("../other/a.yaml", "a.yaml", "\n\nxyz", 2, "E1", "/A")
	if got := Fingerprints([]diag.Diagnostic{moved}); got[0] != names[0] {
		t.Errorf("moved lines or another working folder change %s into %s", names[0], got[0])
	}
}
