package template

import "github.com/cfnc/cfnc/schema"

// gotten returns the kinds of values that Fn::GetAtt may give: what the schema of the resource's
// type says of the attribute, where it is a list or no list for sure.
func (t *Template) gotten(c Call) Shape {
	g, ok := c.GetAtt()
	r := t.Resource(g.Resource.Text)
	if !ok || r == nil || r.Loop != nil || t.Opaque() {
		return Anything
	}
	typ, _ := schema.Lookup(r.Type)
	types, _ := typ.AttributeTypes(g.Attribute.Text)
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
