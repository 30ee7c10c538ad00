package syntax

// flowCollection reads a list in brackets or a map in braces; the block collection around it
// is in column indent. One that is never closed would swallow the rest of the file: then it
// is read again, and ends before the first line that looks like a key outside of it.
func (r *reader) flowCollection(indent int) *Node {
	if r.flow > 0 {
		return r.brackets(indent)
	}
	before, comments := *r, len(r.doc.Comments)
	n := r.brackets(indent)
	if r.bad && r.pos == len(r.src) && indent >= 0 && !r.guard {
		before.nodes, before.lists, before.slots, before.mores = r.nodes, r.lists, r.slots, r.mores
		*r = before
		r.doc.Comments, r.guard = r.doc.Comments[:comments], true
		n = r.brackets(indent)
	}
	if r.bad && indent >= 0 {
		return nil // where it ends is a guess, and so is what belongs to it
	}
	return n
}

func (r *reader) brackets(indent int) *Node {
	if r.src[r.pos] == '[' {
		return r.flowList(indent)
	}
	return r.flowMap(indent)
}

func (r *reader) flowList(indent int) *Node {
	start := r.pos
	if !r.openFlow() {
		return nil
	}
	mark := r.open()
	for first := true; r.flowNext(start, ']', indent, first); first = false {
		if n := r.flowItem(indent); n != nil {
			r.push(n)
		}
	}
	return r.closeFlow(mark, List, start)
}

// flowMap reads a map in braces.
func (r *reader) flowMap(indent int) *Node {
	start := r.pos
	if !r.openFlow() {
		return nil
	}
	mark := r.open()
	for first := true; r.flowNext(start, '}', indent, first); first = false {
		if key := r.flowKey(indent); key != nil {
			r.push(key)
			r.push(r.flowValue(indent))
		}
	}
	return r.closeFlow(mark, Map, start)
}

func (r *reader) openFlow() bool {
	if !r.enter() {
		return false
	}
	r.flow++
	r.pos++
	return true
}

func (r *reader) closeFlow(mark int, kind Kind, start int) *Node {
	r.flow--
	r.depth--
	end := r.pos
	if open := r.stack[mark:]; len(open) > 0 {
		end = max(end, int(open[len(open)-1].end))
	}
	if kind == Map {
		return r.map_(mark, Flow, start, end)
	}
	return r.close(mark, kind, Flow, start, end)
}

// flowNext moves to the next entry of a flow collection, over the comma before it. It
// returns false behind the closing bracket, and when the collection is given up.
func (r *reader) flowNext(start int, closer byte, indent int, first bool) bool {
	if r.bad && !r.recoverFlow(indent) {
		return r.abandon(start)
	}
	for {
		r.skip()
		switch {
		case r.pos == len(r.src) || r.ended() || r.looksClosed(indent):
			r.neverClosed(start)
			return false
		case r.src[r.pos] == closer:
			r.pos++
			return false
		case first && r.src[r.pos] != ',':
			return true
		case !first && r.src[r.pos] == ',':
			r.pos++
			first = true
		case r.src[r.pos] == ']' || r.src[r.pos] == '}':
			r.mismatched(start, closer)
			return false
		default:
			r.missingComma(first)
			if !r.recoverFlow(indent) {
				return r.abandon(start)
			}
			first = false
		}
	}
}

// flowItem reads an item of a list; "key: value" makes it a map of one pair.
func (r *reader) flowItem(indent int) *Node {
	line, start := r.line, r.pos
	n := r.flowNode(indent)
	if r.bad || !r.flowColon(indent) {
		return n
	}
	if r.line != line || !r.keyable(n) {
		r.fail(r.pos, r.pos+1, "a key and its `:` must stand on one line here", "")
		return n
	}
	mark := r.open()
	r.push(n)
	r.push(r.flowValue(indent))
	return r.close(mark, Map, Flow, start, int(r.stack[len(r.stack)-1].end))
}

// flowKey reads the key of a pair up to its colon, if it has one.
func (r *reader) flowKey(indent int) *Node {
	n := r.flowNode(indent)
	if r.bad || !r.keyable(n) {
		return nil
	}
	return n
}

// flowValue reads what follows a key: a colon and a node, or nothing.
func (r *reader) flowValue(indent int) *Node {
	if r.bad || !r.flowColon(indent) {
		return r.left(r.emptyAt())
	}
	r.pos++
	at := r.pos
	r.skip()
	if !r.flowEntryEnds() && !r.looksClosed(indent) {
		if n := r.flowNode(indent); n != nil {
			return n
		}
	}
	return r.left(at)
}

// left stands for a value that is left out, or, after an error, was not read.
func (r *reader) left(at int) *Node {
	if r.bad {
		return r.unread(at)
	}
	return r.scalar(Null, Plain, "", at, at)
}

func (r *reader) flowEntryEnds() bool {
	return r.pos == len(r.src) || r.src[r.pos] == ',' || r.src[r.pos] == ']' || r.src[r.pos] == '}'
}

// flowColon moves to the ':' behind a node, and reports whether there is one.
func (r *reader) flowColon(indent int) bool {
	r.skip()
	if r.pos == len(r.src) || r.src[r.pos] != ':' {
		return false
	}
	if r.column() <= indent {
		r.fail(r.pos, r.pos+1, "this `:` must be deeper than the key around the braces", "indent the line")
		return false
	}
	return true
}

// flowNode reads one node of a flow collection; nil after an error.
func (r *reader) flowNode(indent int) *Node {
	empty := r.emptyAt()
	props := r.properties(indent)
	if r.bad {
		return nil
	}
	if props != nil && (r.flowEntryEnds() || r.src[r.pos] == ':' || r.looksClosed(indent)) {
		return props.on(r.null(empty, props))
	}
	if r.pos == len(r.src) || r.ended() {
		r.unexpected()
		return nil
	}
	n := r.inlineNode(indent)
	if r.bad {
		return nil
	}
	return props.on(n)
}
