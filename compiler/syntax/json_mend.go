package syntax

import "strings"

// What is done about commas, colons and ends that are missing or too many.

// opener says what a collection with an end is called.
func opener(end byte) string {
	if end == '}' {
		return "map"
	}
	return "list"
}

// missingComma reports that no comma stands between the last pair or item and the next.
func (r *jsonReader) missingComma(mark int, end byte) {
	if r.full() {
		return
	}
	at := int(r.stack[len(r.stack)-1].end)
	next := r.upcoming()
	if end == '}' && len(r.stack) >= mark+2 {
		r.add(at, at, "missing ',' between %s and %s", quoted(r.stack[len(r.stack)-2].text), next)
		return
	}
	r.add(at, at, "missing ',' before %s", next)
}

// upcoming quotes the string or word that comes next, without reading it.
func (r *jsonReader) upcoming() string {
	rest := r.text[r.at:r.lineEnd(r.at)]
	if size := strings.IndexAny(rest[1:], ",:{}[]\" \t"); size >= 0 && rest[0] != '{' && rest[0] != '[' {
		rest = rest[:size+1]
	}
	if rest[0] == '{' || rest[0] == '[' {
		rest = rest[:1]
	}
	return quoted(strings.TrimPrefix(rest, `"`))
}

// otherEnd deals with a bracket that ends another kind of collection than the open one: the
// open one's end is missing if a collection of that kind is open around it, else mistyped.
func (r *jsonReader) otherEnd(found, end byte, open int) {
	around := r.maps
	if found == ']' {
		around = r.lists
	}
	if around > 0 {
		d := r.add(r.at, r.at+1, "missing `%c` before `%c`: the %s opened on line %d", end, found, opener(end), r.line(open))
		d.Notes = append(d.Notes, r.note(open, open+1, "opened here"))
		return
	}
	d := r.add(r.at, r.at+1, "expected `%c`, not `%c`: the %s opened on line %d", end, found, opener(end), r.line(open))
	d.Notes = append(d.Notes, r.note(open, open+1, "opened here"))
	r.at++
}

// endsEarly reports, once, that the file ends inside of a collection.
func (r *jsonReader) endsEarly(end byte, open int) {
	if r.ended {
		return
	}
	r.ended = true
	d := r.add(r.last, r.last, "missing `%c`: the %s opened on line %d is never closed", end, opener(end), r.line(open))
	d.Notes = append(d.Notes, r.note(open, open+1, "opened here"))
}

// strayColon passes a colon where a comma or an end should be, and the value after it.
func (r *jsonReader) strayColon(end byte) {
	d := r.add(r.at, r.at+1, "unexpected ':' in a %s", opener(end))
	if end == ']' {
		d.Help = "put keys and values between `{` and `}`"
	}
	r.at++
	r.space()
	if c := r.peek(); r.at < len(r.text) && strings.IndexByte(",:]}", c) < 0 {
		r.value()
	}
}

// passOver passes a collection that is nested too deeply.
func (r *jsonReader) passOver() {
	if !r.tooDeep {
		r.tooDeep = true
		r.add(r.at, r.at+1, "nested more than %d levels deep", MaxDepth)
	}
	for depth := 0; r.at < len(r.text); {
		switch r.peek() {
		case '{', '[':
			depth++
			r.at++
		case '}', ']':
			depth--
			r.at++
			if depth == 0 {
				return
			}
		case '"':
			r.string()
		default:
			before := r.at
			r.space()
			r.at = max(r.at, before+1)
		}
	}
	r.ended = true
}
