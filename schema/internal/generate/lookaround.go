package main

import (
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// unwrap writes ^(X)$ as ^X$ where one group holds all there is, so that a lookahead at its
// beginning stands at the beginning of the pattern.
func unwrap(source string) string {
	inner, ok := strings.CutPrefix(source, "^(")
	if !ok || strings.HasPrefix(inner, "?") {
		return source
	}
	end := closing(source, 1)
	if end < 0 || source[end+1:] != "$" && source[end+1:] != "" || alternatives(source[2:end]) {
		return source
	}
	return "^" + source[2:end] + source[end+1:]
}

// split takes lookaheads off the beginning of an anchored pattern and lookbehinds off its end.
// What is left matches where each part does. A choice beside them could not be split.
func split(source string) (rest string, r table.Rewrite) {
	anchor, rest := anchored(source)
	if alternatives(rest) {
		return source, r
	}
	if anchor == "" && begins(rest) {
		anchor = "^"
	}
	for anchor != "" && (strings.HasPrefix(rest, "(?!") || strings.HasPrefix(rest, "(?=")) {
		end := closing(rest, 0)
		if end < 0 {
			return source, table.Rewrite{}
		}
		note(&r, rest[2] == '!', anchor+"(?:"+rest[3:end]+")")
		rest = rest[end+1:]
	}
	for _, open := range []string{"(?<!", "(?<="} {
		at := strings.LastIndex(rest, open)
		if at >= 0 && closing(rest, at) == len(rest)-2 && strings.HasSuffix(rest, ")$") {
			note(&r, open == "(?<!", "(?:"+rest[at+len(open):len(rest)-2]+")$")
			rest = rest[:at] + "$"
		}
	}
	return anchor + rest, r
}

// anchored parts the anchor at a pattern's beginning from the rest.
func anchored(source string) (anchor, rest string) {
	for _, anchor := range []string{"^", `\A`} {
		if rest, ok := strings.CutPrefix(source, anchor); ok {
			return anchor, rest
		}
	}
	return "", source
}

func note(r *table.Rewrite, exclude bool, part string) {
	if exclude {
		r.Exclude = append(r.Exclude, part)
	} else {
		r.Match = append(r.Match, part)
	}
}

// begins reports whether a pattern without an anchor can match at the beginning of a text only:
// where a lookahead has the anchor, or what follows the lookaheads.
func begins(source string) bool {
	for strings.HasPrefix(source, "(?!") || strings.HasPrefix(source, "(?=") {
		end := closing(source, 0)
		if strings.HasPrefix(source, "(?=^") && !alternatives(source[3:max(end, 3)]) {
			return true
		}
		if end < 0 {
			return false
		}
		source = source[end+1:]
	}
	return strings.HasPrefix(source, "^") || strings.HasPrefix(source, "(^")
}

// closing finds the parenthesis that closes the one at a place, -1 for none.
func closing(source string, at int) int {
	depth, class := 0, false
	for i := at; i < len(source); i++ {
		switch c := source[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
			if strings.HasPrefix(source[i+1:], "]") || strings.HasPrefix(source[i+1:], "^]") {
				i += strings.IndexByte(source[i:], ']')
			}
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// alternatives reports whether a | stands outside of all groups.
func alternatives(source string) bool {
	for i := 0; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
		case '[':
			i += max(classEnd(source[i:]), 0)
		case '(':
			end := closing(source, i)
			if end < 0 {
				return true
			}
			i = end
		case '|':
			return true
		}
	}
	return false
}

// classEnd is where a class in brackets closes.
func classEnd(source string) int {
	for i := 2; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
		case ']':
			return i
		}
	}
	return -1
}
