package emit

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// appendString writes a string with its quotes. Bytes that are no UTF-8 become U+FFFD.
func appendString(out []byte, text string) []byte {
	out = append(out, '"')
	run := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			continue
		}
		if size := sizeAt(text, i); size > 1 {
			i += size - 1
			continue
		}
		out = appendEscape(append(out, text[run:i]...), c)
		run = i + 1
	}
	return append(append(out, text[run:]...), '"')
}

// sizeAt returns the size of the character at i, 1 for a byte that is none.
func sizeAt(text string, i int) int {
	_, size := utf8.DecodeRuneInString(text[i:])
	return size
}

func appendEscape(out []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(out, '\\', c)
	case '\b':
		return append(out, `\b`...)
	case '\f':
		return append(out, `\f`...)
	case '\n':
		return append(out, `\n`...)
	case '\r':
		return append(out, `\r`...)
	case '\t':
		return append(out, `\t`...)
	}
	if c >= utf8.RuneSelf {
		return append(out, "\uFFFD"...)
	}
	return append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}
