package interp

import "strings"

// form says how a text follows the grammar.
type form uint8

const (
	malformed form = iota
	tooDeep
	wellFormed
)

// grammar reads expressions as they are written, before anybody asks what their names are:
// a name alone becomes a Ref, one with an attribute an Attr, one with keys a Lookup.
type grammar struct {
	cursor
	mode Mode
}

// expression reads '@' body or '@{' body '}'. The depth counts the lookups around it.
func (g *grammar) expression(depth int) (p Part, f form) {
	p = Part{From: g.at}
	g.at++
	if g.take("{") {
		p.Braced = true
		f = g.braces(&p, depth)
	} else {
		f = g.body(&p, depth)
	}
	p.To = g.at
	return p, f
}

func (g *grammar) braces(p *Part, depth int) form {
	f := g.inner(p, depth)
	if f == wellFormed && !g.take("}") {
		return malformed
	}
	return f
}

// inner reads what may stand in braces; as a key of a lookup, files and live values may not.
func (g *grammar) inner(p *Part, depth int) form {
	switch {
	case g.mode&Included != 0 && g.take("."):
		return g.argument(p)
	case depth == 0 && g.take(fileScheme):
		return g.bracedPath(p)
	case depth == 0 && g.take(liveOpening):
		return g.live(p)
	}
	return g.body(p, depth)
}

func (g *grammar) argument(p *Part) form {
	p.Kind, p.Name = Arg, g.while(isArgument)
	return formed(p.Name != "")
}

// body reads a name and, as far as they go, its attribute or its keys.
func (g *grammar) body(p *Part, depth int) form {
	p.Kind, p.Name = Ref, g.name()
	if p.Name == "" {
		return malformed
	}
	if g.peek() == '[' {
		p.Kind = Lookup
		return g.keys(p, depth)
	}
	if p.Attr = g.segments(isAlnum); p.Attr != "" {
		p.Kind = Attr
	}
	return wellFormed
}

// keys reads the bracketed keys of a lookup: at most three, as Fn::FindInMap has.
func (g *grammar) keys(p *Part, depth int) form {
	if depth >= MaxNesting {
		return tooDeep
	}
	g.at++
	for len(p.Keys) < 3 {
		key, f := g.key(depth)
		if f != wellFormed {
			return f
		}
		p.Keys = append(p.Keys, key)
		if g.take("]") {
			return wellFormed
		}
		if !g.take(",") {
			return malformed
		}
	}
	return malformed
}

// key reads one key and the blanks around it.
func (g *grammar) key(depth int) (k Key, f form) {
	g.blanks()
	if g.peek() == '@' {
		expr, f := g.expression(depth + 1)
		g.blanks()
		return Key{From: expr.From, To: expr.To, Expr: &expr}, f
	}
	return g.literal()
}

// literal reads a bare word or a quoted text, and the blanks around it.
func (g *grammar) literal() (k Key, f form) {
	g.blanks()
	k.From = g.at
	if quote := g.peek(); quote == '"' || quote == '\'' {
		k.Text, f = g.quoted(quote)
	} else {
		k.Text = g.while(isKey)
		f = formed(k.Text != "")
	}
	k.To = g.at
	g.blanks()
	return k, f
}

// quoted reads a text up to the next of its quotes. There are no escapes: a text with one
// kind of quote is written in the other.
func (g *grammar) quoted(quote byte) (string, form) {
	g.at++
	length := strings.IndexByte(g.text[g.at:], quote)
	if length < 0 {
		return "", malformed
	}
	text := g.text[g.at : g.at+length]
	g.at += length + 1
	return text, wellFormed
}

func formed(ok bool) form {
	if ok {
		return wellFormed
	}
	return malformed
}
