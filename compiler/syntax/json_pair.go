package syntax

// pair reads a key and its value.
func (r *jsonReader) pair() {
	key, said := r.key()
	said = said || r.colon(key)
	for {
		r.push(key)
		value := r.valueOf(key, said)
		r.push(value)
		if value.kind != String {
			return
		}
		r.space()
		if r.peek() != ':' {
			return
		}
		// What was taken for the value is the next key.
		r.stack[len(r.stack)-1] = r.noValue(key, said)
		key, said = value, false
		r.at++
	}
}

// noValue stands for the value that a key lacks. It reports that, unless the key's missing
// colon was reported.
func (r *jsonReader) noValue(key *Node, said bool) *Node {
	at := int(key.end)
	if !said && !r.full() {
		r.add(int(key.start), at, "missing value after %s", quoted(key.text))
	}
	return r.missing(at)
}

// key reads a key. For a map or list where a key must be, it gives an empty one, and says
// that this was reported.
func (r *jsonReader) key() (key *Node, said bool) {
	switch r.peek() {
	case '"':
		return r.string(), false
	case '{', '[':
		r.add(r.at, r.at+1, "expected a key in double quotes, not `%c`", r.peek())
		return r.scalar(String, Plain, "", r.at, r.at), true
	}
	return r.wordKey(), false
}

// colon passes the colon after a key. It returns true when there is none and that was reported.
func (r *jsonReader) colon(key *Node) (said bool) {
	r.space()
	switch c := r.peek(); {
	case c == ':':
		r.at++
		return false
	case r.at == len(r.text):
		return true // the end of the file is reported by the map
	case c == ',' || c == '}' || c == ']':
		r.add(int(key.start), int(key.end), "missing ':' and a value after %s", quoted(key.text))
	case c == '=':
		r.add(r.at, r.at+1, "expected ':' after %s, not '='", quoted(key.text))
		r.at++
	default:
		r.add(int(key.end), int(key.end), "missing ':' after %s", quoted(key.text))
	}
	return true
}

func (r *jsonReader) valueOf(key *Node, said bool) *Node {
	r.space()
	switch r.peek() {
	case ',', '}', ']', ':':
		return r.noValue(key, said)
	}
	if r.at == len(r.text) {
		return r.missing(int(key.end))
	}
	return r.value()
}
