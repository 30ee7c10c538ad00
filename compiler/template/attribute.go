package template

import "github.com/cfnc/cfnc/schema"

// attribute returns the kinds of values that an attribute of a resource may have: what the schema of the resource's
// type says of the attribute, where it is a list or no list for sure.
func (t *Template) attribute(id, name string) Shape {
	r := t.Resource(id)
	if r == nil || r.Loop != nil || t.Opaque() {
		return Anything
	}
	typ, _ := schema.Lookup(r.Type)
	types, _ := typ.AttributeTypes(name)
	switch {
	case types == schema.Array:
		return Items
	case types == schema.Integer:
		return String | Whole
	case types != 0 && !types.Has(schema.Array|schema.Object|schema.Null):
		return String
	}
	return Anything
}
