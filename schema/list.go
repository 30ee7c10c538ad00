package schema

import "iter"

// Strings is a list of texts.
type Strings struct{ at uint32 }

// Len is how many texts the list has.
func (s Strings) Len() int { return int(word(s.at)) }

// At gives the text at an index from 0. There must be one.
func (s Strings) At(i int) string { return text(word(s.at + 1 + uint32(i))) }

// Has reports whether a text is in the list.
func (s Strings) Has(name string) bool {
	for i := range s.Len() {
		if s.At(i) == name {
			return true
		}
	}
	return false
}

// All gives the texts in order.
func (s Strings) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range s.Len() {
			if !yield(s.At(i)) {
				return
			}
		}
	}
}

// Slice gives the texts in a new slice.
func (s Strings) Slice() []string {
	list := make([]string, s.Len())
	for i := range list {
		list[i] = s.At(i)
	}
	return list
}

// Nodes is a list of schemas.
type Nodes struct{ at, typ uint32 }

// Len is how many schemas the list has.
func (n Nodes) Len() int { return int(word(n.at)) }

// At gives the schema at an index from 0. There must be one.
func (n Nodes) At(i int) Node { return Node{word(n.at + 1 + uint32(i)), n.typ} }

// All gives the schemas in order.
func (n Nodes) All() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for i := range n.Len() {
			if !yield(n.At(i)) {
				return
			}
		}
	}
}

// Members are schemas by name.
type Members struct{ at, typ uint32 }

// Len is how many members there are.
func (m Members) Len() int { return int(word(m.at)) }

// Get finds a member by its name.
func (m Members) Get(name string) (Node, bool) {
	at, found := pair(m.at, name)
	if !found {
		return Node{}, false
	}
	return Node{at, m.typ}, true
}

// All gives the members in order of their names.
func (m Members) All() iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		for name, at := range pairs(m.at) {
			if !yield(name, Node{at, m.typ}) {
				return
			}
		}
	}
}

// Rows are lists of texts by key.
type Rows struct{ at uint32 }

// Len is how many rows there are.
func (r Rows) Len() int { return int(word(r.at)) }

// Get finds a row by its key.
func (r Rows) Get(key string) (Strings, bool) {
	at, found := pair(r.at, key)
	return Strings{at}, found
}

// All gives the rows in order of their keys.
func (r Rows) All() iter.Seq2[string, Strings] {
	return func(yield func(string, Strings) bool) {
		for key, at := range pairs(r.at) {
			if !yield(key, Strings{at}) {
				return
			}
		}
	}
}

// pair finds the second word of a pair by the text of its first, in a list in order.
func pair(list uint32, name string) (uint32, bool) {
	low, high := uint32(0), word(list)
	for low < high {
		middle := (low + high) / 2
		at := list + 1 + 2*middle
		switch key := text(word(at)); {
		case key == name:
			return word(at + 1), true
		case key < name:
			low = middle + 1
		default:
			high = middle
		}
	}
	return 0, false
}

// pairs gives the pairs of a list.
func pairs(list uint32) iter.Seq2[string, uint32] {
	return func(yield func(string, uint32) bool) {
		for i := range word(list) {
			at := list + 1 + 2*i
			if !yield(text(word(at)), word(at+1)) {
				return
			}
		}
	}
}
