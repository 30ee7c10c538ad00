package interp

import "strings"

// bare reads the expression without braces that the '@' at a place begins. It expands as far
// as its name is declared, and stays text otherwise.
func (r *reader) bare(at int) (Part, verdict) {
	c := cursor{text: r.text, at: at + 1}
	name := c.name()
	bracket := c.peek() == '['
	if bracket && r.looksUp(name) {
		if p, got := r.bareLookup(at); got != literal {
			return p, got
		}
	}
	p := Part{Kind: Ref, From: at, Name: r.declaredPrefix(name)}
	p.To = at + 1 + len(p.Name)
	bracket = bracket && p.To == c.at
	switch r.names.Lookup(p.Name) {
	case Undeclared:
		r.warnNearMiss(p, bracket)
		return p, literal
	case Mapping:
		r.warnBracket(p, bracket)
		return p, literal
	case Resource:
		r.attribute(&p)
	}
	r.warnBracket(p, bracket)
	return p, expands
}

// declaredPrefix returns the longest prefix of a name that is declared, cut before a "::", or
// the name itself. Nothing declared has more than one "::", as AWS::Region has.
func (r *reader) declaredPrefix(name string) string {
	first, rest, more := strings.Cut(name, "::")
	if !more {
		return name
	}
	second, _, _ := strings.Cut(rest, "::")
	for _, prefix := range [...]string{name, name[:len(first)+len("::")+len(second)], first} {
		if r.names.Lookup(prefix) != Undeclared {
			return prefix
		}
	}
	return name
}

// looksUp reports whether there is a mapping that brackets behind the name could mean.
func (r *reader) looksUp(name string) bool {
	return r.names.IsMapping(name) || r.hasConvention(name)
}

// bareLookup reads a lookup. One that has not the keys that its mapping needs is text.
func (r *reader) bareLookup(at int) (Part, verdict) {
	g := grammar{cursor: cursor{text: r.text, at: at}, mode: r.mode}
	p, f := g.expression(0)
	switch {
	case f == tooDeep:
		return r.tooDeep(p), broken
	case f == wellFormed && r.hasMapping(&p):
		return p, r.link(&p)
	}
	return p, literal
}

// attribute takes as many segments behind a resource as are an attribute of it.
func (r *reader) attribute(p *Part) {
	c := cursor{text: r.text, at: p.To}
	attr := c.segments(isAlnum)
	if attr == "" {
		return
	}
	segments := strings.Split(attr, ".")
	n := r.names.Attribute(p.Name, segments)
	if n == 0 {
		r.warnNearAttribute(*p, attr, segments[0])
		return
	}
	p.Kind, p.Attr = Attr, strings.Join(segments[:n], ".")
	p.To += len(".") + len(p.Attr)
}
