package check

import (
	"math"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// given is what is known of a value that stands in a template.
type given struct {
	types   schema.Types // that it may have; 0 for any
	literal bool         // it stands there as it is
	absent  bool         // it is AWS::NoValue
	unknown bool         // nothing is known of it
	by      template.Function
}

// given says what is known of a node that is no Fn::If.
func (w *walker) given(v *syntax.Node) given {
	switch v.Kind() {
	case syntax.None, syntax.Null, syntax.Alias:
		return given{unknown: true} // reported by others
	case syntax.List:
		return given{types: schema.Array, literal: true, unknown: template.IsForeign(v)}
	case syntax.Map:
		return w.givenMap(v)
	}
	if template.IsForeign(v) || w.isOpen(v.Text()) {
		return given{unknown: true}
	}
	return given{types: w.typesOf(v), literal: true}
}

func (w *walker) givenMap(v *syntax.Node) given {
	call := template.CallOf(v)
	key, _ := v.Only()
	switch {
	case template.IsNoValue(v):
		return given{absent: true}
	case call.Function == template.FnTransform, template.IsForeign(v):
		return given{unknown: true}
	case call.Function != "":
		types := w.gives(call)
		return given{types: types, unknown: types == 0, by: call.Function}
	case strings.HasPrefix(key.Text(), "Fn::"), w.template.ForMacro(key.Text()):
		return given{unknown: true}
	}
	return given{types: schema.Object, literal: true}
}

// isOpen reports whether the text is not the one that counts: it speaks to a macro, or
// CloudFormation puts a dynamic reference into it, or an identifier of the Fn::ForEach around it.
func (w *walker) isOpen(text string) bool {
	return w.template.ForMacro(text) || strings.Contains(text, "{{resolve:") || w.resource.Loop != nil && strings.Contains(text, "{")
}

// typesOf says as which types CloudFormation takes a scalar.
func (w *walker) typesOf(v *syntax.Node) schema.Types {
	text := v.Text()
	switch {
	case v.Is(syntax.Bool) && w.strict:
		return schema.Boolean
	case v.Is(syntax.Bool):
		return schema.Boolean | schema.String
	case v.Is(syntax.Number) && w.strict:
		return numeric(text)
	case v.Is(syntax.Number):
		return numeric(text) | schema.String
	case w.strict:
		return schema.String
	case strings.EqualFold(text, "true"), strings.EqualFold(text, "false"):
		return schema.Boolean | schema.String
	}
	return numeric(text) | schema.String
}

// numeric says which kind of number a text is, 0 for none.
func numeric(text string) schema.Types {
	f, ok := number(text)
	switch {
	case !ok:
		return 0
	case f == math.Trunc(f):
		return schema.Integer | schema.Number
	}
	return schema.Number
}

// number reads a number as CloudFormation does: with white space around it, too.
func number(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if text == "" || !strings.ContainsRune("+-.0123456789", rune(text[0])) {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && !strings.ContainsAny(text, "_xXpPnN")
}

// hasType says that a value has none of the types that a schema allows.
func (w *walker) hasType(types schema.Types, g given, v *syntax.Node) bool {
	if types == 0 || g.types == 0 || types.Has(g.types) || types.Has(schema.Number) && g.types.Has(schema.Integer) {
		return true
	}
	switch {
	case g.by != "":
		w.wrongFunction(g, v, types)
	case v.IsScalar():
		w.fail("E3012", v, "%s is expected here, but this is `%s`", nameOf(types), shorten(v.Text()))
	default:
		w.fail("E3012", v, "%s is expected here, but this is %s", nameOf(types), v.Kind())
	}
	return false
}

// wrongFunction says that a function gives another type than is expected.
func (w *walker) wrongFunction(g given, v *syntax.Node, types schema.Types) {
	w.failed = true
	if w.quiet {
		return
	}
	w.report(Violation{
		Rule: ruleOf(g.by), Node: v,
		Message: "`" + string(g.by) + "` gives " + nameOf(g.types) + ", but " + nameOf(types) + " is expected here",
		Help:    "write " + nameOf(types) + ", or a function that gives one",
	})
}
