package template

import "github.com/cfnc/cfnc/compiler/syntax"

// Resource is an entry of the section Resources.
type Resource struct {
	ID   string // logical ID as written: inside Fn::ForEach it may hold ${…} or &{…}
	Type string // "" when it is missing or no string
	Key  *syntax.Node
	Body *syntax.Node // the map of resource attributes
	Loop *Loop        // the innermost Fn::ForEach around it, or nil

	number int // in the list of resources
}

// Attributes are the attributes that a resource may have, in the order of CloudFormation's
// documentation.
func Attributes() []string {
	return []string{"Type", "Condition", "DependsOn", "CreationPolicy", "UpdatePolicy",
		"DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Properties"}
}

// At follows keys from the resource's attributes on: At("UpdatePolicy",
// "AutoScalingRollingUpdate"). It is nil where one is missing.
func (r *Resource) At(keys ...string) *syntax.Node {
	if r == nil {
		return nil
	}
	return r.Body.At(keys...)
}

// Attribute returns the key and the value of an attribute, nil when it is missing.
func (r *Resource) Attribute(name string) (key, value *syntax.Node) {
	if r == nil {
		return nil, nil
	}
	return r.Body.Key(name), r.Body.Get(name)
}

// Property follows keys from the properties on.
func (r *Resource) Property(keys ...string) *syntax.Node {
	return r.At("Properties").At(keys...)
}

func resources(n *syntax.Node) ([]*Resource, index[Resource]) {
	list := make([]*Resource, 0, n.Len())
	room := make([]Resource, n.Len())
	names := index[Resource]{byName: make(map[string]*Resource, n.Len())}
	gather(n, nil, func(e Entry) {
		var r *Resource
		r, room = take(room)
		*r = Resource{ID: e.Name, Key: e.Key, Body: e.Value, Loop: e.Loop, number: len(list)}
		r.Type, _ = e.Value.Get("Type").Str()
		list = append(list, r)
		names.add(e, r)
	})
	return list, names
}

// take takes one out of the room, or makes one when the room is used up, as by loops.
func take[T any](room []T) (*T, []T) {
	if len(room) == 0 {
		return new(T), nil
	}
	return &room[0], room[1:]
}

func byType(list []*Resource) map[string][]*Resource {
	types := make(map[string][]*Resource)
	for _, r := range list {
		types[r.Type] = append(types[r.Type], r)
	}
	return types
}
