package check

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// scalars are the types that a text may have which only the deployment knows.
const scalars = schema.String | schema.Number | schema.Integer | schema.Boolean

// gives says which types the value of a function may have, 0 for any.
func (w *walker) gives(c template.Call) schema.Types {
	if c.Function == template.FnGetAtt {
		return w.attribute(c)
	}
	shape := w.template.Gives(c)
	if shape.Has(template.Object) || shape.Has(template.Truth) {
		return 0
	}
	var types schema.Types
	if shape.Has(template.String) || shape.Has(template.Whole) {
		types |= scalars
	}
	if shape.Has(template.Items) {
		types |= schema.Array
	}
	return types
}

// attribute says which types an attribute of a resource may have.
func (w *walker) attribute(c template.Call) schema.Types {
	g, ok := c.GetAtt()
	r := w.template.Resource(g.Resource.Text)
	if !ok || r == nil || IsCustom(r.Type) {
		return 0
	}
	typ, _ := schema.Lookup(r.Type)
	types, _ := typ.AttributeTypes(g.Attribute.Text)
	if types.Has(scalars) {
		types |= scalars
	}
	return types
}

// IsCustom reports whether a resource type is that of a custom resource, which may take and
// return anything.
func IsCustom(typ string) bool {
	return strings.HasPrefix(typ, "Custom::") || typ == "AWS::CloudFormation::CustomResource"
}

// ruleOf is the rule of a function whose value has the wrong type.
func ruleOf(f template.Function) string {
	switch f {
	case template.FnGetAtt:
		return "E1010"
	case template.FnFindInMap:
		return "E1011"
	case template.FnGetAZs:
		return "E1015"
	case template.FnImportValue:
		return "E1016"
	case template.FnSelect:
		return "E1017"
	case template.FnSplit:
		return "E1018"
	case template.FnSub:
		return "E1019"
	case template.FnRef:
		return "E1020"
	case template.FnBase64:
		return "E1021"
	case template.FnJoin:
		return "E1022"
	case template.FnCidr:
		return "E1024"
	case template.FnLength:
		return "E1030"
	case template.FnToJSONString:
		return "E1031"
	case template.FnGetStackOutput:
		return "E1033"
	}
	return "E3012"
}
