package interp

import "strings"

// cursor reads a text from left to right.
type cursor struct {
	text string
	at   int
}

// peek returns the next byte, 0 at the end.
func (c *cursor) peek() byte {
	if c.at < len(c.text) {
		return c.text[c.at]
	}
	return 0
}

// take reads the given text if it comes next.
func (c *cursor) take(next string) bool {
	if !strings.HasPrefix(c.text[c.at:], next) {
		return false
	}
	c.at += len(next)
	return true
}

// while reads the longest run of bytes of a class.
func (c *cursor) while(class func(byte) bool) string {
	from := c.at
	for c.at < len(c.text) && class(c.text[c.at]) {
		c.at++
	}
	return c.text[from:c.at]
}

func (c *cursor) blanks() { c.while(isBlank) }

// name reads letters and digits, in parts joined by "::": a logical ID, or a pseudo parameter
// as AWS::Region.
func (c *cursor) name() string {
	from := c.at
	for c.while(isAlnum) != "" {
		if !c.starts("::", isAlnum) {
			break
		}
		c.at += len("::")
	}
	return c.text[from:c.at]
}

// segments reads what follows a name as an attribute: runs of a class, each behind a dot. The
// first dot is no part of the result.
func (c *cursor) segments(class func(byte) bool) string {
	from := c.at
	for c.starts(".", class) {
		c.at++
		c.while(class)
	}
	return strings.TrimPrefix(c.text[from:c.at], ".")
}

// starts reports whether a separator and then a byte of a class come next.
func (c *cursor) starts(separator string, class func(byte) bool) bool {
	behind := c.at + len(separator)
	return behind < len(c.text) && c.text[c.at:behind] == separator && class(c.text[behind])
}

func isAlnum(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

func isAt(b byte) bool       { return b == '@' }
func isWord(b byte) bool     { return isAlnum(b) || b == '_' }
func isBlank(b byte) bool    { return b == ' ' || b == '\t' }
func isSpace(b byte) bool    { return isBlank(b) || '\n' <= b && b <= '\r' }
func isKey(b byte) bool      { return isWord(b) || b == '.' || b == '-' }
func isArgument(b byte) bool { return isWord(b) || b == '-' }
