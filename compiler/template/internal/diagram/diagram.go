// Package diagram keeps statements over variables that have a few values each as decision
// diagrams, and says whether several of them can be true at once. It knows nothing of
// templates.
//
// A statement is a node that names a variable, with one statement for each of its values;
// variables follow one another in the order in which they were made. Equal statements are
// one node, and the opposite of a statement is the same node with the other sign, so most
// questions are answered by looking. Making a statement costs steps; the maker says how many
// it has.
package diagram

import (
	"encoding/binary"
	"math"
)

// Statement is a statement of one set of diagrams: twice the number of its node, plus one for
// the opposite of that node.
type Statement int32

// The statements that need no variable.
const (
	True  Statement = 0
	False Statement = 1
)

// Not returns the opposite of a statement.
func (s Statement) Not() Statement { return s ^ 1 }

// Variable is something that has one of several values, counted from 0.
type Variable int32

const none Variable = math.MaxInt32 // comes after every variable

type node struct {
	variable Variable
	kids     []Statement // one for each value; the first is no opposite
}

// Set is a set of variables and of statements over them. It is not safe for concurrent use
// while statements are made.
type Set struct {
	nodes  []node
	values []int // by variable
	known  map[string]Statement
	ands   map[[2]Statement]Statement
	steps  int
}

// New returns a set without variables and without steps.
func New() *Set {
	return &Set{
		nodes: []node{{variable: none}},
		known: map[string]Statement{},
		ands:  map[[2]Statement]Statement{},
	}
}

// Variable makes a variable with so many values.
func (s *Set) Variable(values int) Variable {
	s.values = append(s.values, values)
	return Variable(len(s.values) - 1)
}

// Allow gives the steps that making statements may take from here on. A step looks at one
// value of a variable.
func (s *Set) Allow(steps int) { s.steps = steps }

// Left returns the steps that are left. Below 0 they did not suffice, and the statements
// that were made since Allow mean nothing.
func (s *Set) Left() int { return s.steps }

// Is states that a variable has a value.
func (s *Set) Is(v Variable, value int) Statement {
	if s.steps -= s.values[v]; s.steps < 0 {
		return False
	}
	kids := make([]Statement, s.values[v])
	for i := range kids {
		kids[i] = False
	}
	kids[value] = True
	return s.node(v, kids)
}

// And states that both are true.
func (s *Set) And(a, b Statement) Statement {
	switch {
	case a == False || b == False || a == b.Not() || s.steps < 0:
		return False
	case a == True || a == b:
		return b
	case b == True:
		return a
	}
	pair := [2]Statement{min(a, b), max(a, b)}
	made, done := s.ands[pair]
	if !done {
		made = s.both(a, b)
		s.remember(pair, made)
	}
	return made
}

// remember keeps what a pair came to, unless the steps were spent on the way.
func (s *Set) remember(pair [2]Statement, made Statement) {
	if s.steps >= 0 {
		s.ands[pair] = made
	}
}

// Or states that at least one is true.
func (s *Set) Or(a, b Statement) Statement { return s.And(a.Not(), b.Not()).Not() }

func (s *Set) both(a, b Statement) Statement {
	v := min(s.first(a), s.first(b))
	kids := make([]Statement, s.values[v])
	s.steps -= len(kids)
	for i := range kids {
		kids[i] = s.And(s.kid(a, v, i), s.kid(b, v, i))
	}
	return s.node(v, kids)
}

// first is the first variable that a statement depends on.
func (s *Set) first(a Statement) Variable { return s.nodes[a>>1].variable }

// kid is what remains of a statement when a variable, its first or one before, has a value.
func (s *Set) kid(a Statement, v Variable, value int) Statement {
	n := s.nodes[a>>1]
	if n.variable != v {
		return a
	}
	return n.kids[value] ^ a&1
}

// node returns the one statement with these kids, and keeps the slice if it is new.
func (s *Set) node(v Variable, kids []Statement) Statement {
	sign := kids[0] & 1
	same := true
	for i := range kids {
		kids[i] ^= sign
		same = same && kids[i] == kids[0]
	}
	if same {
		return kids[0] ^ sign
	}
	name := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+4*len(kids)), uint32(v))
	for _, kid := range kids {
		name = binary.LittleEndian.AppendUint32(name, uint32(kid))
	}
	made, found := s.known[string(name)]
	if !found {
		made = Statement(len(s.nodes) << 1)
		s.nodes = append(s.nodes, node{v, kids})
		s.known[string(name)] = made
	}
	return made ^ sign
}
