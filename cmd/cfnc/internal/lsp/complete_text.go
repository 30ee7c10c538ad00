package lsp

import (
	"regexp"
	"strings"
	"sync"

	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// openings are the beginnings of expressions and tags, as they stand before the cursor.
type openings struct {
	tag, attribute, lookup, name *regexp.Regexp
}

// opening is compiled when the first completion asks: no other command has a use for it.
var opening = sync.OnceValue(func() openings {
	return openings{
		tag:       regexp.MustCompile(`(?:^|[\s\[,:{-])!(\w*)$`),
		attribute: regexp.MustCompile(`(?:@\{?|\$\{)(\w+)\.([\w.]*)$`),
		lookup:    regexp.MustCompile(`@\{?(\w+)\[(?:([^\[\],@]*),\s*)?(\w*)$`),
		name:      regexp.MustCompile(`(?:^|[^@])(@\{?|\$\{)([\w:]*)$`),
	}
})

// inText offers what a tag or an expression that is begun before the cursor can become.
func (c *completer) inText() bool {
	o := opening()
	if m := o.tag.FindStringSubmatch(c.before); m != nil && c.doc.parsed().Format == syntax.YAML {
		c.tags(m[1])
		return true
	}
	if m := o.lookup.FindStringSubmatch(c.before); m != nil {
		c.word = m[3]
		c.mappingKeys(m[1], m[2])
		return true
	}
	if m := o.attribute.FindStringSubmatch(c.before); m != nil {
		c.word = m[2]
		c.attributesOf(m[1], m[0][0] == '@')
		return true
	}
	if m := o.name.FindStringSubmatch(c.before); m != nil {
		c.word = m[2]
		c.names(aParameter, aResource)
		if m[1][0] == '@' {
			c.names(aMapping)
		}
		c.pseudo()
		return true
	}
	return false
}

// tags offers the short forms of functions, and those that include files.
func (c *completer) tags(word string) {
	c.word = "!" + word
	for _, name := range functions() {
		c.offer(functionItem, string(longForm("!"+name)), "!"+name)
	}
	c.offer(fileItem, "the value in another file", "!Include")
	c.offer(fileItem, "the text of another file", "!IncludeText")
	c.offer(functionItem, "several maps as one", "!Merge")
}

// pseudo offers the pseudo parameters.
func (c *completer) pseudo() {
	c.offer(constantItem, "pseudo parameter", template.PseudoParameters()...)
}

// attributesOf offers what can be asked of a resource.
func (c *completer) attributesOf(id string, expression bool) {
	if c.unit == nil {
		return
	}
	r := c.unit.src.Unit.Template.Resource(id)
	if r == nil {
		return
	}
	made, set := attributes(r.Type)
	c.offer(propertyItem, "attribute of "+r.Type, made...)
	c.offer(propertyItem, "property of "+r.Type, set...)
	if expression {
		c.offer(propertyItem, "looked up just before the deployment", live.Names(r.Type)...)
	}
}

// attributes are what Fn::GetAtt can ask of a type: what CloudFormation makes, and what the
// template sets.
func attributes(typeName string) (made, set []string) {
	typ, _ := schema.Lookup(typeName)
	for name := range typ.Attributes() {
		switch {
		case strings.HasSuffix(name, "*"):
		case typ.ReadOnly().Has(name):
			made = append(made, name)
		default:
			set = append(set, name)
		}
	}
	return made, set
}

// mappingKeys offers the first keys of a mapping, or the second ones. A parameter may stand for
// the mapping that has its name with Map behind it.
func (c *completer) mappingKeys(name, first string) {
	if c.unit == nil {
		return
	}
	t := c.unit.src.Unit.Template
	m := t.Mapping(name)
	if m == nil {
		if m = t.Mapping(name + "Map"); m == nil {
			return
		}
		c.offer(valueItem, "key of "+m.Name, secondKeys(m, "")...)
		return
	}
	if first == "" {
		c.offer(valueItem, "key of "+m.Name, keysOf(m.Value)...)
	}
	c.offer(valueItem, "second key of "+m.Name, secondKeys(m, first)...)
}

// secondKeys are those under a first key, or under any where that is not known.
func secondKeys(m *template.Mapping, first string) (names []string) {
	for key, row := range m.Value.Pairs() {
		if first == "" || key.Text() == first || m.Value.Get(first) == nil {
			names = append(names, keysOf(row)...)
		}
	}
	return names
}
