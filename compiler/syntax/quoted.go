package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxQuoted is how many characters of an author's text a message repeats.
const maxQuoted = 40

// quoted puts an author's text between backticks, on one line and not too long.
func quoted(text string) string {
	if utf8.RuneCountInString(text) > maxQuoted {
		text = clip(text, maxQuoted-1) + "…"
	}
	if strings.ContainsFunc(text, func(r rune) bool { return !strconv.IsPrint(r) }) {
		text = strings.Trim(strconv.Quote(text), `"`)
	}
	return "`" + text + "`"
}

// clip returns the first characters of a text, at most count of them.
func clip(text string, count int) string {
	for i := range text {
		if count == 0 {
			return text[:i]
		}
		count--
	}
	return text
}
