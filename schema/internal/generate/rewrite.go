package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// addRewrites finds the patterns that Go's regexp cannot read and rewrites them.
func addRewrites(d *table.Data, _ tables, _ *overrides) error {
	d.Rewritten = map[string]table.Rewrite{}
	add := func(source string) {
		if _, err := regexp.Compile(source); source != "" && err != nil {
			d.Rewritten[source] = rewrite(source)
		}
	}
	for _, name := range sorted(d.Types) {
		everywhere(d.Types[name], func(n *table.Node) {
			add(n.Pattern)
			for source := range n.PatternProperties {
				add(source)
			}
		})
	}
	return nil
}

// rewrite says a pattern in Go's words: what must match and what must not. It is empty where
// that is not possible; the pattern is then not checked.
func rewrite(source string) table.Rewrite {
	if plain, ok := mechanical(source, true); ok {
		return table.Rewrite{Match: []string{plain}}
	}
	rest, r := split(unwrap(source))
	if len(r.Match)+len(r.Exclude) == 0 {
		return table.Rewrite{}
	}
	r.Match = append(r.Match, rest)
	for i := range r.Match {
		plain, ok := mechanical(r.Match[i], true)
		if !ok {
			return table.Rewrite{}
		}
		r.Match[i] = plain
	}
	for i := range r.Exclude {
		plain, ok := mechanical(r.Exclude[i], false)
		if !ok {
			return table.Rewrite{}
		}
		r.Exclude[i] = plain
	}
	return r
}

var (
	// surrogates are halves of characters beyond 16 bits, as UTF-16 has them.
	surrogates = regexp.MustCompile(`(\\u[dD][89a-fA-F][0-9a-fA-F]{2}-?)+`)
	unicode    = regexp.MustCompile(`\\u([0-9a-fA-F]{4})`)
	posix      = regexp.MustCompile(`\\p\{(Alnum|Alpha|ASCII|Blank|Cntrl|Digit|Graph|Lower|Print|Punct|Space|Upper|XDigit)\}`)
	repeats    = regexp.MustCompile(`\{(\d+),(\d*)\}|\{(\d+)\}`)
)

// mechanical rewrites what has an equal in Go's words. Where loose is true, a repeat that Go
// finds too large loses its upper bound, and then its lower one: the pattern then matches more.
func mechanical(source string, loose bool) (string, bool) {
	limits := []int{math.MaxInt}
	if loose {
		limits = append(limits, 1000, 250, 60, 20)
	}
	for _, limit := range limits {
		plain := inGo(widen(source, limit))
		if _, err := regexp.Compile(plain); err == nil {
			return plain, true
		}
	}
	return "", false
}

// inGo replaces words that Go's regexp spells in another way.
func inGo(source string) string {
	plain := strings.NewReplacer(`\Z`, `\z`, `(?![\s\S])`, `\z`).Replace(source)
	plain = surrogates.ReplaceAllString(plain, `\x{10000}-\x{10FFFF}`)
	return posixClasses(unicode.ReplaceAllString(plain, `\x{$1}`))
}

// posixClasses writes \p{Alnum} as [:alnum:], within brackets of its own where it has none.
func posixClasses(source string) string {
	var out strings.Builder
	last := 0
	for _, at := range posix.FindAllStringSubmatchIndex(source, -1) {
		class := "[:" + strings.ToLower(source[at[2]:at[3]]) + ":]"
		if !inClass(source[:at[0]]) {
			class = "[" + class + "]"
		}
		out.WriteString(source[last:at[0]] + class)
		last = at[1]
	}
	return out.String() + source[last:]
}

// inClass reports whether a class in brackets is open where the text ends.
func inClass(text string) (open bool) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			open = true
		case ']':
			open = false
		}
	}
	return open
}

// widen takes the bounds above a limit away from repeats.
func widen(source string, limit int) string {
	if limit == math.MaxInt {
		return source
	}
	return repeats.ReplaceAllStringFunc(source, func(repeat string) string {
		part := repeats.FindStringSubmatch(repeat)
		low, high := part[1]+part[3], part[2]+part[3]
		from, _ := strconv.Atoi(low)
		if to, _ := strconv.Atoi(high); to <= limit && from <= limit {
			return repeat
		}
		return "{" + strconv.Itoa(min(from, limit)) + ",}"
	})
}
