package rules

import (
	"strconv"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// operands is how many conditions a logical function takes.
type operands struct {
	function    template.Function
	least, most int
}

// check looks at the calls in conditions and rules. An unknown macro may rewrite them.
func (o operands) check(p *lint.Pass) {
	for site := range p.Template.Calls(o.function) {
		if !onlyParameters(site.Owner) || p.Template.Opaque() || site.Argument.Is(syntax.Null, syntax.None) {
			continue
		}
		if o.count(p, site.Argument) {
			for _, item := range site.Argument.Items() {
				o.operand(p, item)
			}
		}
	}
}

// count wants a list of the right length.
func (o operands) count(p *lint.Pass, list *syntax.Node) bool {
	switch {
	case template.ConditionOf(list).Function != "":
		p.At(list, "`%s` takes a list of %s, but this is not in a list", o.function, o)
	case !list.Is(syntax.List):
		p.At(list, "`%s` takes a list of %s, but this is %s", o.function, o, kindOf(list))
	case list.Len() < o.least || list.Len() > o.most:
		p.At(list, "`%s` takes a list of %s, but this one has the length %d", o.function, o, list.Len())
	default:
		return true
	}
	return false
}

// String names what the function takes.
func (o operands) String() string {
	if o.least == o.most {
		return count(o.least, "condition")
	}
	return strconv.Itoa(o.least) + " to " + count(o.most, "condition")
}

// operand wants what is true or false.
func (o operands) operand(p *lint.Pass, n *syntax.Node) {
	call := template.ConditionOf(n)
	if n.Is(syntax.Null, syntax.None) || macro(n) || call.Function != "" && call.Signature().Gives.Has(template.Truth) {
		return
	}
	what := kindOf(n)
	if n.Is(syntax.String) {
		what = "`" + n.Text() + "`"
	}
	finding := p.At(n, "`%s` takes conditions, but this is %s", o.function, what)
	if p.Template.Condition(n.Text()) != nil {
		finding.Help("write `!Condition %s`, in JSON `{\"Condition\": \"%s\"}`", n.Text(), n.Text())
	}
}
