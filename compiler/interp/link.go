package interp

import "strings"

// braced reads the expression in braces that the '@' at a place begins. What is well formed
// is meant as an expression: when its names are not declared, that is an error.
func (r *reader) braced(at int) (Part, verdict) {
	g := grammar{cursor: cursor{text: r.text, at: at}, mode: r.mode}
	p, f := g.expression(0)
	switch f {
	case wellFormed:
		return p, r.link(&p)
	case tooDeep:
		return r.tooDeep(p), broken
	}
	r.warnMalformed(at)
	return p, literal
}

// link finds what the names of a well-formed expression are, and says what is wrong with them.
func (r *reader) link(p *Part) verdict {
	ok := true
	switch p.Kind {
	case Ref:
		ok = r.linkName(*p)
	case Attr, Live:
		ok = r.linkAttribute(*p)
	case Lookup:
		ok = r.linkLookup(p)
	case File:
		ok = r.linkFile(*p)
	}
	if ok {
		return expands
	}
	return broken
}

func (r *reader) linkName(p Part) bool {
	switch r.names.Lookup(p.Name) {
	case Undeclared:
		return r.failUndeclared(p)
	case Mapping:
		return r.failMappingAlone(p)
	}
	return true
}

func (r *reader) linkAttribute(p Part) bool {
	switch symbol := r.names.Lookup(p.Name); symbol {
	case Undeclared:
		return r.failUndeclared(p)
	case Parameter:
		return p.Kind == Live || r.failNoResource(p, symbol)
	case Resource:
		if p.Kind == Live {
			return true
		}
		segments := strings.Split(p.Attr, ".")
		return r.names.Attribute(p.Name, segments) == len(segments) || r.failAttribute(p)
	default:
		return r.failNoResource(p, symbol)
	}
}

// linkLookup links all keys, so that each wrong one is told, and then the mapping.
func (r *reader) linkLookup(p *Part) bool {
	ok := r.linkKeys(p.Keys)
	if !r.hasMapping(p) {
		return r.failMapping(*p)
	}
	if len(p.Keys) == 1 {
		p.followConvention()
	}
	return ok
}

func (r *reader) linkKeys(keys []Key) bool {
	outer := r.inKey
	r.inKey = true
	ok := true
	for _, key := range keys {
		if key.Expr != nil && r.link(key.Expr) != expands {
			ok = false
		}
	}
	r.inKey = outer
	return ok
}

func (r *reader) linkFile(p Part) bool { return p.Text != "" || r.failNoPath(p) }

// hasMapping reports whether the mapping of a lookup is declared; with one key it is the one
// that the convention names.
func (r *reader) hasMapping(p *Part) bool {
	if len(p.Keys) == 1 {
		return r.hasConvention(p.Name)
	}
	return r.names.IsMapping(p.Name)
}

// hasConvention reports whether @Name[key] may stand for @NameMap[@Name, key].
func (r *reader) hasConvention(name string) bool {
	return r.names.Lookup(name) == Parameter && r.names.IsMapping(name+mappingSuffix)
}

const mappingSuffix = "Map"

// followConvention turns @Env[key] into @EnvMap[@Env, key].
func (p *Part) followConvention() {
	from, to := p.nameSpan()
	top := Key{From: from, To: to, Expr: &Part{Kind: Ref, From: from, To: to, Name: p.Name}}
	p.Name += mappingSuffix
	p.Keys = []Key{top, p.Keys[0]}
}

// AttrSpan returns the bytes of the attribute of an expression.
func (p *Part) AttrSpan() (from, to int) {
	_, from = p.nameSpan()
	return from + len("."), from + len(".") + len(p.Attr)
}

// nameSpan returns the bytes of the name that an expression begins with.
func (p *Part) nameSpan() (from, to int) {
	from = p.From + len("@")
	if p.Braced {
		from += len("{")
	}
	if p.Kind == Live {
		from += len(liveOpening)
	}
	return from, from + len(p.Name)
}
