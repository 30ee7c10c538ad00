package syntax

// mapping reads a map at its brace.
func (r *jsonReader) mapping() *Node {
	open := r.at
	if !r.enter(&r.maps) {
		return r.node(Map, Flow, open, r.at)
	}
	mark := r.open()
	for r.more('}', open, mark) {
		r.pair()
	}
	r.leave(&r.maps)
	n := r.close(mark, Map, Flow, open, r.at)
	checkKeys(&r.problems, n.kids())
	return n
}

// sequence reads a list at its bracket.
func (r *jsonReader) sequence() *Node {
	open := r.at
	if !r.enter(&r.lists) {
		return r.node(List, Flow, open, r.at)
	}
	mark := r.open()
	for r.more(']', open, mark) {
		r.push(r.value())
	}
	r.leave(&r.lists)
	return r.close(mark, List, Flow, open, r.at)
}

// enter steps into a collection. It returns false when that is too deep; then the
// collection was passed over.
func (r *jsonReader) enter(count *int) bool {
	if r.depth == MaxDepth {
		r.passOver()
		return false
	}
	r.depth++
	*count++
	r.at++
	return true
}

func (r *jsonReader) leave(count *int) {
	r.depth--
	*count--
}

// more reports whether another pair or item follows in the collection that was opened at
// a place, with its children from a mark of the stack on. It passes the comma before it, or the
// collection's end.
func (r *jsonReader) more(end byte, open, mark int) bool {
	comma, filled := -1, len(r.stack) > mark
	for {
		r.space()
		switch c := r.peek(); {
		case c == ',':
			r.comma(comma >= 0 || !filled)
			comma = r.at - 1
		case c == ':':
			r.strayColon(end, filled)
		case c == end && comma >= 0 && filled:
			r.trailingComma(comma, end)
			filled = false
		case c == '}' || c == ']' || r.at == len(r.text):
			r.end(end, open)
			return false
		case comma >= 0 || !filled:
			return true
		case !r.junk(end):
			r.missingComma(mark, end)
			return true
		case !r.separated():
			return true
		}
	}
}

// end passes the end of a collection.
func (r *jsonReader) end(end byte, open int) {
	switch {
	case r.at == len(r.text):
		r.endsEarly(end, open)
	case r.peek() != end:
		r.otherEnd(end, open)
	default:
		r.at++
	}
}
