package check

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// An origin is where a value comes from that a function gives.
type origin struct {
	rule string       // of values that this function gives
	at   *syntax.Node // the function
	stay bool         // what is wrong is reported at the function, and not where the value was written
}

// mark says where a violation of the value is reported. What is wrong with a text as such is
// wrong where it was written; whether it has the form of a name depends on the use.
func (o *origin) mark(v *Violation) {
	named := o.stay || strings.HasPrefix(v.Rule, "E11") || v.Rule == "E3002"
	v.Rule, v.Source, v.Fix = o.rule, o.at, nil
	if named {
		v.Source, v.Node = v.Node, o.at
		v.Message = "the value may be wrong: " + v.Message
	}
}

// resolved holds the values that a function may give against a schema.
func (w *walker) resolved(s schema.Node, v *syntax.Node) {
	if w.quiet || w.source != nil {
		return
	}
	switch call := template.CallOf(v); call.Function {
	case template.FnRef:
		w.parameter(s, call)
	case template.FnFindInMap:
		w.mapping(s, call)
	}
}

// parameter holds the default and the allowed values of a parameter against a schema.
func (w *walker) parameter(s schema.Node, c template.Call) {
	p := w.template.Parameter(c.Argument.Text())
	if p == nil || strings.HasPrefix(p.Type(), "AWS::SSM::") || w.gives(c).Has(schema.Array) {
		return
	}
	o := &origin{rule: "W1030", at: c.Node}
	w.from(o, s, p.Default())
	for _, allowed := range p.AllowedValues().Items() {
		w.from(o, s, allowed)
	}
}

// mapping holds the values that Fn::FindInMap can give against a schema, if it is known which.
func (w *walker) mapping(s schema.Node, c template.Call) {
	find := c.FindInMap()
	m := w.template.Mapping(find.Mapping.Text())
	if m == nil || w.resource.Loop != nil {
		return
	}
	o := &origin{rule: "W1034", at: c.Node, stay: true}
	for _, top := range w.keys(find.Top, m.Value) {
		for _, second := range w.keys(find.Second, nil) {
			w.from(o, s, m.Find(top, second))
		}
	}
}

// keys lists the names that a key of a mapping can have: the literal, the allowed values of a
// parameter, or, for the region, all that a mapping has.
func (w *walker) keys(n, regions *syntax.Node) (names []string) {
	ref := template.CallTo(template.FnRef, n).Argument
	if n.IsScalar() {
		return []string{n.Text()}
	}
	if ref.Text() == "AWS::Region" {
		for key := range regions.Pairs() {
			names = append(names, key.Text())
		}
		return names
	}
	for _, allowed := range w.template.Parameter(ref.Text()).AllowedValues().Items() {
		names = append(names, allowed.Text())
	}
	return names
}

// from holds a value of another place against a schema. An empty default is a way to say that
// a value has to be given.
func (w *walker) from(o *origin, s schema.Node, v *syntax.Node) {
	if v == nil || v.IsScalar() && v.Text() == "" {
		return
	}
	w.source = o
	w.value(s, v, v)
	w.source = nil
}
