package fix_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint/fix"
)

func finding(f *source.File, start, end int, text string, safe bool) diag.Diagnostic {
	return diag.Diagnostic{Span: f.Span(start, end), Fixes: []diag.Fix{{Safe: safe, Edits: []diag.Edit{{Span: f.Span(start, end), Text: text}}}}}
}

func all(diag.Diagnostic) bool { return true }

func TestChooseAndApply(t *testing.T) {
	f := source.NewFile("a", "a", "one\r\ntwo\r\n")
	tests := []struct {
		name   string
		found  []diag.Diagnostic
		unsafe bool
		want   string
	}{
		{"nothing to do", []diag.Diagnostic{{Span: f.Span(0, 3)}}, true, ""},
		{"line breaks as in the file", []diag.Diagnostic{finding(f, 0, 3, "1\n1", true)}, false, "1\r\n1\r\ntwo\r\n"},
		{"the first of two that overlap", []diag.Diagnostic{finding(f, 0, 3, "1", true), finding(f, 2, 6, "x", true)}, false, "1\r\ntwo\r\n"},
		{"of two that meet, too", []diag.Diagnostic{finding(f, 0, 3, "1", true), finding(f, 3, 5, "", true)}, false, "1\r\ntwo\r\n"},
		{"two apart, in any order", []diag.Diagnostic{finding(f, 5, 8, "2", true), finding(f, 0, 3, "1", true)}, false, "1\r\n2\r\n"},
		{"unsafe", []diag.Diagnostic{finding(f, 0, 3, "1", false)}, false, ""},
		{"unsafe, wanted", []diag.Diagnostic{finding(f, 0, 3, "1", false)}, true, "1\r\ntwo\r\n"},
		{"nowhere", []diag.Diagnostic{{Fixes: []diag.Fix{{Safe: true, Edits: []diag.Edit{{Text: "x"}}}}}}, false, ""},
	}
	for _, test := range tests {
		if got := fix.Apply(fix.Choose(test.found, test.unsafe, all)); got["a"] != test.want {
			t.Errorf("%s: %q, want %q", test.name, got["a"], test.want)
		}
	}
	if list := fix.Choose([]diag.Diagnostic{finding(f, 0, 3, "1", true)}, false, func(diag.Diagnostic) bool { return false }); list != nil {
		t.Errorf("chosen is what nobody wants: %v", list)
	}
}

func TestDiff(t *testing.T) {
	lines := strings.Repeat("same\n", 10)
	tests := []struct{ before, after, want string }{
		{"a\n", "a\n", ""},
		{"a\n", "b\n", "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n"},
		{"a\nb", "a\nc", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"},
		{"a\n", "", "--- a/x\n+++ b/x\n@@ -1,1 +0,0 @@\n-a\n"},
		{"1\n" + lines + "2\n", "one\n" + lines + "two\n", "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-1\n+one\n same\n same\n same\n" +
			"@@ -9,4 +9,4 @@\n same\n same\n same\n-2\n+two\n"},
	}
	for _, test := range tests {
		if got := fix.Diff("x", test.before, test.after); got != test.want {
			t.Errorf("%q to %q:\n%s\nwant\n%s", test.before, test.after, got, test.want)
		}
	}
}

// What patch makes of a diff is the text after the change.
func TestDiffIsAPatch(t *testing.T) {
	patch, err := exec.LookPath("patch")
	if err != nil {
		t.Skip("there is no patch")
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		before, after := randomText(random), randomText(random)
		diff := fix.Diff("x", before, after)
		if diff == "" {
			continue
		}
		folder := t.TempDir()
		name := filepath.Join(folder, "x")
		if err := os.WriteFile(name, []byte(before), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(patch, "-p1", "--binary")
		cmd.Dir, cmd.Stdin = folder, strings.NewReader(diff)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, diff)
		}
		if got, _ := os.ReadFile(name); string(got) != after {
			t.Fatalf("patched is %q, want %q\n%s", got, after, diff)
		}
	}
}

func randomText(random *rand.Rand) string {
	var b strings.Builder
	for range 1 + random.IntN(30) {
		fmt.Fprintf(&b, "line %d\n", random.IntN(4))
	}
	if random.IntN(4) == 0 {
		return strings.TrimSuffix(b.String(), "\n")
	}
	return b.String()
}
