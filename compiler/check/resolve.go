package check

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// An origin is where a value comes from that a function gives.
type origin struct {
	rule      string       // of values that this function gives
	at        *syntax.Node // the function
	stay      bool         // what is wrong is reported at the function, and not where the value was written
	certainty diag.Certainty
}

// mark says where a violation of the value is reported. What is wrong with a text as such is
// wrong where it was written; whether it has the form of a name depends on the use.
func (o *origin) mark(v *Violation) {
	named := o.stay || strings.HasPrefix(v.Rule, "E11") || v.Rule == "E3002"
	v.Rule, v.Source, v.Fix = o.rule, o.at, nil
	v.Certainty = max(v.Certainty, o.certainty)
	if named {
		v.Source, v.Node = v.Node, o.at
		v.Message = "the value may be wrong: " + v.Message
	}
	if v.Source.Span() == v.Node.Span() {
		v.Source = nil
	}
}

// known puts a value that is given in the place of the expression that reads it.
func (w *walker) known(v *syntax.Node) *syntax.Node {
	it, known := w.template.Given(v)
	if !known || w.resource.Loop != nil {
		return v
	}
	w.stand(it, v)
	return it
}

// stand notes that what is wrong with a value is reported at an expression.
func (w *walker) stand(it, at *syntax.Node) {
	w.stands[it] = at
	for _, kid := range it.Kids() {
		w.stand(kid, at)
	}
}

// resolved holds the values that a function may give against a schema.
func (w *walker) resolved(s schema.Node, v *syntax.Node) {
	call := template.CallOf(v)
	o := &origin{rule: ruleOfValue(call.Function), at: call.Node, stay: call.Function != template.FnRef}
	if w.quiet || w.source != nil || w.resource.Loop != nil || o.rule == "" {
		return
	}
	if call.Function == template.FnRef {
		w.parameter(o, s, call)
		return
	}
	for _, outcome := range w.template.Outcomes(v, w.when) {
		o.certainty = outcome.Certainty
		before := len(w.found)
		if call.Function == template.FnGetAZs { // how many zones there are is not known
			w.from(o, s.Items(), outcome.Node.Item(0))
		} else {
			w.from(o, s, outcome.Node)
		}
		if o.stay && len(w.found) > before {
			return // once for one place
		}
	}
}

// parameter holds the default and the allowed values of a parameter against a schema, each where
// it is written.
func (w *walker) parameter(o *origin, s schema.Node, c template.Call) {
	p := w.template.Parameter(c.Argument.Text())
	if p == nil || strings.HasPrefix(p.Type(), "AWS::SSM::") {
		return
	}
	hold := func(n *syntax.Node, certainty diag.Certainty) {
		if n.IsScalar() && w.template.Possible(w.when.WithValue(p.Name, n.Text())) != template.No {
			o.certainty = certainty
			it := p.Read(n)
			w.stand(it, n)
			w.from(o, s, it)
		}
	}
	hold(p.Default(), diag.Default)
	for _, allowed := range p.AllowedValues().Items() {
		hold(allowed, diag.May)
	}
}

// ruleOfValue is the rule of what a function gives, "" for a function that is not evaluated.
func ruleOfValue(f template.Function) string {
	switch f {
	case template.FnRef:
		return "W1030"
	case template.FnSub:
		return "W1031"
	case template.FnJoin:
		return "W1032"
	case template.FnSplit:
		return "W1033"
	case template.FnFindInMap:
		return "W1034"
	case template.FnSelect:
		return "W1035"
	case template.FnGetAZs:
		return "W1036"
	case template.FnToJSONString:
		return "W1040"
	}
	return ""
}

// saysNone reports whether a text is how authors say that there is no value, as for an image
// that a region lacks.
func saysNone(text string) bool {
	switch text {
	case "", "N/A", "NOT_SUPPORTED", "UNSUPPORTED":
		return true
	}
	return false
}

// from holds a value of another place against a schema.
func (w *walker) from(o *origin, s schema.Node, v *syntax.Node) {
	if v.IsScalar() && saysNone(v.Text()) {
		return
	}
	w.source = o
	w.value(s, v, v)
	w.source = nil
}
