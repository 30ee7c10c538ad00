package template

import (
	"slices"
	"strings"

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

// parameterOf returns the parameter that a node is Ref of, or nil.
func (t *Template) parameterOf(n *syntax.Node) *Parameter {
	return t.Parameter(CallTo(FnRef, simplest(n)).Argument.Text())
}

// Parameter returns the parameter whose value a node is in the case, or nil.
func (c *Case) Parameter(n *syntax.Node) *Parameter { return c.template.parameterOf(c.branches(n)) }

// Same reports whether two values are the same expression in the case, so that they have the
// same value whatever that is.
func (c *Case) Same(a, b *syntax.Node) bool { return Same(c.branches(a), c.branches(b)) }
