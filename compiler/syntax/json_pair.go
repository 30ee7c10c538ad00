package syntax

// pair reads a key and its value, and returns the key.
func (r *jsonReader) pair() *Node {
	key := r.key()
	said := r.colon(key)
	for {
		r.push(key)
		value := r.valueOf(key, said)
		r.push(value)
		if value.kind != String {
			return key
		}
		r.space()
		if r.peek() != ':' {
			return key
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
	if !said {
		r.add(int(key.start), at, "missing value after %s", quoted(key.text))
	}
	return r.missing(at)
}

func (r *jsonReader) key() *Node {
	switch r.peek() {
	case '"':
		return r.string()
	case '{', '[':
		return r.collectionKey()
	}
	return r.wordKey()
}

func (r *jsonReader) collectionKey() *Node {
	key := r.value()
	start, end := int(key.start), int(key.end)
	r.add(start, start+1, "a key must be a string in double quotes, not %s", key.kind)
	return r.scalar(String, Plain, r.text[start:end], start, end)
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
