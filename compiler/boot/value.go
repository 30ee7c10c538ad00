package boot

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// Value is one value of the metadata: its texts, one for each branch that has it. The zero
// Value is left out.
type Value struct {
	Key        *syntax.Node // nil where it is left out, and for the items of a list
	Node       *syntax.Node
	Texts      []template.Text
	Missing    bool // a branch leaves it out
	Structured bool // it is a map or a list in a branch, which has no text
}

// There reports whether a branch has the value.
func (v Value) There() bool { return len(v.Texts) > 0 || v.Structured }

// Literal returns the text of the value if it is the same in all branches.
func (v Value) Literal() (text string, ok bool) {
	for i, x := range v.Texts {
		literal, known := x.Literal()
		if !known || i > 0 && literal != text {
			return "", false
		}
		text = literal
	}
	return text, len(v.Texts) > 0 && !v.Missing && !v.Structured
}

// Is reports whether the value certainly is a text, in any case of letters: "true" for a
// boolean.
func (v Value) Is(text string) bool {
	literal, ok := v.Literal()
	return ok && strings.EqualFold(literal, text)
}

// List is a list of values. It is open if there may be more than those that stand here.
type List struct {
	Key   *syntax.Node // nil where the list is left out
	Items []Value      // each with the texts of its branches
	Open  bool
}

// Has reports whether a text is among the items, and whether it may be.
func (l List) Has(text string) (has, may bool) {
	may = l.Open
	for _, item := range l.Items {
		literal, known := item.Literal()
		has = has || known && literal == text
		may = may || !known
	}
	return has, has || may
}

// reader reads the metadata of one resource.
type reader struct {
	template *template.Template
	resource *template.Resource
}

type visit func(key, value *syntax.Node, when *template.Scenario)

// each visits the entries of a map in all branches of the conditions around it and around its
// values. It sets open where there may be more entries than can be seen.
func (r reader) each(n *syntax.Node, when *template.Scenario, open *bool, visit visit) {
	for when, n := range r.template.Branches(n, when) {
		if template.CallOf(n).Function != "" && !template.IsNoValue(n) {
			*open = true
			continue
		}
		if only, _ := n.Only(); isDirective(only.Text()) {
			*open = true
			continue
		}
		for key, value := range n.Pairs() {
			r.entry(key, value, when, open, visit)
		}
	}
}

// isDirective reports whether the only key of a map is that of a tool that runs before
// CloudFormation, as Rain::Include.
func isDirective(key string) bool {
	return strings.Contains(key, "::") && !strings.HasPrefix(key, "AWS::")
}

func (r reader) entry(key, value *syntax.Node, when *template.Scenario, open *bool, visit visit) {
	if strings.HasPrefix(key.Text(), "Fn::") || r.resource.Loop != nil && strings.Contains(key.Text(), "{") {
		*open = true
		return
	}
	for when, value := range r.template.Branches(value, when) {
		if value != nil && !template.IsNoValue(value) {
			visit(key, value, when)
		}
	}
}

// value reads the value of a key.
func (r reader) value(n *syntax.Node, key string, when *template.Scenario) Value {
	if n.Key(key) == nil {
		return Value{}
	}
	v := r.item(n.Get(key), when)
	v.Key = n.Key(key)
	return v
}

func (r reader) item(n *syntax.Node, when *template.Scenario) Value {
	v := Value{Node: n}
	for when, branch := range r.template.Branches(n, when) {
		if branch.Is(syntax.List, syntax.Map) && template.CallOf(branch).Function == "" {
			v.Structured = true
			continue
		}
		texts := r.template.TextsIn(r.resource.Loop, branch, when)
		v.Texts = append(v.Texts, texts...)
		v.Missing = v.Missing || len(texts) == 0
	}
	return v
}

// list reads the list of a key; a single value stands for a list of one.
func (r reader) list(n *syntax.Node, key string, when *template.Scenario) List {
	l := List{Key: n.Key(key)}
	r.items(n.Get(key), when, &l)
	return l
}

func (r reader) items(n *syntax.Node, when *template.Scenario, l *List) {
	for when, n := range r.template.Branches(n, when) {
		switch {
		case n.Is(syntax.List):
			for _, item := range n.Items() {
				if v := r.item(item, when); v.There() {
					l.Items = append(l.Items, v)
				}
			}
		case template.CallOf(n).Function != "" && !template.IsNoValue(n):
			l.Open = true
		case n.IsScalar() && !n.Is(syntax.Null):
			l.Items = append(l.Items, r.item(n, when))
		}
	}
}
