package interp

import "strings"

// fileScheme begins the path of a text to splice in.
const fileScheme = "file://"

// bracedPath reads a path up to the closing brace. It may have blanks, but stays on its line.
func (g *grammar) bracedPath(p *Part) form {
	p.Kind, p.Text = File, g.while(isBracedPath)
	return formed(g.peek() == '}')
}

// barePath reads a path that ends where a file's name usually ends: before blanks, quotes,
// brackets. A dot at its end belongs to the sentence around it.
func (c *cursor) barePath(p *Part) bool {
	p.Kind, p.Text = File, strings.TrimRight(c.while(isBarePath), ".")
	p.To = p.From + len("@") + len(fileScheme) + len(p.Text)
	return p.Text != ""
}

func isBracedPath(b byte) bool { return b != '{' && b != '}' && b != '\n' && b != '\r' }

func isBarePath(b byte) bool {
	return isWord(b) || b >= 0x80 || strings.IndexByte("./-+~%", b) >= 0
}
