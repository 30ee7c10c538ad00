package check

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/cfnc/cfnc/schema"
)

// To follow the tree of an expression comes to the same as to compile it.
func TestMatchesLikeCompiled(t *testing.T) {
	sources := []string{
		`^$`, ``, `a`, `^a+b*$`, `^(a|ab)(c|bcd)$`, `^[^\s]+$`, `(?i)abc`, `^\d{2,4}$`, `x{0}`, `^(a*)*$`, `^(|a)+$`, `é.`, `a$`, `\bfoo\b`, `^(.*)(.*)(.*)x$`,
		`^arn:(aws[a-zA-Z-]*)?:iam::(\d{12}|aws):policy/[a-zA-Z_0-9+=,.@\-_/]+`, `^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`, `^(nodejs.*|python.*)$`, `^(?:a{2,3}){2}$`, `[\p{L}\p{N}]+`,
	}
	texts := []string{
		"", "a", "ab", "aab", "abc", "abcd", "ABC", "12", "12345", "é1", "a\nb", "\n", "foo bar", "arn:aws:iam::123456789012:policy/x", "arn:aws:iam::aws:policy/ReadOnly",
		"nodejs20.x", "my-bucket.example", "-bad-", strings.Repeat("a", 70), "aaaa", "aaaaaa", strings.Repeat("ab", 400), "\xff", "日本",
	}
	patterns := schemaPatterns()
	if len(patterns) < 1000 {
		t.Fatalf("only %d patterns of schemas", len(patterns))
	}
	for _, source := range append(sources, someOf(patterns, 400)...) {
		compiled, err := regexp.Compile(source)
		e := newExpression(source)
		if (err == nil) != (e != nil) {
			t.Fatalf("%s: %v", source, err)
		}
		for _, text := range texts {
			if err == nil && e.matches(text) != compiled.MatchString(text) {
				t.Errorf("`%s` and %q: %v", source, text, e.matches(text))
			}
		}
	}
}

// A search that goes astray ends.
func TestMatchEnds(t *testing.T) {
	e := newExpression(`^(a+)+$`)
	if e.matches(strings.Repeat("a", 5000)+"b") || e.compiled == nil {
		t.Error("a search went on, or found what is not there")
	}
}

func schemaPatterns() (list []string) {
	for typ := range schema.All() {
		walkPatterns(typ.Schema(), 4, func(p schema.Pattern) {
			for source := range p.Match().All() {
				list = append(list, source)
			}
		})
	}
	return list
}

func walkPatterns(n schema.Node, depth int, found func(schema.Pattern)) {
	if n.IsZero() || depth == 0 {
		return
	}
	if p := n.Pattern(); !p.IsZero() {
		found(p)
	}
	for _, property := range n.Properties().All() {
		walkPatterns(property, depth-1, found)
	}
	walkPatterns(n.Items(), depth-1, found)
}

// someOf picks some of a list, always the same.
func someOf(list []string, n int) (picked []string) {
	random := rand.New(rand.NewPCG(3, 4))
	for range min(n, len(list)) {
		picked = append(picked, list[random.IntN(len(list))])
	}
	return picked
}
