package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// literal returns what a value comes to in the case, as far as that is known: a literal where it
// is one in the end. It is nil where the value is left out.
func (c *Case) literal(n *syntax.Node) *syntax.Node {
	for {
		n = c.branches(n)
		next := c.step(n)
		if next == nil || next == n {
			return n
		}
		n = next
	}
}

// step evaluates one function, and returns nil or the node itself where that is not known.
func (c *Case) step(n *syntax.Node) *syntax.Node {
	switch call := CallOf(n); call.Function {
	case FnRef:
		return c.ref(call.Argument.Text(), n)
	case FnFindInMap:
		return c.lookup(call.FindInMap(), n)
	case FnSelect:
		return c.selected(call.Select(), n)
	case FnSplit:
		return c.cut(call)
	case FnGetAZs:
		return c.zones(call)
	case FnToJSONString:
		return c.toJSON(call)
	case FnSub:
		return c.sub(call.Sub(), n)
	case FnJoin:
		return c.join(call.Join(), n)
	}
	return n
}

// selected evaluates Fn::Select where it is clear which item that is.
func (c *Case) selected(s Select, n *syntax.Node) *syntax.Node {
	i, known := c.Int(s.Index).Known()
	items, all := c.Items(s.Values)
	if p := c.template.parameterOf(c.branches(s.Values)); p != nil {
		var texts []string
		texts, all = c.Texts(s.Values)
		items = listOf(n, texts).Kids()
	}
	if !known || !all || i < 0 || i >= len(items) {
		return n
	}
	return items[i]
}

// ref evaluates Ref of a parameter.
func (c *Case) ref(name string, n *syntax.Node) *syntax.Node {
	if text, ok := c.template.givenTo(name); ok {
		c.given = true
		return syntax.NewString(text, n.Span())
	}
	texts, ok := c.template.textsOf(name)
	if value := c.template.Parameter(name).Default(); !ok && c.template.Parameter(name).hasOneText() && c.takes(value) {
		if c.samples && value.Text() == "" { // that is how one says that a value has to be given
			return n
		}
		c.relied = true
		return value
	}
	if text, ok := c.sample(name); ok {
		return syntax.NewString(text, n.Span())
	}
	if text, known := c.value(name, texts); known {
		return syntax.NewString(text, n.Span())
	}
	return n
}

// textsOf returns the texts that Ref of a parameter can give: the one that it is given, or its
// AllowedValues. ok is false for one that can be any text.
func (t *Template) textsOf(name string) (texts []string, ok bool) {
	p := t.Parameter(name)
	if !p.hasOneText() {
		return nil, false
	}
	if text, given := t.givenTo(name); given {
		return []string{text}, true
	}
	texts = literalTexts(p.AllowedValues())
	return texts, texts != nil
}

// givenTo returns the text that a parameter is given.
func (t *Template) givenTo(name string) (text string, ok bool) {
	if len(t.given) == 0 || !t.Parameter(name).hasOneText() {
		return "", false
	}
	text, ok = t.given[name]
	return text, ok
}

// hasOneText reports whether Ref of a parameter gives the text that was passed.
func (p *Parameter) hasOneText() bool {
	return p != nil && !strings.HasPrefix(p.Type(), "AWS::SSM::")
}

// lookup evaluates Fn::FindInMap. A key that can be any text is one of those that the mapping
// has.
func (c *Case) lookup(f FindInMap, n *syntax.Node) *syntax.Node {
	name, ok := c.Text(f.Mapping)
	mapping := c.template.Mapping(name)
	if !ok || mapping == nil || mapping.Loop != nil {
		return n
	}
	top, ok := c.key(f.Top, mapping.Value)
	if !ok {
		return n
	}
	second, ok := c.key(f.Second, mapping.Value.Get(top))
	switch found := mapping.Find(top, second); {
	case ok && found != nil:
		return found
	case ok && f.Default != nil:
		return f.Default
	}
	return n
}

// key reads a key of a mapping.
func (c *Case) key(n, rows *syntax.Node) (string, bool) {
	name := CallTo(FnRef, simplest(c.branches(n))).Argument.Text()
	if !IsPseudoParameter(name) {
		if text, ok := c.Text(n); ok {
			return text, true
		}
	}
	if name == "" || name == NoValue || c.template.Parameter(name) == nil && !IsPseudoParameter(name) {
		return "", false
	}
	var keys []string
	for key := range rows.Pairs() {
		if strings.HasPrefix(key.Text(), "Fn::") {
			return "", false
		}
		keys = append(keys, key.Text())
	}
	return c.value(name, keys)
}

// sub evaluates Fn::Sub where all that it reads is known.
func (c *Case) sub(s Sub, n *syntax.Node) *syntax.Node {
	if plain := simplest(n); plain != n {
		return plain
	}
	parts, problems := s.Parts()
	var b strings.Builder
	for _, p := range parts {
		text, ok := p.Text, p.Kind == interp.SubText || p.Kind == interp.SubLiteral
		switch variable := s.Variable(p); {
		case ok:
		case variable != nil:
			text, ok = c.Text(variable)
		case p.Kind == interp.SubRef:
			text, ok = c.parameter(p.Name, n)
		}
		if !ok {
			return n
		}
		b.WriteString(text)
	}
	if len(problems) > 0 || len(parts) == 0 {
		return n
	}
	return syntax.NewString(b.String(), n.Span())
}

// parameter reads a parameter by its name.
func (c *Case) parameter(name string, n *syntax.Node) (string, bool) {
	found := c.ref(name, n)
	return literalText(found), found != n && isLiteral(found)
}

// join evaluates Fn::Join where all that it joins is known.
func (c *Case) join(j Join, n *syntax.Node) *syntax.Node {
	texts, all := c.Texts(j.Values)
	if !all || j.Values == nil {
		return n
	}
	return syntax.NewString(strings.Join(texts, j.Delimiter.Text()), n.Span())
}
