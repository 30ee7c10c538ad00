package interp

import "strings"

// fileScheme begins the path of a text to splice in.
const fileScheme = "file://"

// bracedPath reads a path up to the closing brace. It may have blanks, but stays on its line.
func (g *grammar) bracedPath(p *Part) form {
	p.Kind, p.Text = File, g.while(isBracedPath)
	return formed(g.peek() == '}')
}

// barePath reads the path of the expression that began at a place. It ends where the name of
// a file usually ends: before blanks, quotes, brackets. A dot at its end belongs to the
// sentence around it.
func (c *cursor) barePath(at int) (Part, verdict) {
	from := c.at
	path := strings.TrimRight(c.while(isBarePath), ".")
	c.at = from + len(path)
	if path == "" {
		return Part{}, literal
	}
	return Part{Kind: File, From: at, To: c.at, Text: path}, expands
}

func isBracedPath(b byte) bool { return b != '{' && b != '}' && b != '\n' && b != '\r' }

func isBarePath(b byte) bool {
	return isWord(b) || b >= 0x80 || strings.IndexByte("./-+~%", b) >= 0
}
