package syntax

import (
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/source"
)

// TestYAMLHostile reads what is made to be deep, long or quadratic. Reading takes
// milliseconds; the bound is wide because machines are noisy.
func TestYAMLHostile(t *testing.T) {
	const n = 200000
	for _, text := range []string{
		strings.Repeat("[", n), strings.Repeat("{a: ", n), strings.Repeat("- ", n), strings.Repeat("\"a\n", n), strings.Repeat("a: [\n", n), strings.Repeat("a: {b\n", n),
		strings.Repeat("&a ", n), strings.Repeat("!a ", n), strings.Repeat("!a\n", n), strings.Repeat("a: 'b\n", n), strings.Repeat("[a}", n), strings.Repeat("a: b: c ", n), strings.Repeat("[a b]] ", n),
		strings.Repeat("a: |\n", n), strings.Repeat("a", n) + strings.Repeat(": b", n), "[" + strings.Repeat("\"a\" 'b' ", n), strings.Repeat(" ", n) + "a", "a:\n" + strings.Repeat("  - b\n c", n), strings.Repeat("\\\"", n), strings.Repeat("? ", n), strings.Repeat(": ", n), strings.Repeat("#\n", n),
		strings.Repeat("a:\n ", n), strings.Repeat("*a, ", n), "[" + strings.Repeat("*a, ", n), strings.Repeat("\t", n) + "x", strings.Repeat("x\n\t", n), strings.Repeat("|\n", n), "x: >\n" + strings.Repeat("  \n   a\n", n), strings.Repeat("a: 1\n", n),
		"{" + strings.Repeat("a,", n) + "}", strings.Repeat("\u2028", n), strings.Repeat("'a' b\n", n), strings.Repeat("a: %\n", n), "a: [" + strings.Repeat("\n", n) + strings.Repeat("b: [\n", n),
	} {
		start := time.Now()
		_, found := ParseYAML(source.NewFile("x.yaml", "x.yaml", text))
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%.20q…: took %v", text, took)
		}
		if len(found) > MaxErrors {
			t.Errorf("%.20q…: %d errors", text, len(found))
		}
	}
}
