package syntax

import "strings"

// checkCharacters reports the characters that YAML forbids, or that its readers do not
// agree on: control characters, line separators of Unicode, and byte order marks that
// do not begin the file. Reading goes on, and takes them for text.
func checkCharacters(p *problems) {
	text := p.file.Text()
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= ' ' && c < 0xC2 || c == '\n' || c == '\r' || c == '\t' {
			continue
		}
		if what, size := forbidden(text[i:], i); what != "" {
			p.add(i, i+size, "%s at offset %d can't stand in YAML", what, i).Help = "remove it, or write it as an escape in double quotes"
		}
	}
}

// forbidden names the character at the start of rest, at an offset of the file, if it is
// one that can't be used.
func forbidden(rest string, offset int) (what string, size int) {
	switch c := rest[0]; {
	case c < ' ':
		return "a control character", 1
	case c != 0xC2 && c != 0xE2 && c != 0xEF:
		return "", 0
	case strings.HasPrefix(rest, "\u0085"):
		return "a next-line character (U+0085)", 2
	case strings.HasPrefix(rest, "\u2028"), strings.HasPrefix(rest, "\u2029"):
		return "a line or paragraph separator (U+2028, U+2029)", 3
	case strings.HasPrefix(rest, bom) && offset > 0:
		return "a byte order mark", 3
	case strings.HasPrefix(rest, "\uFFFE"), strings.HasPrefix(rest, "\uFFFF"):
		return "a character that Unicode does not have", 3
	}
	return "", 0
}
