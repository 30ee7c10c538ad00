package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Stored returns the name of the parameter of Systems Manager that a value is looked up in, by a
// dynamic reference or by a parameter of the template: for images it says of which kind they
// are. A default of such a parameter counts where the defaults of others do.
func (c *Case) Stored(n *syntax.Node) (name string, ok bool) {
	if found := c.literal(n); found.IsScalar() {
		return storedBy(found.Text())
	}
	p := c.template.parameterOf(c.branches(n))
	if p == nil || !strings.HasPrefix(p.Type(), "AWS::SSM::Parameter::Value<") {
		return "", false
	}
	if name, ok = c.template.given[p.Name]; ok {
		c.given = true
		return name, true
	}
	if only := literalTexts(p.AllowedValues()); len(only) == 1 {
		return only[0], true
	}
	if !isLiteral(p.Default()) || !c.takes(p.Default()) {
		return "", false
	}
	c.relied = true
	return p.Default().Text(), true
}

// storedBy returns the key of a dynamic reference to Systems Manager that is all of a text.
func storedBy(text string) (name string, ok bool) {
	for _, d := range interp.ParseDynamic(text) {
		if d.From == 0 && d.To == len(text) && d.Service.Text == "ssm" && len(d.Key) > 0 {
			return d.Key[0].Text, true
		}
	}
	return "", false
}
