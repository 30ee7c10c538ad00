package lsp

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// A place says what stands at the end of a trail: in which section, in which attribute of which
// resource, in the argument of which function.
type place struct {
	section   string       // "" in a file that is a part of a template
	entry     string       // the name in the section
	resource  *syntax.Node // the map of a resource's attributes, or nil
	id        string       // the logical ID of that resource, "" where another file gives it
	attribute string       // of the resource
	path      []string     // keys from the attribute, or from the entry, on, * for items; without functions
	call      template.Function
	calling   *syntax.Node // the argument of that function
	argument  int          // number of the argument; -1 for the only one
}

// placeOf reads a trail.
func placeOf(t trail) (p place) {
	if len(t) == 0 {
		return p
	}
	p.enter(t[0].node, t[0].node.Tag())
	rest := t[1:]
	if len(rest) > 0 && rest[0].key != nil && isSection(rest[0].key.Text()) {
		p.section, rest = rest[0].key.Text(), rest[1:]
		if len(rest) > 0 && rest[0].key != nil {
			p.entry = rest[0].key.Text()
			if p.section == "Resources" {
				p.id, p.resource = p.entry, rest[0].node
			}
			rest = rest[1:]
		}
	}
	for i, s := range rest {
		before := t[len(t)-len(rest)+i-1].node
		if p.section == "" && p.resource == nil && isResource(before) {
			p.resource, p.path = before, nil
		}
		p.follow(s)
	}
	return p
}

// follow goes on to the next stop.
func (p *place) follow(s stop) {
	switch {
	case p.call == template.FnIf && s.key == nil && s.index > 0:
		p.call, p.calling = "", nil
	case p.call != "":
		if p.argument < 0 && s.key == nil {
			p.argument = s.index
		}
	case s.key == nil:
		p.path = append(p.path, "*")
	case isFunction(s.key.Text()):
		p.call, p.calling, p.argument = template.Function(s.key.Text()), s.node, -1
	case p.resource != nil && p.attribute == "":
		p.attribute = s.key.Text()
	default:
		p.path = append(p.path, s.key.Text())
	}
	p.enter(s.node, s.node.Tag())
}

// enter notes the function that the tag of a node calls.
func (p *place) enter(n *syntax.Node, tag string) {
	if name := longForm(tag); name != "" {
		p.call, p.calling, p.argument = name, n, -1
	}
}

func isSection(key string) bool { return slices.Contains(sections(), key) }

// sections are those of a template, in the order of CloudFormation's documentation.
func sections() []string {
	return []string{"AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Transform", "Resources", "Outputs"}
}

// isResource reports whether a map in a file of its own is that of a resource.
func isResource(n *syntax.Node) bool {
	return strings.Contains(n.Get("Type").Text(), "::")
}

// functions are the intrinsic functions by their short forms, in the order in which they are
// offered.
func functions() []string {
	return []string{"Ref", "GetAtt", "Sub", "If", "FindInMap", "Join", "Select", "Split", "ImportValue", "Base64", "Cidr", "GetAZs", "Condition",
		"Equals", "And", "Or", "Not", "Transform", "GetStackOutput", "Length", "ToJsonString"}
}

// longForm is the function that a tag calls, or "".
func longForm(tag string) template.Function {
	name, isTag := strings.CutPrefix(tag, "!")
	switch {
	case !isTag || !slices.Contains(functions(), name):
		return ""
	case name == "Ref" || name == "Condition":
		return template.Function(name)
	}
	return template.Function("Fn::" + name)
}

func isFunction(key string) bool { return key == "Ref" || strings.HasPrefix(key, "Fn::") }

// typeName is the type of the resource, "" where there is none.
func (p place) typeName() string { return p.resource.Get("Type").Text() }

// schemas are those that a value at the place may have to meet, none where nothing is known.
func (p place) schemas() []schema.Node {
	if p.attribute != "Properties" {
		return nil
	}
	return schemasAt(p.typeName(), p.path)
}

// schemasAt follows a path through the properties of a resource type.
func schemasAt(typeName string, path []string) []schema.Node {
	typ, known := schema.Lookup(typeName)
	if !known {
		return nil
	}
	list := alternatives(typ.Schema(), nil, 0)
	for _, key := range path {
		var next []schema.Node
		for _, n := range list {
			next = alternatives(member(n, key), next, 0)
		}
		list = next
	}
	return list
}

func member(n schema.Node, key string) schema.Node {
	if key == "*" {
		return n.Items()
	}
	found, _ := n.Properties().Get(key)
	return found
}

// maxAlternatives bounds how deep schemas are made of each other.
const maxAlternatives = 4

// alternatives adds a schema, and those that it is made of, to a list.
func alternatives(n schema.Node, list []schema.Node, depth int) []schema.Node {
	if n = n.Resolve(); n.IsZero() || depth > maxAlternatives {
		return list
	}
	list = append(list, n)
	for _, of := range []schema.Nodes{n.AllOf(), n.AnyOf(), n.OneOf()} {
		for one := range of.All() {
			list = alternatives(one, list, depth+1)
		}
	}
	return list
}
