package diagram

import (
	"encoding/binary"
	"slices"
)

// Answer says whether statements can be true at once.
type Answer uint8

// The answers. Spent means that the steps did not suffice to find out.
const (
	Spent Answer = iota
	Never
	Possible
)

// Possible says whether all of several statements can be true at once, in so many steps: a
// step looks at one of them with one value of a variable. It makes no statements, and may be
// asked by several at the same time.
func (s *Set) Possible(all []Statement, steps int) Answer {
	q := question{set: s, steps: steps, never: map[string]bool{}}
	switch found := q.possible(all); {
	case found:
		return Possible
	case q.steps < 0:
		return Spent
	}
	return Never
}

type question struct {
	set   *Set
	steps int
	never map[string]bool // sets of statements that cannot be true at once
}

// possible tries the values of the first variable, and what remains of the statements then.
func (q *question) possible(all []Statement) bool {
	all, open := open(all)
	if !open || len(all) == 0 || q.steps < 0 {
		return open && len(all) == 0
	}
	name := nameOf(all)
	if q.never[name] {
		return false
	}
	v := none
	for _, a := range all {
		v = min(v, q.set.first(a))
	}
	rest := make([]Statement, len(all))
	for value := range q.set.values[v] {
		q.steps -= len(all)
		for i, a := range all {
			rest[i] = q.set.kid(a, v, value)
		}
		if q.possible(rest) {
			return true
		}
	}
	q.never[name] = true
	return false
}

// open sorts the statements and drops those that are true anyway. It is false when one is
// false, or the opposite of another.
func open(all []Statement) ([]Statement, bool) {
	all = slices.Clone(all)
	slices.Sort(all)
	all = slices.Compact(all)
	for i, a := range all {
		if a == False || i > 0 && all[i-1] == a.Not() {
			return nil, false
		}
	}
	if len(all) > 0 && all[0] == True {
		all = all[1:]
	}
	return all, true
}

func nameOf(all []Statement) string {
	name := make([]byte, 0, 4*len(all))
	for _, a := range all {
		name = binary.LittleEndian.AppendUint32(name, uint32(a))
	}
	return string(name)
}

// Variables lists the variables that statements depend on, in their order.
func (s *Set) Variables(all ...Statement) []Variable {
	seen := map[Statement]bool{}
	var list []Variable
	var visit func(Statement)
	visit = func(a Statement) {
		n := s.nodes[a>>1]
		if n.variable == none || seen[a>>1] {
			return
		}
		seen[a>>1] = true
		list = append(list, n.variable)
		for _, kid := range n.kids {
			visit(kid)
		}
	}
	for _, a := range all {
		visit(a)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
