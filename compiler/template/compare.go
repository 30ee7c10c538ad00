package template

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Compare says what Fn::Equals comes to where that is the same in every deployment: because
// both sides are literals or the same expression, or because a parameter can have one value
// only, or never has the one it is compared with.
func (t *Template) Compare(s *Site) Answer {
	if s.Function != FnEquals || s.Loop != nil || t.Opaque() {
		return Undecided
	}
	return compare(t.operand(s.Comparison().Left), t.operand(s.Comparison().Right))
}

// operand is one side of a comparison.
type operand struct {
	key     string   // the same for the same expression; "" for one that is not understood
	allowed []string // all texts that it can be, or nil for any
	least   int      // length of the shortest text that it can be, in characters
	reads   []string // parameters that it depends on
	boolean bool     // a literal without quotes: true or false
}

// operand reads one side of a comparison. A literal is what has one text only.
func (t *Template) operand(n *syntax.Node) operand {
	n = simplest(n)
	if it, known := t.Given(n); known && it.IsScalar() {
		n = it
	}
	switch {
	case n.Is(syntax.Null, syntax.None):
		return operand{}
	case isLiteral(n):
		return operand{key: keyOf(n), allowed: []string{literalText(n)}, boolean: n.Is(syntax.Bool)}
	}
	o := operand{key: keyOf(n), reads: slices.Compact(slices.Sorted(slices.Values(reads(n, nil))))}
	if p := t.Parameter(CallTo(FnRef, n).Argument.Text()); p.hasOneValue() {
		o.allowed = literalTexts(p.AllowedValues())
		o.least, _ = LiteralInt(p.At("MinLength"))
	}
	return o
}

// hasOneValue reports whether Ref of a parameter gives the value that was passed, so that
// what the parameter says of its values holds for it: no list, and no value that AWS Systems
// Manager keeps under the name that was passed.
func (p *Parameter) hasOneValue() bool {
	name := p.Type()
	return p != nil && name != "CommaDelimitedList" && !strings.HasPrefix(name, "List<") && !strings.HasPrefix(name, "AWS::SSM::")
}

// isLiteral reports whether a node is its own value in every deployment. A dynamic reference
// is not.
func isLiteral(n *syntax.Node) bool {
	return n.IsScalar() && !n.Is(syntax.Null) && !strings.Contains(n.Text(), "{{resolve:")
}

// literalText is the text that CloudFormation compares. It writes booleans in lower case.
func literalText(n *syntax.Node) string {
	if n.Is(syntax.Bool) {
		return strings.ToLower(n.Text())
	}
	return n.Text()
}

// literalTexts are the texts of a list of literals, nil if it is none.
func literalTexts(list *syntax.Node) (texts []string) {
	for _, item := range list.Items() {
		if !isLiteral(item) {
			return nil
		}
		texts = append(texts, literalText(item))
	}
	return texts
}

// literal returns the text of an operand that has one only.
func (o operand) literal() (string, bool) {
	if len(o.allowed) != 1 {
		return "", false
	}
	return o.allowed[0], true
}

// can reports whether an operand can be a text.
func (o operand) can(text string) bool {
	return (o.allowed == nil || slices.Contains(o.allowed, text)) && utf8.RuneCountInString(text) >= o.least
}

// compare says whether two operands are always equal, or never.
func compare(a, b operand) Answer {
	x, oneA := a.literal()
	y, oneB := b.literal()
	switch {
	case a.key == "" || b.key == "", a.blurs(b), b.blurs(a):
		return Undecided
	case a.key == b.key, oneA && oneB:
		return Whether(a.key == b.key || x == y)
	case a.disjoint(b), b.disjoint(a):
		return No
	}
	return Undecided
}

// blurs reports whether a boolean is compared with a text that another can be, as "True", and
// that differs from it in case only: CloudFormation's way to write the boolean decides.
func (o operand) blurs(other operand) bool {
	text, _ := o.literal()
	return o.boolean && slices.ContainsFunc(other.allowed, func(allowed string) bool {
		return allowed != text && strings.EqualFold(allowed, text)
	})
}

// disjoint reports whether an operand cannot be any of the texts that another can be.
func (o operand) disjoint(other operand) bool {
	return other.allowed != nil && !slices.ContainsFunc(other.allowed, o.can)
}

// keyOf writes an expression so that the same expressions have the same key, as Same has it.
func keyOf(n *syntax.Node) string { return string(appendKey(nil, n)) }

// refKey is the key of Ref of a name.
func refKey(name string) string { return `{"Ref":` + strconv.Quote(name) + "}" }

func appendKey(key []byte, n *syntax.Node) []byte {
	n = simplest(n)
	if g, ok := CallOf(n).GetAtt(); ok && g.Resource.Text != "" && g.Attribute.Text != "" {
		return strconv.AppendQuote(append(key, "GetAtt"...), g.Resource.Text+"."+g.Attribute.Text)
	}
	switch {
	case n.Is(syntax.List):
		key = append(key, '[')
		for _, item := range n.Items() {
			key = append(appendKey(key, item), ',')
		}
		return append(key, ']')
	case n.Is(syntax.Map):
		return appendMapKey(key, n)
	case n.Is(syntax.Null, syntax.None):
		return append(key, "null"...)
	}
	return strconv.AppendQuote(key, literalText(n))
}

func appendMapKey(key []byte, n *syntax.Node) []byte {
	var pairs []string
	for name, value := range n.Pairs() {
		pairs = append(pairs, strconv.Quote(name.Text())+":"+keyOf(value))
	}
	slices.Sort(pairs)
	return append(append(append(key, '{'), strings.Join(pairs, ",")...), '}')
}

// reads lists the parameters that an expression depends on. The pseudo parameters that go
// with the region count as that.
func reads(n *syntax.Node, names []string) []string {
	switch call := CallOf(n); call.Function {
	case FnRef:
		return append(names, rootOf(call.Argument.Text()))
	case FnSub:
		parts, _ := call.Sub().Parts()
		for _, p := range parts {
			if p.Kind == interp.SubRef {
				names = append(names, rootOf(p.Name))
			}
		}
	case FnGetAZs:
		if call.Argument.IsScalar() && call.Argument.Text() == "" {
			names = append(names, region)
		}
	}
	for _, item := range n.Items() {
		names = reads(item, names)
	}
	for _, value := range n.Pairs() {
		names = reads(value, names)
	}
	return names
}

func rootOf(name string) string {
	switch name {
	case "AWS::Partition", "AWS::URLSuffix":
		return region
	}
	return name
}
