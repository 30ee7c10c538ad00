package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/source"
)

// bom is the byte order mark that a file may begin with.
const bom = "\uFEFF"

// checkText reports what no file in any notation may be: too large, not in UTF-8, or with a
// NUL byte. It returns false when there is no sense in reading on.
func checkText(p *problems) bool {
	text := p.file.Text()
	if len(text) > source.MaxSize {
		p.add(0, 0, "the file has %d bytes; at most %d are read", len(text), source.MaxSize)
		return false
	}
	if strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF") {
		p.add(0, 2, "the file is in UTF-16, not in UTF-8").Help = "save the file as UTF-8"
		return false
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		p.add(at, at+1, "NUL byte at offset %d: this is no text file", at)
		return false
	}
	checkUTF8(p, text)
	return true
}

// checkUTF8 reports the first byte that is not UTF-8. The rest of the file can still be read.
func checkUTF8(p *problems, text string) {
	if utf8.ValidString(text) {
		return
	}
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	p.add(at, at+1, "byte 0x%02X at offset %d is not UTF-8", text[at], at).Help = "save the file as UTF-8"
}
