package template

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// An Outcome is a value that an expression may come to: a literal. It stands where it was written
// or, if functions put it together, where the expression does.
type Outcome struct {
	Node      *syntax.Node
	Certainty diag.Certainty
}

// Outcomes lists values that an expression comes to where a scenario holds: with the values
// that parameters are given, else with their allowed values or defaults, with what mappings hold
// for some key, and for some account and region. It lists none for what only the deployment
// knows.
func (t *Template) Outcomes(n *syntax.Node, when *Scenario) (list []Outcome) {
	var forced []int
	for range maxCases {
		c := &Case{template: t, when: when, forced: forced, defaults: true, samples: true}
		if it, known := c.Literal(n); known && it != nil && !c.dead {
			list = append(list, Outcome{it, c.certainty()})
		}
		if forced = c.next(); forced == nil {
			break
		}
	}
	return list
}

// certainty says on what a value rests that was read through the case.
func (c *Case) certainty() diag.Certainty {
	switch {
	case c.relied:
		return diag.Default
	case c.sampled || slices.ContainsFunc(c.choices, func(made choice) bool { return len(made.options) > 1 }):
		return diag.May
	}
	return diag.Must
}

// IsForeign reports whether a node has a tag that is none of YAML's own. Those that are left
// after expansion belong to a tool that runs before CloudFormation.
func IsForeign(n *syntax.Node) bool {
	tag := n.Tag()
	return strings.HasPrefix(tag, "!") && !strings.HasPrefix(tag, "!!") && tag != "!"
}

// Read returns what Ref of the parameter gives of a value that is written: where it takes a
// list, the items.
func (p *Parameter) Read(n *syntax.Node) *syntax.Node {
	if p.gives() != Items || n.Text() == "" {
		return n
	}
	var texts []string
	for _, text := range strings.Split(n.Text(), ",") {
		texts = append(texts, strings.TrimSpace(text))
	}
	return listOf(n, texts)
}

// Given returns what an expression comes to because of values that parameters are given.
func (t *Template) Given(n *syntax.Node) (it *syntax.Node, known bool) {
	if len(t.given) == 0 || CallOf(n).Function == "" {
		return nil, false
	}
	c := &Case{template: t, fixed: true}
	it, known = c.Literal(n)
	return it, known && it != nil && c.given && !c.dead
}

// General returns the template for every deployment: nothing is given. It is for rules that
// judge the template as such.
func (t *Template) General() *Template {
	if len(t.given) == 0 {
		return t
	}
	general, _ := New(t.Root)
	return general
}

// Literal returns what a value comes to in the case, with all that it holds, if that is known. It
// is nil where the value is left out.
func (c *Case) Literal(n *syntax.Node) (it *syntax.Node, known bool) {
	if p := c.template.parameterOf(c.branches(n)); p != nil && p.gives() == Items {
		texts, all := c.Texts(n)
		return listOf(n, texts), all
	}
	it = c.literal(n)
	switch {
	case it == nil:
		return nil, !c.dead
	case IsForeign(it):
		return nil, false
	case it.IsScalar():
		return it, isLiteral(it)
	}
	return c.kids(it)
}

// kids evaluates what a list or a map holds.
func (c *Case) kids(n *syntax.Node) (*syntax.Node, bool) {
	var kids []*syntax.Node
	for _, item := range n.Items() {
		it, known := c.Literal(item)
		if !known {
			return nil, false
		}
		if it != nil {
			kids = append(kids, it)
		}
	}
	for key, value := range n.Pairs() {
		it, known := c.Literal(value)
		if !known || functionOf(key.Text()) != "" || strings.HasPrefix(key.Text(), "Fn::") {
			return nil, false
		}
		if it != nil {
			kids = append(kids, key, it)
		}
	}
	return n.WithKids(kids), true
}

func listOf(at *syntax.Node, texts []string) *syntax.Node {
	var items []*syntax.Node
	for _, text := range texts {
		items = append(items, syntax.NewString(text, at.Span()))
	}
	return syntax.NewList(at.Span(), items...)
}

// sample is the value of a pseudo parameter in some account and region. Names of regions have
// one form, and so have numbers of accounts.
func (c *Case) sample(name string) (text string, ok bool) {
	if !c.samples || !IsPseudoParameter(name) {
		return "", false
	}
	c.sampled = true
	switch name {
	case "AWS::AccountId":
		return "123456789012", true
	case region:
		return c.value(region, []string{"us-east-1"})
	case "AWS::Partition":
		at, ok := c.sample(region)
		return partitionOf(at), ok
	case "AWS::URLSuffix":
		at, ok := c.sample(region)
		if partitionOf(at) == "aws-cn" {
			return "amazonaws.com.cn", ok
		}
		return "amazonaws.com", ok
	}
	return "", false
}

const region = "AWS::Region"

func partitionOf(region string) string {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	}
	return "aws"
}

// zones makes names of availability zones. How many a region has is not known.
func (c *Case) zones(call Call) *syntax.Node {
	at, ok := c.Text(call.Argument)
	if ok && at == "" {
		at, ok = c.sample(region)
	}
	if !ok || !c.samples {
		return call.Node
	}
	return listOf(call.Node, []string{at + "a", at + "b", at + "c"})
}

// cut evaluates Fn::Split.
func (c *Case) cut(call Call) *syntax.Node {
	text, ok := c.Text(call.Split().Source)
	delimiter, isText := call.Split().Delimiter.Str()
	if !ok || !isText || delimiter == "" {
		return call.Node
	}
	return listOf(call.Node, strings.Split(text, delimiter))
}

// toJSON evaluates Fn::ToJsonString.
func (c *Case) toJSON(call Call) *syntax.Node {
	it, known := c.Literal(call.Argument)
	if !known || !it.Is(syntax.List, syntax.Map) {
		return call.Node
	}
	return syntax.NewString(string(appendJSON(nil, it)), call.Node.Span())
}

// appendJSON writes a literal as Fn::ToJsonString does, without blanks.
func appendJSON(text []byte, n *syntax.Node) []byte {
	switch n.Kind() {
	case syntax.List:
		text = append(text, '[')
		for i, item := range n.Items() {
			text = appendJSON(separated(text, i), item)
		}
		return append(text, ']')
	case syntax.Map:
		text = append(text, '{')
		for i := range n.Len() {
			key, value := n.Pair(i)
			text = appendJSON(append(appendQuoted(separated(text, i), key.Text()), ':'), value)
		}
		return append(text, '}')
	case syntax.String:
		return appendQuoted(text, n.Text())
	}
	return append(text, literalText(n)...)
}

func separated(text []byte, i int) []byte {
	if i == 0 {
		return text
	}
	return append(text, ',')
}

func appendQuoted(text []byte, value string) []byte {
	quoted, _ := json.Marshal(value) // a string always can be
	return append(text, quoted...)
}
