package interp

// liveOpening begins a live value with options.
const liveOpening = "live("

// live reads Name.Attribute, its options, and the closing parenthesis.
func (g *grammar) live(p *Part) form {
	p.Kind, p.Name = Live, g.name()
	p.Attr = g.segments(isAlnum)
	g.blanks()
	for g.take(",") {
		option, f := g.option()
		if f != wellFormed {
			return f
		}
		p.Options = append(p.Options, option)
	}
	return formed(p.Name != "" && p.Attr != "" && g.take(")"))
}

// option reads "name: value" or "name: [value, value]", and the blanks around it.
func (g *grammar) option() (o Option, f form) {
	g.blanks()
	o.From = g.at
	o.Name = g.while(isAlnum)
	o.To = g.at
	g.blanks()
	if o.Name == "" || !g.take(":") {
		return o, malformed
	}
	g.blanks()
	if o.List = g.take("["); o.List {
		f = g.list(&o)
		return o, f
	}
	value, f := g.literal()
	o.Values = []Key{value}
	return o, f
}

func (g *grammar) list(o *Option) form {
	for {
		value, f := g.literal()
		if f != wellFormed {
			return f
		}
		o.Values = append(o.Values, value)
		if g.take("]") {
			g.blanks()
			return wellFormed
		}
		if !g.take(",") {
			return malformed
		}
	}
}
