// Package lower puts into a template what its source says and CloudFormation cannot: it turns
// live values into parameters, and says what each of them stands for; and it makes a change of
// the metadata that instances read change what a group launches. It decides what a template
// holds, never how it is spelled, and asks nobody for a value.
package lower

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Live returns the tree of a template with a parameter for each of its live values, and the
// bindings of these parameters, in the order of their names; Uses says where they stand. The
// model must know no values of parameters, for what is compiled depends on the source alone.
func Live(t *template.Template, values []*expand.Live) (*syntax.Node, []live.Binding, []diag.Diagnostic) {
	l := lowering{template: t}
	var pairs []*syntax.Node
	for _, v := range values {
		if parameter := l.parameter(v); parameter != nil {
			pairs = append(pairs, v.Origin.String(v.Parameter, v.At), parameter)
		}
	}
	slices.SortFunc(l.bindings, func(a, b live.Binding) int { return cmp.Compare(a.Parameter, b.Parameter) })
	return withParameters(t.Root, pairs), l.bindings, l.found
}

// withParameters adds entries to the section Parameters.
func withParameters(root *syntax.Node, pairs []*syntax.Node) *syntax.Node {
	if len(pairs) == 0 || !root.Is(syntax.Map) {
		return root
	}
	at := pairs[0].Span()
	kids := append([]*syntax.Node(nil), root.Kids()...)
	for i := 0; i < len(kids); i += 2 {
		if section := kids[i+1]; kids[i].Text() == "Parameters" && section.Is(syntax.Map) {
			kids[i+1] = section.WithKids(append(append([]*syntax.Node(nil), section.Kids()...), pairs...))
			return root.WithKids(kids)
		}
	}
	if root.Key("Parameters") != nil {
		return root
	}
	return root.WithKids(append(kids, syntax.NewString("Parameters", at), syntax.NewMap(at, pairs...)))
}

// lowering is the state of one template.
type lowering struct {
	template *template.Template
	bindings []live.Binding
	found    []diag.Diagnostic
}

// parameter makes the parameter of a live value, and keeps its binding. It returns nil, and says
// why, where the value cannot be had.
func (l *lowering) parameter(v *expand.Live) *syntax.Node {
	of := l.template.Parameter(v.Of)
	if v.Attribute.Type == live.ParameterType && of.Secret() {
		l.found = append(l.found, hidden(v))
		return nil
	}
	b := live.Binding{
		Attribute: v.Attribute.Name,
		Clamp:     l.clamp(v),
		Default:   l.initial(v),
		MaxAge:    live.MaxAge,
		OnMissing: live.UseDefault,
		Parameter: v.Parameter,
		Resource:  v.Of,
		Source:    live.Source{API: v.Attribute.API, Path: v.Attribute.Path},
		Type:      v.Attribute.Type,
		Use:       []string{},
	}
	if b.Default == nil {
		b.OnMissing = live.Fail
	}
	if v.Attribute.Type == live.ParameterType {
		b.Source.Path = previousPath(of)
	}
	l.bindings = append(l.bindings, b)
	return l.node(v, b)
}

func hidden(v *expand.Live) diag.Diagnostic {
	return diag.Diagnostic{
		Rule:     expand.ErrorID,
		Name:     expand.ErrorName,
		Severity: diag.Error,
		Message:  fmt.Sprintf("`%s` is hidden by NoEcho, so its previous value cannot be asked for", v.Of),
		Span:     v.At,
		Help:     "let the deployment pass the previous value on, or keep the secret in Secrets Manager",
		Notes:    v.Origin.Notes(),
	}
}

// previousPath is where a stack says what a parameter is. One of Systems Manager's types has
// the name of another parameter for its value.
func previousPath(p *template.Parameter) string {
	key := "ParameterValue"
	if p.Resolved() {
		key = "ResolvedValue"
	}
	return "Stacks[0].Parameters[?ParameterKey=='" + p.Name + "'] | [0]." + key
}

// node spells the parameter. A default that the author gives has the place of the option.
func (l *lowering) node(v *expand.Live, b live.Binding) *syntax.Node {
	var pairs []*syntax.Node
	add := func(name string, kind syntax.Kind, text string, at source.Span) {
		pairs = append(pairs, v.Origin.String(name, v.At), syntax.NewScalar(kind, text, at).With(v.Origin))
	}
	add("Type", syntax.String, l.typeOf(v), v.At)
	add("Description", syntax.String, description(v), v.At)
	if b.Default != nil {
		add("Default", kindOf(b.Default.Value), b.Default.Value.Text, defaultAt(v))
	}
	if !v.Attribute.Text {
		add("MinValue", syntax.Number, "0", v.At)
		if most, ok := l.most(v); ok {
			add("MaxValue", syntax.Number, strconv.Itoa(most), v.At)
		}
	}
	return syntax.NewMap(v.At, pairs...).With(v.Origin)
}

func kindOf(v live.Value) syntax.Kind {
	if v.Number {
		return syntax.Number
	}
	return syntax.String
}

func defaultAt(v *expand.Live) source.Span {
	if v.Default != nil {
		return v.Default.Span()
	}
	return v.At
}

// typeOf is the type of the parameter: for the previous value of another parameter that one's,
// as far as it is a type of values.
func (l *lowering) typeOf(v *expand.Live) string {
	of := l.template.Parameter(v.Of)
	switch {
	case !v.Attribute.Text:
		return "Number"
	case v.Attribute.Type != live.ParameterType || of.Resolved():
		return "String"
	case of.Type() == "":
		return "String"
	}
	return of.Type()
}

func description(v *expand.Live) string {
	what := v.Attribute.Name + " of " + v.Of
	if v.Attribute.Type == live.ParameterType {
		what = "the previous value of " + v.Of
	}
	return template.LiveMark + ": " + what + ". cfnc params looks it up before each deployment;" +
		" a deployment that passes no value, as one by the console, uses the value of the last one, which may be out of date."
}
