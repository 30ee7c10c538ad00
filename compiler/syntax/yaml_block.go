package syntax

// blockNode reads the node that begins at the next token, which belongs to a collection
// in column indent (-1: none). With listHere, a list may begin in that column itself, as
// the value of a key may. A node that is left out is a null with an empty span.
func (r *reader) blockNode(indent int, listHere bool) *Node {
	empty := r.emptyAt()
	var props *properties
	if !r.ended() && !r.tabbed(indent, false) && !r.outside(indent, listHere) {
		props = r.properties(indent)
	}
	if r.bad || r.tabbed(indent, false) {
		return nil
	}
	if r.ended() || r.outside(indent, listHere) {
		return props.on(r.null(empty, props))
	}
	switch c := r.src[r.pos]; {
	case r.at('-'):
		return props.on(r.blockList(indent))
	case r.at('?'), r.at(':'):
		r.unexpected()
		return nil
	case c == '|' || c == '>':
		return props.on(r.blockScalar(indent))
	}
	return r.scalarOrMap(indent, props)
}

// outside reports whether the next token is not deep enough to belong to the collection.
func (r *reader) outside(indent int, listHere bool) bool {
	column := r.column()
	return column < indent || column == indent && !(listHere && r.at('-'))
}

// emptyAt is where a node that is left out has its span: behind the last token.
func (r *reader) emptyAt() int {
	i := min(r.pos, len(r.src))
	for i > 0 && (isBlank(r.src[i-1]) || isBreak(r.src[i-1])) {
		i--
	}
	return i
}

func (r *reader) null(at int, props *properties) *Node {
	if props != nil {
		at = props.end
	}
	return r.scalar(Null, Plain, "", at, at)
}

// scalarOrMap reads a flow collection, alias or scalar. One that a colon follows on its line
// is the first key of a map.
func (r *reader) scalarOrMap(indent int, props *properties) *Node {
	line, fresh, start := r.line, r.fresh, r.pos
	if props != nil && props.inLine {
		fresh, start = props.fresh, props.start
	}
	n := r.inlineNode(indent)
	if r.bad || !r.colon() {
		return props.on(n)
	}
	switch {
	case r.line != line && fresh:
		r.missingColon(n)
		return nil
	case r.line != line:
		r.deeper(n)
		return n
	case !fresh:
		r.nestedColon(n)
		return nil
	}
	if r.tabbed(indent, true) || !r.keyable(n) {
		return nil
	}
	return props.outer().on(r.blockMap(start, props.inner().on(n)))
}

// inlineNode reads a node that is no block collection and no block scalar.
func (r *reader) inlineNode(indent int) *Node {
	r.fresh = false
	switch r.src[r.pos] {
	case '[', '{':
		return r.flowCollection(indent)
	case '*':
		return r.alias()
	case '"', '\'':
		return r.quoted()
	}
	return r.plain(indent)
}

// colon moves over blanks to a ':' that ends a key, and reports whether there is one.
func (r *reader) colon() bool {
	i := r.pos
	for i < len(r.src) && isBlank(r.src[i]) {
		i++
	}
	if i == len(r.src) || r.src[i] != ':' || !r.spaceAt(i+1) {
		return false
	}
	r.pos = i
	return true
}

// keyable reports an error for what cannot be a key in a template.
func (r *reader) keyable(n *Node) bool {
	if n.IsScalar() {
		return true
	}
	r.fail(int(n.start), int(n.end), quoted(firstLine(n.Span().Text()))+" can't be a key", "write keys as plain or quoted text")
	return false
}

// blockMap reads a map that begins at start, on this line. Its first key was read up to its colon.
func (r *reader) blockMap(start int, key *Node) *Node {
	if !r.enter() {
		return nil
	}
	mark, column, end := r.open(), start-r.line, start
	for key != nil {
		value := r.value(column)
		r.push(key)
		r.push(value)
		end = max(int(value.end), int(key.end))
		key = r.nextKey(column)
	}
	r.depth--
	return r.map_(mark, Block, start, end)
}

// value reads what follows a key's colon. After an error it is what could be read.
func (r *reader) value(column int) *Node {
	r.pos++
	at := r.pos
	r.fresh = false
	r.skip()
	n := r.blockNode(column, true)
	if n == nil {
		n = r.unread(at)
	}
	return n
}

// nextKey moves to the next key of a map in a column and its colon, or returns nil when
// the map ends.
func (r *reader) nextKey(column int) *Node {
	for {
		if r.bad {
			r.recover(column)
		}
		r.skip()
		if r.tabbed(column, false) {
			continue
		}
		if r.ended() || r.column() < column {
			return nil
		}
		if r.column() > column || !r.fresh {
			r.misplaced(column)
			continue
		}
		if key := r.key(column); key != nil {
			return key
		}
	}
}

// key reads a key up to its colon; nil after an error.
func (r *reader) key(column int) *Node {
	if r.tabbed(column, true) || r.at('-') || r.at('?') || r.at(':') || r.src[r.pos] == '|' || r.src[r.pos] == '>' {
		r.unexpectedKey()
		return nil
	}
	line := r.line
	props := r.properties(column - 1)
	if r.bad || r.line != line || r.ended() {
		r.unexpectedKey()
		return nil
	}
	n := r.inlineNode(column)
	if r.bad {
		return nil
	}
	if r.line != line || !r.colon() {
		r.missingColon(n)
		return nil
	}
	if !r.keyable(n) {
		return nil
	}
	return props.on(n)
}

// blockList reads a list whose first '-' is the next token.
func (r *reader) blockList(indent int) *Node {
	if !r.fresh {
		r.fail(r.pos, r.pos+1, "a list can't begin on the line of its key", "begin it on the next line")
		return nil
	}
	if r.tabbed(indent, true) || !r.enter() {
		return nil
	}
	mark, start, column := r.open(), r.pos, r.column()
	end := r.pos
	for r.nextItem(column, indent) {
		item := r.item(column)
		r.push(item)
		end = int(item.end)
	}
	r.depth--
	return r.close(mark, List, Block, start, max(end, start+1))
}

func (r *reader) item(column int) *Node {
	r.pos++
	at := r.pos
	r.fresh = true
	r.skip()
	n := r.blockNode(column, false)
	if n == nil {
		n = r.unread(at)
	}
	return n
}

// nextItem moves to the next '-' of a list in a column, and reports whether there is one.
// A list that begins in the column of the key before it ends at the next key.
func (r *reader) nextItem(column, indent int) bool {
	for {
		if r.bad {
			r.recover(column)
		}
		r.skip()
		switch {
		case r.tabbed(column, false):
			continue
		case r.ended() || r.column() < column:
			return false
		case r.column() == column && r.at('-') && r.fresh:
			return true
		case r.column() == column && column == indent:
			return false
		}
		r.misplaced(column)
	}
}

// enter counts a collection that opens, and reports one that is too deep.
func (r *reader) enter() bool {
	if r.depth == MaxDepth {
		r.tooDeep()
		return false
	}
	r.depth++
	return true
}

func (r *reader) map_(mark int, style Style, start, end int) *Node {
	checkKeys(&r.problems, r.stack[mark:])
	return r.close(mark, Map, style, start, end)
}
