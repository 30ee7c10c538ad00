package lower

import (
	"math"
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/expand"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// sizes are the values that a property has in the cases of the deployment: between least and
// most, as far as they are known. Defaults of parameters count. They are sure when nothing but
// the template decides.
type sizes struct {
	least, most int
	seen, sure  bool
}

// sizesOf reads a property in every case.
func (l *lowering) sizesOf(resource, property string) sizes {
	r := l.template.Resource(resource)
	s := sizes{least: math.MaxInt, most: math.MinInt, sure: true}
	l.template.Judge(r.When(), func(c *template.Case) template.Answer {
		n := c.Int(c.At(r.Property(), strings.Split(property, ".")...))
		if n.Absent() {
			return template.No
		}
		known, ok := n.Known()
		if s.sure = s.sure && ok && !c.Relied(); ok {
			s.least, s.most, s.seen = min(s.least, known), max(s.most, known), true
		}
		return template.No
	})
	s.sure = s.sure && s.seen
	return s
}

// initial is the Default of the parameter, or nil for none. A number is brought into the range
// that it has in every case.
func (l *lowering) initial(v *expand.Live) *live.Default {
	a := v.Attribute
	switch {
	case v.Default != nil:
		return &live.Default{Reason: "option", Value: live.Value{Text: v.Default.Text(), Number: !a.Text}}
	case a.Text:
		return l.initialText(v)
	}
	for _, property := range a.Begins {
		if s := l.sizesOf(v.Of, property); s.seen && s.most >= 0 {
			return &live.Default{Reason: property, Value: number(l.within(v, s.most))}
		}
	}
	n, _ := strconv.Atoi(a.Default)
	return &live.Default{Reason: "fallback", Value: number(l.within(v, n))}
}

func number(n int) live.Value { return live.Value{Text: strconv.Itoa(n), Number: true} }

// within brings a number below the smallest value that the upper bound has.
func (l *lowering) within(v *expand.Live, n int) int {
	bound := boundOf(v)
	if bound.Value != nil {
		return min(n, *bound.Value)
	}
	if bound.Template == "" {
		return n
	}
	if s := l.sizesOf(v.Of, bound.Template); s.seen {
		return max(0, min(n, s.least-bound.Minus))
	}
	return n
}

// boundOf is the upper bound of a value, whether it is brought below it or is so by itself.
func boundOf(v *expand.Live) live.Bound {
	if v.Clamp != nil {
		return v.Clamp.Max
	}
	return live.Bound{Template: v.Attribute.High.Property}
}

// initialText is what a property or a parameter says for a text.
func (l *lowering) initialText(v *expand.Live) *live.Default {
	if v.Attribute.Type == live.ParameterType {
		of := l.template.Parameter(v.Of)
		if of.Default() == nil || of.Resolved() {
			return nil
		}
		return &live.Default{Reason: "Default", Value: live.Value{Text: of.Default().Text()}}
	}
	for _, property := range v.Attribute.Begins {
		if n := l.template.Resource(v.Of).Property(strings.Split(property, ".")...); n.Is(syntax.String, syntax.Number) {
			return &live.Default{Reason: property, Value: live.Value{Text: n.Text()}}
		}
	}
	return nil
}

// most is the largest value that the parameter can have in any case, where that is sure.
func (l *lowering) most(v *expand.Live) (int, bool) {
	if v.Clamp == nil {
		return 0, false
	}
	bound := v.Clamp.Max
	if bound.Value != nil {
		return *bound.Value, true
	}
	s := l.sizesOf(v.Of, bound.Template)
	return s.most - bound.Minus, s.sure && s.most >= bound.Minus
}

// clamp is the range of a value, with what the template says of its ends.
func (l *lowering) clamp(v *expand.Live) *live.Clamp {
	if v.Clamp == nil {
		return nil
	}
	return &live.Clamp{Min: l.bound(v, v.Clamp.Min), Max: l.bound(v, v.Clamp.Max)}
}

func (l *lowering) bound(v *expand.Live, b live.Bound) live.Bound {
	if b.Template == "" {
		return b
	}
	if s := l.sizesOf(v.Of, b.Template); s.sure && s.least == s.most {
		b.Value = &s.least
		return b
	}
	property := l.template.Resource(v.Of).Property(strings.Split(b.Template, ".")...)
	if p := l.template.Parameter(template.CallTo(template.FnRef, property).Argument.Text()); p != nil && !p.Resolved() {
		b.Parameter = p.Name
	}
	return b
}
