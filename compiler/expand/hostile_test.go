package expand_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
)

// hostile are inputs that would grow without end, and a part of what the error says.
func hostile() map[string]struct {
	all  files
	want string
} {
	return map[string]struct {
		all  files
		want string
	}{
		"exponential includes":  {tree("a: !Include %[1]s\nb: !Include %[1]s\n"), "includes"},
		"wide includes":         {files{"main.yaml": strings.Repeat("- !Include p.yaml\n", 20_000), "p.yaml": "a"}, "more than 10000 includes"},
		"exponential texts":     {textTree(), "more than 10000 includes"},
		"large texts":           {files{"main.yaml": strings.Repeat("- !IncludeText p.txt\n", 9_000), "p.txt": strings.Repeat("x", 1<<20)}, "larger than 64 MiB"},
		"deep includes":         {chain(60), "more than 50 files"},
		"alias bomb":            {files{"main.yaml": aliasBomb("[%s]")}, "more than 500000 values"},
		"merge key bomb":        {files{"main.yaml": mergeBomb()}, "more than 500000 values"},
		"argument bomb":         {argumentBomb(`"@{.a}@{.a}"`), "values"},
		"argument key bomb":     {argumentBomb(`{"@{.a}@{.a}": 1}`), "must be a string"},
		"argument list bomb":    {argumentBomb(`["@{.a}", "@{.a}"]`), "values"},
		"deep aliases":          {files{"main.yaml": deepAliases()}, "nested more than 450 deep"},
		"deep tree":             {files{"main.yaml": strings.Repeat("[", 480) + strings.Repeat("]", 480)}, "nested more than 450 deep"},
		"deep tags":             {files{"main.yaml": strings.Repeat("!Not [", 300) + strings.Repeat("]", 300)}, "nested more than 450 deep"},
		"many expressions":      {files{"main.yaml": "Parameters: {A: {Type: String}}\nB: " + quoted(strings.Repeat("@A", 1<<20))}, "more than 200000"},
		"a huge string":         {files{"main.yaml": "B: " + quoted(strings.Repeat("@A", 3<<20))}, "more than 4 MiB"},
		"many strings":          {files{"main.yaml": "Parameters: {A: {Type: String}}\nB:\n" + strings.Repeat("- \"@A x @A\"\n", 100_000)}, "values"},
		"many unknown tags":     {files{"main.yaml": strings.Repeat("- !X a\n", 100_000)}, "unknown tag"},
		"many missing includes": {files{"main.yaml": strings.Repeat("- !Include x\n", 9_000)}, "no such file"},
		"errors in a fragment":  {files{"main.yaml": strings.Repeat("- !Include p.yaml\n", 9_000), "p.yaml": "a: [1\n"}, "never closed"},
		"many braced names":     {files{"main.yaml": many("@{Nope%d}")}, "refers to nothing"},
		"a merge of many":       {files{"main.yaml": "!Merge [" + strings.Repeat("{a: 1},", 100_000) + "{a: 2}]"}, "cannot be merged"},
	}
}

func TestHostile(t *testing.T) {
	for name, c := range hostile() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, found := run("main.yaml", c.all, expand.Options{})
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("it took %s", took)
			}
			if c.want != "" && !mentions(found, c.want) {
				t.Errorf("no error says %q: %s", c.want, show(found[:min(len(found), 5)]))
			}
			if len(found) > 2*expand.MaxFindings+50 {
				t.Errorf("%d findings", len(found))
			}
		})
	}
}

// TestNearMissesEndInTime has many names and many words that are like none of them.
func TestNearMissesEndInTime(t *testing.T) {
	text := "Resources:\n"
	for i := range 5_000 {
		text += fmt.Sprintf("  Resource%d: {Type: T}\n", i)
	}
	all := files{"main.yaml": text + "Outputs:\n" + many("@Xesource%d")}
	start := time.Now()
	run("main.yaml", all, expand.Options{})
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("it took %s", took)
	}
}

func mentions(found []diag.Diagnostic, text string) bool {
	for _, d := range found {
		if d.Severity == diag.Error && strings.Contains(d.Message, text) {
			return true
		}
	}
	return false
}

func quoted(text string) string { return "\"" + text + "\"\n" }

// many is a list of 100,000 strings, each with another number.
func many(format string) string {
	var out strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&out, "  - \"x "+format+"\"\n", i)
	}
	return "  A:\n" + out.String()
}

// tree has files that each include the next one twice.
func tree(body string) files {
	all := files{"main.yaml": fmt.Sprintf(body, "f1.yaml"), "f40.yaml": "end"}
	for i := 1; i < 40; i++ {
		all[fmt.Sprintf("f%d.yaml", i)] = fmt.Sprintf(body, fmt.Sprintf("f%d.yaml", i+1))
	}
	return all
}

func textTree() files {
	all := files{"main.yaml": "a: \"@file://t1\"", "t40": "end"}
	for i := 1; i < 40; i++ {
		all[fmt.Sprintf("t%d", i)] = fmt.Sprintf("@file://t%[1]d @file://t%[1]d", i+1)
	}
	return all
}

func chain(depth int) files {
	all := files{"main.yaml": "!Include f1.yaml", fmt.Sprintf("f%d.yaml", depth): "end"}
	for i := 1; i < depth; i++ {
		all[fmt.Sprintf("f%d.yaml", i)] = fmt.Sprintf("!Include f%d.yaml", i+1)
	}
	return all
}

func aliasBomb(format string) string {
	text := "a0: &a0 x\n"
	for i := 1; i < 30; i++ {
		nine := strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ",")
		text += fmt.Sprintf("a%d: &a%d "+format+"\n", i, i, nine)
	}
	return text
}

func mergeBomb() string {
	text := "a0: &a0 {k: v}\n"
	for i := 1; i < 30; i++ {
		text += fmt.Sprintf("a%[1]d: &a%[1]d {<<: [*a%[2]d, *a%[2]d, *a%[2]d], x%[1]d: *a%[2]d, y%[1]d: *a%[2]d}\n", i, i-1)
	}
	return text
}

func deepAliases() string {
	text := "a0: &a0 x\n"
	for i := 1; i < 60; i++ {
		text += fmt.Sprintf("a%[1]d: &a%[1]d [[[[[[[[[[*a%[2]d]]]]]]]]]]\n", i, i-1)
	}
	return text
}

// argumentBomb has files that each pass on an argument twice as large.
func argumentBomb(value string) files {
	all := files{"main.yaml": "x: !Include {File: f1.yaml, With: {a: abcdefgh}}", "f40.yaml": "whole: \"@{.a}\"\ntext: \"x @{.a}\"\n\"@{.a}\": key\n"}
	for i := 1; i < 40; i++ {
		all[fmt.Sprintf("f%d.yaml", i)] = fmt.Sprintf("!Include {File: f%d.yaml, With: {a: %s}}", i+1, value)
	}
	return all
}
