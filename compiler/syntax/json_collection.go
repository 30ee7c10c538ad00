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
	checkKeys(&r.problems, n.kids)
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
		case c == end:
			if comma >= 0 && filled {
				r.add(comma, comma+1, "trailing ',' before `%c`", end).Help = "remove the comma"
			}
			r.at++
			return false
		case c == ',':
			if comma >= 0 || !filled {
				r.add(r.at, r.at+1, "nothing stands before this ','").Help = "remove the comma"
			}
			comma = r.at
			r.at++
		case c == '}' || c == ']':
			r.otherEnd(c, end, open)
			return false
		case c == ':':
			r.strayColon(end)
		case r.at == len(r.text):
			r.endsEarly(end, open)
			return false
		default:
			if comma < 0 && filled {
				r.missingComma(mark, end)
			}
			return true
		}
	}
}
