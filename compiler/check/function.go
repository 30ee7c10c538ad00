package check

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
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
	if shape.Has(template.Text) || shape.Has(template.Whole) {
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

// An origin is where a value comes from that a function gives.
type origin struct {
	rule string       // of values that this function gives
	at   *syntax.Node // the function
}

// mark moves a violation of the value to the function, unless what is wrong is wrong with the
// text as such: then it stays where that was written.
func (o *origin) mark(v *Violation) {
	named := strings.HasPrefix(v.Rule, "E11") || v.Rule == "E3002"
	v.Rule, v.Source, v.Fix = o.rule, o.at, nil
	if named {
		v.Source, v.Node = v.Node, o.at
		v.Message = "the value may be wrong: " + v.Message
	}
}

// resolved holds the values that a function may give against a schema.
func (w *walker) resolved(s schema.Node, v, key *syntax.Node) {
	if w.quiet || w.source != nil {
		return
	}
	switch call := template.CallOf(v); call.Function {
	case template.FnRef:
		w.parameter(s, call)
	}
}

// parameter holds the default and the allowed values of a parameter against a schema. What is
// wrong with the default is reported there, what depends on the use at the function.
func (w *walker) parameter(s schema.Node, c template.Call) {
	p := w.template.Parameter(c.Argument.Text())
	if p == nil || strings.HasPrefix(p.Type(), "AWS::SSM::") || w.gives(c).Has(schema.Array) {
		return
	}
	w.from(&origin{rule: "W1030", at: c.Node}, s, p.Default())
	for _, allowed := range p.AllowedValues().Items() {
		w.from(&origin{rule: "W1030", at: c.Node}, s, allowed)
	}
}

func (w *walker) from(o *origin, s schema.Node, v *syntax.Node) {
	if !v.IsScalar() || v.Text() == "" {
		return
	}
	w.source = o
	w.value(s, v, v)
	w.source = nil
}
