package template

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// At follows keys from a node on, through the branches of Fn::If that count in the case. It is
// nil where something is missing or is removed by AWS::NoValue. What it returns is as written:
// a place to report, or an expression to compare with Same.
func (c *Case) At(n *syntax.Node, keys ...string) *syntax.Node {
	n = c.branches(n)
	for _, key := range keys {
		n = c.branches(n.Get(key))
	}
	return n
}

func (c *Case) branches(n *syntax.Node) *syntax.Node {
	for CallTo(FnIf, n).Function != "" {
		n = c.branch(CallOf(n).If())
	}
	if IsNoValue(n) {
		return nil
	}
	return n
}

// Lacks says whether a map has no value at the end of some keys. It is undecided where a macro
// or a part that failed to compile may bring one.
func (c *Case) Lacks(n *syntax.Node, keys ...string) Answer {
	for i, key := range keys {
		n = c.branches(n)
		switch {
		case n == nil && i > 0:
			return Whether(!c.template.Opaque())
		case !n.Is(syntax.Map) || CallOf(n).Function != "" || n.Get("Fn::Transform") != nil:
			return Undecided
		case n.Key(key) == nil:
			return c.certain(Yes)
		case n.Get(key) == nil:
			return Undecided
		}
		n = n.Get(key)
	}
	if c.branches(n) == nil {
		return c.certain(Yes)
	}
	return No
}

// certain is the answer, unless a macro of the whole template may change it.
func (c *Case) certain(a Answer) Answer {
	if c.template.Opaque() {
		return Undecided
	}
	return a
}

// Int reads a whole number. CloudFormation takes numbers and texts alike.
func (c *Case) Int(n *syntax.Node) Int {
	n = c.literal(n)
	if n == nil {
		return Int{}
	}
	if i, ok := LiteralInt(n); ok {
		return Exactly(i)
	}
	return c.bounds(c.template.parameterOf(n))
}

// bounds is what a parameter says of its own value.
func (c *Case) bounds(p *Parameter) Int {
	n := anyInt
	if p == nil || p.Type() != "Number" {
		return n
	}
	if low, ok := LiteralInt(p.At("MinValue")); ok {
		n.Low = low
	}
	if high, ok := LiteralInt(p.At("MaxValue")); ok {
		n.High = high
	}
	return n
}

// Bool says whether a value is true, or what it is where it is left out.
func (c *Case) Bool(n *syntax.Node, absent bool) Answer {
	n = c.literal(n)
	if n == nil {
		return Whether(absent)
	}
	if is, ok := LiteralBool(n); ok {
		return Whether(is)
	}
	return Undecided
}

// Text reads a text, a number or a boolean. ok is false where it is left out or not known.
func (c *Case) Text(n *syntax.Node) (text string, ok bool) {
	n = c.literal(n)
	return literalText(n), isLiteral(n)
}

// Texts reads a list of texts. A text alone counts as a list. all is false where not every item
// is known; a list that is left out has none.
func (c *Case) Texts(n *syntax.Node) (texts []string, all bool) {
	items, all := c.Items(n)
	for _, item := range items {
		text, ok := c.Text(item)
		if !ok {
			all = false
			continue
		}
		texts = append(texts, c.split(item, text)...)
	}
	return texts, all
}

// split takes the value of a parameter that is a list apart.
func (c *Case) split(n *syntax.Node, text string) []string {
	if p := c.template.parameterOf(c.branches(n)); p == nil || p.gives() != Items {
		return []string{text}
	}
	items := strings.Split(text, ",")
	for i := range items {
		items[i] = strings.TrimSpace(items[i])
	}
	return items
}

// Items returns the items of a list that are there, each as written in its branch. A value that
// is no list counts as its only item. all is false where a function gives the list, or items
// may come from a macro.
func (c *Case) Items(n *syntax.Node) (items []*syntax.Node, all bool) {
	n = c.branches(n)
	if list := c.literal(n); list.Is(syntax.List) {
		n = list
	}
	switch {
	case n == nil:
		return nil, true
	case !n.Is(syntax.List):
		p := c.template.parameterOf(n)
		return []*syntax.Node{n}, CallOf(n).Function == "" || p != nil && p.gives() == Items
	}
	for _, item := range n.Items() {
		if item = c.branches(item); item != nil {
			items = append(items, item)
		}
	}
	return items, !slices.ContainsFunc(n.Kids(), func(item *syntax.Node) bool { return item == nil || CallTo(FnTransform, item).Function != "" })
}

// Value returns what a value comes to in the case: a scalar, a list or a map as written, or a
// function where it is not known what that gives. It is nil where the value is left out.
func (c *Case) Value(n *syntax.Node) *syntax.Node { return c.literal(n) }

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
	if value := c.template.Parameter(name).Default(); !ok && c.defaults && c.template.Parameter(name).hasOneText() && value != nil {
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

// parameterOf returns the parameter that a node is Ref of, or nil.
func (t *Template) parameterOf(n *syntax.Node) *Parameter {
	return t.Parameter(CallTo(FnRef, simplest(n)).Argument.Text())
}

// Parameter returns the parameter whose value a node is in the case, or nil.
func (c *Case) Parameter(n *syntax.Node) *Parameter { return c.template.parameterOf(c.branches(n)) }

// Same reports whether two values are the same expression in the case, so that they have the
// same value whatever that is.
func (c *Case) Same(a, b *syntax.Node) bool { return Same(c.branches(a), c.branches(b)) }
