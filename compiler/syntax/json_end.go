package syntax

import "strings"

// otherEnd deals with a bracket that ends another kind of collection than the open one: the
// open one's end is missing if a collection of that kind is open around it, else mistyped.
func (r *jsonReader) otherEnd(end byte, open int) {
	found, around := r.peek(), r.maps
	if found == ']' {
		around = r.lists
	}
	message := "missing `%c` before `%c`: the %s opened on line %d"
	if around == 0 {
		message = "expected `%c`, not `%c`: the %s opened on line %d"
	}
	d := r.add(r.at, r.at+1, message, end, found, opener(end), r.line(open))
	d.Notes = append(d.Notes, r.note(open, open+1, "opened here"))
	if around == 0 {
		r.at++
	}
}

// endsEarly reports, once, that the file ends inside of a collection.
func (r *jsonReader) endsEarly(end byte, open int) {
	if r.ended {
		return
	}
	r.ended = true
	if n := r.misaligned(r.stack); n != nil {
		end, open = endOf(n), int(n.start)
	}
	d := r.add(r.last, r.last, "missing `%c`: the %s opened on line %d is never closed", end, opener(end), r.line(open))
	d.Notes = append(d.Notes, r.note(open, open+1, "opened here"))
}

// misaligned returns the collection that most likely lacks its end: the first one that was
// closed by a bracket further left than the line on which it was opened. That bracket was
// meant for a collection around it.
func (r *jsonReader) misaligned(nodes []*Node) *Node {
	for _, n := range nodes {
		if inner := r.misaligned(n.kids()); inner != nil {
			return inner
		}
		last := int(n.end) - 1
		if n.Is(Map, List) && r.startsLine(last) && r.indentation(last) < r.indentation(int(n.start)) {
			return n
		}
	}
	return nil
}

func endOf(n *Node) byte {
	if n.kind == Map {
		return '}'
	}
	return ']'
}

// farIn is how far into its line a bracket may stand and still have an indentation: lines
// that are longer were not written by hand.
const farIn = 1000

// indentation counts the blanks at the start of the line that holds an offset, 0 for far in.
func (r *jsonReader) indentation(at int) int {
	near := r.text[max(0, at-farIn):at]
	start := strings.LastIndexAny(near, "\r\n")
	if start < 0 {
		return 0
	}
	line := near[start+1:]
	return len(line) - len(strings.TrimLeft(line, " \t"))
}
