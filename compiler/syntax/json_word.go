package syntax

import (
	"strconv"
	"strings"
)

// word reads a value without double quotes: a number, true, false, null, or a mistake.
func (r *jsonReader) word() *Node {
	start, end := r.at, r.at
	for end < len(r.text) && isWord(r.text[end]) {
		end++
	}
	kind := wordKind(r.text[start:end])
	if kind == None {
		return r.mistake()
	}
	r.at = end
	return r.scalar(kind, Plain, r.text[start:end], start, end)
}

// isWord reports whether c can be part of a number, true, false or null.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '+' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

func wordKind(text string) Kind {
	switch text {
	case "true", "false":
		return Bool
	case "null":
		return Null
	}
	if IsNumber(text) {
		return Number
	}
	return None
}

// mistake reads what is no JSON value up to where the next one may begin.
func (r *jsonReader) mistake() *Node {
	if n := r.singleQuoted("text"); n != nil {
		return n
	}
	start := r.at
	end := r.loose(",{}[]\"\r\n")
	text := r.text[start:end]
	message, help, kind := explainWord(text)
	r.add(start, end, message, quoted(text)).Help = help
	return r.scalar(kind, Plain, text, start, end)
}

// wordKey reads a key without double quotes.
func (r *jsonReader) wordKey() *Node {
	if n := r.singleQuoted("key"); n != nil {
		return n
	}
	start := r.at
	end := r.loose(":=,{}[]\"\r\n")
	text := r.text[start:end]
	r.add(start, end, "key %s must be in double quotes", quoted(text))
	return r.scalar(String, Plain, text, start, end)
}

// loose passes text up to one of the stops, a comment, or the end of the line, and returns
// where it ends. A closing quote whose opening one is missing is passed too.
func (r *jsonReader) loose(stops string) int {
	start, end := r.at, len(r.text)
	if size := strings.IndexAny(r.text[start:], stops); size >= 0 {
		end = start + max(size, 1)
	}
	for _, comment := range []string{" //", " /*"} {
		if size := strings.Index(r.text[start:end], comment); size > 0 {
			end = start + size
		}
	}
	r.at = end
	if r.peek() == '"' {
		r.at++
	}
	return trimBlanks(r.text, start, end)
}

// singleQuoted reads a text in single quotes that ends on its line; it is nil where there is none.
func (r *jsonReader) singleQuoted(what string) *Node {
	if r.peek() != '\'' {
		return nil
	}
	start := r.at
	size := strings.IndexAny(r.text[start+1:], "'\r\n")
	if size < 0 || r.text[start+1+size] != '\'' {
		return nil
	}
	r.at = start + size + 2
	r.add(start, r.at, "%s %s must be in double quotes, not in single quotes", what, quoted(r.text[start+1:r.at-1]))
	return r.scalar(String, SingleQuoted, r.text[start+1:r.at-1], start, r.at)
}

// explainWord says what is wrong with a word, and what it was most likely meant to be.
func explainWord(text string) (message, help string, kind Kind) {
	const quote = "put it in double quotes"
	switch lower := strings.ToLower(text); {
	case lower == "true" || lower == "false":
		return "%s is not JSON", "write `" + lower + "`", Bool
	case lower == "null" || lower == "none" || lower == "nil" || lower == "undefined":
		return "%s is not JSON", "write `null`", Null
	case strings.IndexByte(",:]}", text[0]) >= 0:
		return "unexpected %s where a value should be", "", Null
	case hasLeadingZero(text):
		return "number %s begins with a zero", quote + " to keep the zero", String
	case looksNumeric(text):
		return "%s is not a number in JSON", quote, String
	}
	return "text %s must be in double quotes", "", String
}

func hasLeadingZero(text string) bool {
	rest := strings.TrimPrefix(text, "-")
	return len(rest) > 1 && rest[0] == '0' && IsNumber("1"+rest)
}

func looksNumeric(text string) bool {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return true
	}
	_, err := strconv.ParseInt(text, 0, 64)
	return err == nil
}
