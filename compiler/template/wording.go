package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Wording is the text of a value in a case, for who compares it with another: literal text, and
// expressions whose text only the deployment knows. However a text is put together, by Fn::Sub or
// by Fn::Join, the same text has the same wording. The zero Wording is that of nothing.
type Wording struct{ runs []run }

// run is literal text, or an expression with its key.
type run struct {
	text       string
	expression *syntax.Node
}

// Wording reads the wording of a value.
func (c *Case) Wording(n *syntax.Node) Wording {
	var w Wording
	c.word(&w, n)
	return w
}

// Wording is the wording that a value has in every case. ok is false where that depends on the case.
func (t *Template) Wording(n *syntax.Node) (w Wording, ok bool) {
	c := &Case{template: t, fixed: true}
	w = c.Wording(n)
	return w, !c.dead
}

func (c *Case) word(w *Wording, n *syntax.Node) {
	n = c.literal(n)
	switch call := CallOf(n); {
	case isLiteral(n):
		w.write(literalText(n))
	case call.Function == FnSub && call.Sub().Text.IsScalar():
		c.wordSub(w, call.Sub())
	case call.Function == FnJoin && c.listed(call.Join().Values):
		c.wordJoin(w, call.Join())
	case n != nil:
		w.runs = append(w.runs, run{keyOf(n), n})
	}
}

// listed reports whether every item of a list is one text.
func (c *Case) listed(list *syntax.Node) bool {
	items, all := c.Items(list)
	for _, item := range items {
		p := c.template.parameterOf(item)
		all = all && !item.Is(syntax.List) && (p == nil || p.gives() != Items)
	}
	return all && c.branches(list).Is(syntax.List)
}

func (c *Case) wordJoin(w *Wording, j Join) {
	items, _ := c.Items(j.Values)
	for i, item := range items {
		if i > 0 {
			w.write(j.Delimiter.Text())
		}
		c.word(w, item)
	}
}

func (c *Case) wordSub(w *Wording, s Sub) {
	parts, _ := s.Parts()
	at := s.Text.Span()
	for _, p := range parts {
		switch {
		case p.Kind == interp.SubText || p.Kind == interp.SubLiteral:
			w.write(p.Text)
		case s.Variable(p) != nil:
			c.word(w, s.Variable(p))
		case p.Kind == interp.SubAttr:
			c.word(w, syntax.NewCall(string(FnGetAtt), at, syntax.NewString(subName(p), at), at))
		default:
			c.word(w, syntax.NewCall(string(FnRef), at, syntax.NewString(p.Name, at), at))
		}
	}
}

func (w *Wording) write(text string) {
	last := len(w.runs) - 1
	switch {
	case text == "":
	case last >= 0 && w.runs[last].expression == nil:
		w.runs[last].text += text
	default:
		w.runs = append(w.runs, run{text: text})
	}
}

// Empty reports whether there is no text at all.
func (w Wording) Empty() bool { return len(w.runs) == 0 }

// Literal returns the text if all of it is known.
func (w Wording) Literal() (text string, ok bool) {
	if len(w.runs) != 1 || w.runs[0].expression != nil {
		return "", false
	}
	return w.runs[0].text, true
}

// Start is the literal text before the first expression.
func (w Wording) Start() string {
	if w.Empty() || w.runs[0].expression != nil {
		return ""
	}
	return w.runs[0].text
}

// Expression returns the expression that is all of the text, or nil.
func (w Wording) Expression() *syntax.Node {
	if len(w.runs) != 1 {
		return nil
	}
	return w.runs[0].expression
}

// Is says whether two texts are the same. That is known of the same wordings, and of those that
// differ in nothing but literal text at one place. Nothing is like no other text.
func (w Wording) Is(other Wording) Answer {
	a, b := w.runs, other.runs
	for len(a) > 0 && len(b) > 0 && a[0].is(b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1].is(b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case w.Empty() || other.Empty():
		return No
	case len(a) == 0 && len(b) == 0:
		return Yes
	case known(a) && known(b) || opposed(a, b):
		return No
	}
	return Undecided
}

func (r run) is(other run) bool {
	return r.text == other.text && (r.expression == nil) == (other.expression == nil)
}

// known reports whether runs are at most one literal text.
func known(runs []run) bool {
	return len(runs) == 0 || len(runs) == 1 && runs[0].expression == nil
}

// opposed reports whether runs begin or end with literal texts of which none continues the other.
func opposed(a, b []run) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	first, second := a[0], b[0]
	if first.expression == nil && second.expression == nil &&
		!strings.HasPrefix(first.text, second.text) && !strings.HasPrefix(second.text, first.text) {
		return true
	}
	first, second = a[len(a)-1], b[len(b)-1]
	return first.expression == nil && second.expression == nil &&
		!strings.HasSuffix(first.text, second.text) && !strings.HasSuffix(second.text, first.text)
}

// Lower is the wording with its literal text in lower case.
func (w Wording) Lower() Wording {
	var lower Wording
	for _, r := range w.runs {
		if r.expression == nil {
			r.text = strings.ToLower(r.text)
		}
		lower.runs = append(lower.runs, r)
	}
	return lower
}

// TrimSuffix is the wording without literal text at its end.
func (w Wording) TrimSuffix(suffix string) Wording {
	last := len(w.runs) - 1
	if last < 0 || w.runs[last].expression != nil {
		return w
	}
	trimmed := Wording{append([]run(nil), w.runs[:last]...)}
	trimmed.write(strings.TrimSuffix(w.runs[last].text, suffix))
	return trimmed
}

// Split cuts the wording at a separator in its literal text.
func (w Wording) Split(separator string) []Wording {
	parts := make([]Wording, 1)
	for _, r := range w.runs {
		if r.expression != nil {
			last := &parts[len(parts)-1]
			last.runs = append(last.runs, r)
			continue
		}
		for i, text := range strings.Split(r.text, separator) {
			if i > 0 {
				parts = append(parts, Wording{})
			}
			parts[len(parts)-1].write(text)
		}
	}
	return parts
}

// String shows the text as Fn::Sub has it.
func (w Wording) String() string {
	var b strings.Builder
	for _, r := range w.runs {
		g, isGet := CallOf(r.expression).GetAtt()
		switch name := CallTo(FnRef, r.expression).Argument.Text(); {
		case r.expression == nil:
			b.WriteString(r.text)
		case name != "":
			b.WriteString("${" + name + "}")
		case isGet:
			b.WriteString("${" + g.Resource.Text + "." + g.Attribute.Text + "}")
		default:
			b.WriteString("${…}")
		}
	}
	return b.String()
}

// Source returns the resource from which a value is read, by Ref or Fn::GetAtt, or of which it is
// one of the parts that Fn::Split makes; nil where there is none.
func (c *Case) Source(n *syntax.Node) *Resource {
	n = c.literal(n)
	if call := CallTo(FnSelect, n); call.Function != "" {
		n = c.branches(CallOf(c.branches(call.Select().Values)).Split().Source)
	}
	return c.template.Target(n)
}
