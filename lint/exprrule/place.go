package exprrule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// A subject is what a rule judges: a value in a resource, with its key, nil for an item of a
// list, and the scenario in which it counts. Without a value it is the resource.
type subject struct {
	key, value *syntax.Node
	when       *template.Scenario
}

// attributes are the parts of a resource by the names that expressions have for them.
var attributes = map[string]string{
	"properties": "Properties", "metadata": "Metadata", "deletionPolicy": "DeletionPolicy", "type": "Type",
	"updateReplacePolicy": "UpdateReplacePolicy", "creationPolicy": "CreationPolicy", "updatePolicy": "UpdatePolicy",
	"dependsOn": "DependsOn", "condition": "Condition",
}

// path reads a path from a resource, or an item, on: properties.Tags.
func (l *loader) path(n *syntax.Node, text string) []string {
	names := strings.Split(text, ".")
	switch _, known := attributes[names[0]]; {
	case slices.Contains(names, ""):
		if text != "" {
			l.Report(n, "`%s` is no path: write names with dots between them, as properties.Tags", text)
		}
	case !known && names[0] != "item" && names[0] != "tags":
		known := []string{"item", "tags"}
		for name := range attributes {
			known = append(known, name)
		}
		slices.Sort(known)
		if near := diag.Nearest(names[0], known, 2); near != "" {
			l.Report(n, "a path cannot begin with `%s`; did you mean `%s`?", names[0], near)
		} else {
			l.Report(n, "a path cannot begin with `%s`; write one of %s", names[0], strings.Join(known, ", "))
		}
	}
	return names
}

// start finds what a path begins with, and returns what is left of the path.
func start(r *template.Resource, names []string) (key, value *syntax.Node, rest []string) {
	name := names[0]
	if name == "tags" {
		property, _ := tagProperty(r.Type)
		name, names = "properties", slices.Insert(slices.Clone(names), 1, property)
	}
	key, value = r.Attribute(attributes[name])
	return key, value, names[1:]
}

// follow goes along a path, through the branches of Fn::If and the items of lists, and yields
// what it ends at.
func (r *run) follow(s subject, names []string, yield func(subject)) {
	for when, value := range r.template.Branches(s.value, s.when) {
		switch {
		case r.stopped != nil || value == nil || template.IsNoValue(value):
		case value.Is(syntax.List):
			for _, item := range value.Items() {
				r.follow(subject{nil, item, when}, names, yield)
			}
		case len(names) == 0:
			yield(subject{s.key, value, when})
		case value.Key(names[0]) != nil:
			r.follow(subject{value.Key(names[0]), value.Get(names[0]), when}, names[1:], yield)
		}
	}
}

// place finds where a finding is to be: at the end of a path the value, if it is a scalar, else
// its key. Where the path ends too early, it is the last key that is there, of the properties on
// the one of the resource.
func (r *run) place(names []string) *syntax.Node {
	key, value := r.subject.key, r.subject.value
	switch {
	case names[0] == "item" && value != nil:
		names = names[1:]
	case names[0] == "" && value != nil:
		names = nil
	case names[0] == "":
		return r.resource.Key
	default:
		key, value, names = start(r.resource, names)
		if key == nil || len(names) > 0 && r.at.At(value).Key(names[0]) == nil {
			return r.resource.Key
		}
	}
	return r.deepest(key, value, names)
}

func (r *run) deepest(key, value *syntax.Node, names []string) *syntax.Node {
	value = r.at.At(value)
	for _, name := range names {
		nextKey, next := inside(value, name)
		if nextKey == nil {
			return cmp.Or(key, value)
		}
		key, value = nextKey, r.at.At(next)
	}
	if value.IsScalar() || template.CallOf(value).Function != "" || key == nil {
		return value
	}
	return key
}

// inside returns the key and the value of a name in a map, or the item of an index in a list.
func inside(n *syntax.Node, name string) (key, value *syntax.Node) {
	if i, err := strconv.Atoi(name); err == nil && n.Is(syntax.List) {
		return n.Item(i), n.Item(i)
	}
	return n.Key(name), n.Get(name)
}
