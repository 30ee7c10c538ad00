package lower

import (
	"maps"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/lazy"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// references are the values in metadata that only the deployment knows.
type references struct {
	template *template.Template
	own      string                  // logical ID of the resource, to which its user data cannot refer
	values   map[string]*syntax.Node // by what they read, and when
	mappings map[string]bool
}

// branch is a condition that is true or false where a reference counts.
type branch struct {
	condition *syntax.Node
	holds     bool
}

func (r *references) walk(n *syntax.Node, when []branch) {
	call := template.CallOf(n)
	switch call.Function {
	case template.FnRef:
		r.name(call.Argument.Text(), n, when)
	case template.FnGetAtt:
		if get, ok := call.GetAtt(); ok {
			r.attribute(get.Resource.Text, get.Attribute.Text, n, when)
		}
	case template.FnSub:
		r.sub(call.Sub(), n, when)
	case template.FnFindInMap:
		r.mappings[call.FindInMap().Mapping.Text()] = true
	case template.FnIf:
		r.branches(call.If(), when)
		return
	}
	for _, kid := range n.Kids() {
		r.walk(kid, when)
	}
}

func (r *references) branches(choice template.If, when []branch) {
	at := choice.Condition.Span()
	made := func(text string) *syntax.Node { return syntax.NewString(text, at) }
	r.add("if "+choice.Condition.Text(), syntax.NewCall("Fn::If", at, syntax.NewList(at, choice.Condition, made("1"), made("0")), at), when)
	r.walk(choice.Then, append(slices.Clone(when), branch{choice.Condition, true}))
	r.walk(choice.Else, append(slices.Clone(when), branch{choice.Condition, false}))
}

func (r *references) sub(s template.Sub, n *syntax.Node, when []branch) {
	parts, _ := s.Parts()
	for _, p := range parts {
		if p.Name == "" || s.Variable(p) != nil {
			continue
		}
		at := n.Span()
		if p.Attr == "" {
			r.name(p.Name, syntax.NewCall("Ref", at, syntax.NewString(p.Name, at), at), when)
			continue
		}
		pair := syntax.NewList(at, syntax.NewString(p.Name, at), syntax.NewString(p.Attr, at))
		r.attribute(p.Name, p.Attr, syntax.NewCall("Fn::GetAtt", at, pair, at), when)
	}
}

// name adds a reference to a parameter or a resource. What is secret has no place in user data,
// live values change without anybody changing the template, and pseudo parameters never do.
func (r *references) name(name string, ref *syntax.Node, when []branch) {
	p := r.template.Parameter(name)
	switch {
	case name == r.own, template.IsPseudoParameter(name), p.Secret(), p.Live():
		return
	case p.Lists():
		ref = joined(",", ref)
	case p != nil && mayHaveLines(p):
		ref = oneLine(ref)
	}
	r.add(name, ref, when)
}

// mayHaveLines reports whether a parameter may have several lines. A pattern with none of the
// classes that hold a line break allows one.
func mayHaveLines(p *template.Parameter) bool {
	if p.Type() == "Number" || p.AllowedValues() != nil {
		return false
	}
	pattern := p.At("AllowedPattern").Text()
	return pattern == "" || strings.ContainsAny(pattern, "\n\r") || lineClasses().MatchString(pattern)
}

var lineClasses = lazy.Regexp(`\\[nrsSvVRWDHx]|\[\^|\(\?|\\[pPu]`)

// attribute adds an attribute. The secret of an access key changes when the key does, and what a
// custom resource returns may be a secret.
func (r *references) attribute(resource, attribute string, get *syntax.Node, when []branch) {
	switch {
	case resource == r.own:
		return
	case attribute == "SecretAccessKey", isCustom(r.template.Resource(resource)):
		at := get.Span()
		r.add(resource, syntax.NewCall("Ref", at, syntax.NewString(resource, at), at), when)
		return
	}
	r.add(resource+"."+attribute, get, when)
}

func isCustom(r *template.Resource) bool {
	return r != nil && (strings.HasPrefix(r.Type, "Custom::") || r.Type == "AWS::CloudFormation::CustomResource")
}

// add keeps a value under the branches in which it counts.
func (r *references) add(name string, value *syntax.Node, when []branch) {
	for _, b := range slices.Backward(when) {
		at := value.Span()
		then, otherwise := value, syntax.NewString("-", at)
		if name += " unless "; b.holds {
			name += "not "
		} else {
			then, otherwise = otherwise, then
		}
		name += b.condition.Text()
		value = syntax.NewCall("Fn::If", at, syntax.NewList(at, b.condition, then, otherwise), at)
	}
	r.values[name] = value
}

// sorted lists the values in the order of what they read, which does not depend on the order of
// the source.
func (r *references) sorted() (list []*syntax.Node) {
	for _, name := range slices.Sorted(maps.Keys(r.values)) {
		list = append(list, r.values[name])
	}
	return list
}

// joined makes a text of a list.
func joined(delimiter string, list *syntax.Node) *syntax.Node {
	at := list.Span()
	return syntax.NewCall("Fn::Join", at, syntax.NewList(at, syntax.NewString(delimiter, at), list), at)
}

// oneLine makes one line of a text, which would end the comment that it stands in.
func oneLine(text *syntax.Node) *syntax.Node {
	at := text.Span()
	return joined(" ", syntax.NewCall("Fn::Split", at, syntax.NewList(at, syntax.NewString("\n", at), text), at))
}

// mapped is the content of the mappings that are read: of all, where one is not named.
func (r *references) mapped(at source.Span) *syntax.Node {
	all := r.template.Root.Get("Mappings")
	var pairs []*syntax.Node
	for _, name := range slices.Sorted(maps.Keys(r.mappings)) {
		value := all.Get(name)
		if value == nil {
			return all
		}
		pairs = append(pairs, syntax.NewString(name, at), value)
	}
	return syntax.NewMap(at, pairs...)
}
