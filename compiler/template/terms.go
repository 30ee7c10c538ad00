package template

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/template/internal/diagram"
)

// A term is an expression that conditions compare. It is a variable whose values are the
// texts that conditions tell apart, and one more for all others together.
type term struct {
	operand
	texts    []string
	others   bool // it can be another text
	variable diagram.Variable
}

// terms are the expressions that the conditions of a template compare.
type terms struct {
	set   *diagram.Set
	byKey map[string]*term
	list  []*term    // in the order of the source
	pairs [][2]*term // that are compared with each other
	reads [][]string // by variable: what it depends on
	flags map[string]diagram.Variable
}

// note takes down a comparison before there are variables.
func (x *terms) note(a, b operand) {
	if compare(a, b) != Undecided || a.key == "" || b.key == "" {
		return
	}
	if text, one := a.literal(); one {
		x.term(b).tell(text)
	} else if text, one := b.literal(); one {
		x.term(a).tell(text)
	} else {
		x.pairs = append(x.pairs, [2]*term{x.term(a), x.term(b)})
	}
}

func (x *terms) term(o operand) *term {
	found := x.byKey[o.key]
	if found == nil {
		found = &term{operand: o}
		x.byKey[o.key] = found
		x.list = append(x.list, found)
	}
	return found
}

// maxTexts bounds how many texts of one term are told apart.
const maxTexts = 500

// tell sets a text apart from others, and reports whether that is new.
func (t *term) tell(text string) bool {
	if len(t.texts) > maxTexts || !t.can(text) || slices.Contains(t.texts, text) {
		return false
	}
	t.texts = append(t.texts, text)
	return true
}

// maxPairs bounds for how many pairs of terms it is followed which texts they have in common.
const maxPairs = 64

// settle makes the variables. What a term is compared with, and all that this can be, is told
// apart in both.
func (x *terms) settle() {
	for again := len(x.pairs) <= maxPairs; again; {
		again = false
		for _, pair := range x.pairs {
			again = pair[0].tellAll(pair[1]) || again
			again = pair[1].tellAll(pair[0]) || again
		}
	}
	for _, t := range x.list {
		t.others = t.allowed == nil || slices.ContainsFunc(t.allowed, func(text string) bool { return !slices.Contains(t.texts, text) })
		values := len(t.texts)
		if t.others {
			values++
		}
		t.variable = x.variable(values, t.reads)
	}
}

func (t *term) tellAll(other *term) (more bool) {
	for _, text := range slices.Concat(other.texts, other.allowed) {
		more = t.tell(text) || more
	}
	return more
}

func (x *terms) variable(values int, reads []string) diagram.Variable {
	x.reads = append(x.reads, reads)
	return x.set.Variable(values)
}

// flag states that something holds of which nothing is known but a name.
func (x *terms) flag(name string, reads []string) diagram.Statement {
	v, known := x.flags[name]
	if !known {
		v = x.variable(2, reads)
		x.flags[name] = v
	}
	return x.set.Is(v, 1)
}

// equal states that two operands are equal. It is false where that is not understood.
func (x *terms) equal(a, b operand) (diagram.Statement, bool) {
	if a.key == "" || b.key == "" || a.blurs(b) || b.blurs(a) {
		return diagram.False, false
	}
	if always := compare(a, b); always != Undecided {
		return truth(always == Yes), true
	}
	if text, one := a.literal(); one {
		return x.is(x.byKey[b.key], text)
	}
	if text, one := b.literal(); one {
		return x.is(x.byKey[a.key], text)
	}
	return x.same(x.byKey[a.key], x.byKey[b.key])
}

func truth(holds bool) diagram.Statement {
	if holds {
		return diagram.True
	}
	return diagram.False
}

func (x *terms) is(t *term, text string) (diagram.Statement, bool) {
	if t == nil || len(t.texts) > maxTexts {
		return diagram.False, false
	}
	i := slices.Index(t.texts, text)
	if i < 0 {
		return diagram.False, true
	}
	return x.set.Is(t.variable, i), true
}

// has states that Ref of a parameter gives a text. It states nothing where no condition depends
// on the parameter.
func (x *terms) has(parameter, text string) []diagram.Statement {
	t := x.byKey[refKey(parameter)]
	if t == nil || len(t.texts) > maxTexts {
		return nil
	}
	value := slices.Index(t.texts, text)
	switch {
	case value >= 0:
	case t.others:
		value = len(t.texts)
	default:
		return []diagram.Statement{diagram.False}
	}
	outer := x.set.Left()
	x.set.Allow(2)
	it := x.set.Is(t.variable, value)
	x.set.Allow(outer)
	return []diagram.Statement{it}
}

// same states that two terms are equal: both are the same of the texts told apart, or both
// are others, of which it is not known which.
func (x *terms) same(a, b *term) (diagram.Statement, bool) {
	if a == nil || b == nil || len(x.pairs) > maxPairs || max(len(a.texts), len(b.texts)) > maxTexts {
		return diagram.False, false
	}
	made := diagram.False
	for i, text := range a.texts {
		if j := slices.Index(b.texts, text); j >= 0 {
			made = x.set.Or(made, x.set.And(x.set.Is(a.variable, i), x.set.Is(b.variable, j)))
		}
	}
	if a.others && b.others {
		both := x.set.And(x.set.Is(a.variable, len(a.texts)), x.set.Is(b.variable, len(b.texts)))
		unknown := x.flag(a.key+"="+b.key, []string{"=" + a.key, "=" + b.key})
		made = x.set.Or(made, x.set.And(both, unknown))
	}
	return made, true
}
