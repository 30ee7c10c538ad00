package lsp

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// A symbol is a name that a template declares.
type symbol struct {
	kind kind
	name string
}

// kind is what a symbol stands for.
type kind uint8

const (
	aParameter kind = iota + 1
	aResource
	aCondition
	aMapping
)

// String names the kind as messages do.
func (k kind) String() string {
	return [...]string{"name", "parameter", "resource", "condition", "mapping"}[k]
}

// A mention is a place where a symbol is declared or used.
type mention struct {
	symbol
	at        source.Span // of the name; of the whole expression where it does not stand there as such
	declared  bool
	looped    bool   // it is in a loop, where names may be put together
	attribute string // that is asked of the resource
}

// exact reports whether the name stands at its place as it is.
func (m mention) exact() bool { return m.at.Text() == m.name }

// mentions finds all that is said of names in a template, in the order of the files, each place
// once.
func (u *unit) mentions() []mention {
	u.mentioned.Do(func() {
		c := &collector{template: u.src.Unit.Template}
		c.declarations()
		c.uses()
		c.interfaces()
		c.helpers(u.src.Unit.Boot())
		slices.SortStableFunc(c.list, compareMentions)
		u.all = slices.CompactFunc(c.list, func(a, b mention) bool { return compareMentions(a, b) == 0 })
	})
	return u.all
}

func compareMentions(a, b mention) int {
	return cmp.Or(strings.Compare(a.at.Name(), b.at.Name()), cmp.Compare(a.at.Start, b.at.Start), cmp.Compare(a.at.End, b.at.End),
		cmp.Compare(a.kind, b.kind), strings.Compare(a.name, b.name))
}

// mentionAt returns what is said at an offset of a file: the narrowest, if there are several.
func (u *unit) mentionAt(name string, offset int) (best mention, ok bool) {
	for _, m := range u.mentions() {
		if m.at.Name() == name && m.at.Start <= offset && offset <= m.at.End && (!ok || m.at.End-m.at.Start < best.at.End-best.at.Start) {
			best, ok = m, true
		}
	}
	return best, ok
}

// of returns all that is said of a symbol.
func (u *unit) of(s symbol) (list []mention) {
	for _, m := range u.mentions() {
		if m.symbol == s {
			list = append(list, m)
		}
	}
	return list
}

type collector struct {
	template *template.Template
	list     []mention
}

func (c *collector) add(k kind, name string, at source.Span) *mention {
	if at.File == nil {
		return &mention{}
	}
	c.list = append(c.list, mention{symbol: symbol{k, name}, at: at})
	return &c.list[len(c.list)-1]
}

func (c *collector) declare(k kind, name string, key *syntax.Node, loop *template.Loop) {
	m := c.add(k, name, key.TextSpan(0, len(key.Text())))
	m.declared, m.looped = true, loop != nil
}

func (c *collector) declarations() {
	for _, p := range c.template.Parameters {
		if !p.Live() {
			c.declare(aParameter, p.Name, p.Key, p.Loop)
		}
	}
	for _, r := range c.template.Resources {
		c.declare(aResource, r.ID, r.Key, r.Loop)
	}
	for _, d := range c.template.Conditions {
		c.declare(aCondition, d.Name, d.Key, d.Loop)
	}
	for _, m := range c.template.Mappings {
		c.declare(aMapping, m.Name, m.Key, m.Loop)
	}
}

func (c *collector) uses() {
	uses := c.template.Uses()
	for i := range uses {
		u := &uses[i]
		for name := range u.Names() {
			if p := c.template.Parameter(name); p.Live() && u.Via == template.ByRef {
				c.live(u.Span())
				continue
			}
			m := c.add(c.kindOf(u, name), name, u.Span())
			m.looped, m.attribute = u.Loop != nil, u.Attr
		}
	}
}

// kindOf says what a use means. A name that nothing declares has no kind.
func (c *collector) kindOf(u *template.Use, name string) kind {
	switch {
	case u.Via == template.ByCondition:
		return aCondition
	case u.Via == template.ByFindInMap:
		return aMapping
	case u.Via == template.ByDependsOn || u.Via == template.ByGetAtt:
		return aResource
	case c.template.Parameter(name) != nil:
		return aParameter
	case c.template.Resource(name) != nil:
		return aResource
	}
	return 0
}

// live finds the name in an expression that became a generated parameter: the first that is a
// resource, or a parameter.
func (c *collector) live(at source.Span) {
	text := at.Text()
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && isWord(text[to]) {
			to++
		}
		name, span := text[from:to], at.File.Span(at.Start+from, at.Start+to)
		if c.template.Resource(name) != nil {
			c.add(aResource, name, span)
			return
		}
		if c.template.Parameter(name) != nil {
			c.add(aParameter, name, span)
			return
		}
		from = to + 1
	}
}

func isWord(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

// interfaces finds the parameters that the metadata for the console lists.
func (c *collector) interfaces() {
	shown := c.template.Root.At("Metadata", "AWS::CloudFormation::Interface")
	for _, group := range shown.Get("ParameterGroups").Items() {
		for _, name := range group.Get("Parameters").Items() {
			c.parameter(name)
		}
	}
	for key := range shown.Get("ParameterLabels").Pairs() {
		c.parameter(key)
	}
}

func (c *collector) parameter(n *syntax.Node) {
	if c.template.Parameter(n.Text()) != nil {
		c.add(aParameter, n.Text(), n.TextSpan(0, len(n.Text())))
	}
}

// helpers finds the logical IDs in the calls of cfn-init and its like, and in the files of
// cfn-hup.
func (c *collector) helpers(b *boot.Boot) {
	for _, call := range b.Calls() {
		if id, ok := call.Resource().Literal(); ok && c.template.Resource(id) != nil {
			c.add(aResource, id, call.Resource().Span())
		}
	}
	for _, file := range b.Hup() {
		for _, hook := range file.Hooks {
			text, _, ok := hook.Target()
			if id, literal := text.Literal(); ok && literal && c.template.Resource(id) != nil {
				c.add(aResource, id, text.Span(0, len(id)))
			}
		}
	}
}
