package syntax

import (
	"strings"
	"unicode/utf8"
)

// properties are the anchors and tags before a node. Those on the line of a key belong to
// the key, those on lines above it to the map that the key begins.
type properties struct {
	tags       [2]tag // [0]: on the lines above; [1]: on the line of the node
	anchors    [2]string
	reader     *reader
	start, end int  // of those on the line of the node
	inLine     bool // some stand on the line of the node
	fresh      bool // a key might begin where they begin
}

type tag struct {
	text       string
	start, end int
}

// outer and inner return the properties of a map and those of its first key.
func (p *properties) outer() *properties {
	if p == nil {
		return nil
	}
	return &properties{reader: p.reader, tags: [2]tag{p.tags[0]}, anchors: [2]string{p.anchors[0]}}
}

func (p *properties) inner() *properties {
	if p == nil {
		return nil
	}
	return &properties{reader: p.reader, tags: [2]tag{p.tags[1]}, anchors: [2]string{p.anchors[1]}}
}

// on gives a node its properties.
func (p *properties) on(n *Node) *Node {
	if n == nil || p == nil || p.anchors == [2]string{} && p.tags == [2]tag{} {
		return n
	}
	if n.kind == Alias {
		p.reader.fail(int(n.start), int(n.end), "an alias can't have a tag or an anchor", "")
		return n
	}
	m := p.reader.builder.more()
	m.anchor = p.anchors[0] + p.anchors[1]
	t := p.tags[0]
	if p.tags[1].text != "" {
		t = p.tags[1]
	}
	m.tag, m.tagAt = t.text, [2]int32{int32(t.start), int32(t.end)}
	n.more = m
	n.kind = taggedKind(n.kind, n.text, t.text)
	if m.anchor != "" {
		p.reader.anchors[m.anchor] = n
	}
	return n
}

// properties reads the anchors and tags at the next token, and moves to what follows. It
// returns nil where there are none. Those on further lines must be deeper than indent.
func (r *reader) properties(indent int) *properties {
	if !r.property() {
		return nil
	}
	p := &properties{reader: r}
	for r.property() && !r.bad && (r.column() > indent || r.flow > 0) {
		line := r.line
		if !p.inLine {
			p.start, p.inLine, p.fresh = r.pos, true, r.fresh
		}
		r.readProperty(p)
		r.fresh = false
		p.end = r.pos
		r.skip()
		if r.line != line {
			r.lift(p)
		}
	}
	return p
}

func (r *reader) property() bool {
	return r.pos < len(r.src) && (r.src[r.pos] == '&' || r.src[r.pos] == '!')
}

// lift makes the properties of a line those of the lines above.
func (r *reader) lift(p *properties) {
	if p.anchors[0] != "" && p.anchors[1] != "" || p.tags[0].text != "" && p.tags[1].text != "" {
		r.fail(p.start, p.end, "a value can have one tag and one anchor", "")
	}
	p.anchors = [2]string{p.anchors[0] + p.anchors[1]}
	if p.tags[1].text != "" {
		p.tags = [2]tag{p.tags[1]}
	}
	p.inLine = false
}

func (r *reader) readProperty(p *properties) {
	start := r.pos
	if r.src[r.pos] == '&' {
		name := r.name("an anchor")
		if p.anchors[1] != "" {
			r.fail(start, r.pos, "a value can have one anchor", "")
		}
		p.anchors[1] = name
		delete(r.anchors, name)
		r.anchors[name] = nil
		return
	}
	text := r.tagText()
	if p.tags[1].text != "" {
		r.fail(start, r.pos, "a value can have one tag", "")
	}
	p.tags[1] = tag{text, start, r.pos}
}

// name reads the name behind '&' or '*'. Colons at its end are not part of it.
func (r *reader) name(what string) string {
	start := r.pos
	r.pos++
	for r.pos < len(r.src) && nameByte(r.src[r.pos]) {
		r.pos++
	}
	for r.pos > start && r.src[r.pos-1] == ':' {
		r.pos--
	}
	name := r.src[min(start+1, r.pos):r.pos]
	if name == "" || !r.spaceAt(r.pos) && !strings.ContainsRune("?:,]}%@`", rune(r.src[r.pos])) {
		r.fail(start, max(r.pos, start+1), "`"+r.src[start:start+1]+"` begins "+what+" and needs a name of letters and digits", "put quotes around a text that begins with it")
	}
	return name
}

func nameByte(c byte) bool {
	return c > ' ' && c <= '~' && c != ',' && c != '[' && c != ']' && c != '{' && c != '}'
}

// alias reads an alias. It stands for the last node before it that has the anchor.
func (r *reader) alias() *Node {
	start := r.pos
	name := r.name("an alias")
	if r.bad {
		return nil
	}
	n := r.scalar(Alias, Plain, name, start, r.pos)
	target, known := r.anchors[name]
	switch {
	case !known:
		r.add(start, r.pos, "no anchor %s stands before this alias", quoted("&"+name)).Help = "put quotes around a text that begins with `*`"
	case target == nil:
		r.add(start, r.pos, "the alias %s stands inside of what it stands for", quoted("*"+name))
	}
	n.more = r.builder.more()
	n.more.target = target
	return n
}

// tagText reads a tag and returns it in its short form: "!Sub", "!!str".
func (r *reader) tagText() string {
	start := r.pos
	if strings.HasPrefix(r.src[r.pos:], "!<") {
		return r.verbatimTag()
	}
	for r.pos < len(r.src) && tagByte(r.src[r.pos]) {
		r.pos++
	}
	raw := r.src[start:r.pos]
	text, ok := unescapeURI(raw)
	rest := strings.TrimPrefix(raw[1:], "!")
	switch {
	case !ok || text == "!!":
		r.fail(start, r.pos, quoted(text)+" is not a tag", "")
	case strings.Contains(handleOf(rest), "!"):
		r.fail(start, r.pos, "the tag "+quoted(text)+" has a prefix that is not declared", "")
	case !r.spaceAt(r.pos) && !(r.flow > 0 && strings.IndexByte(",]}", r.src[r.pos]) >= 0):
		r.fail(start, r.pos+1, "`"+r.src[r.pos:r.pos+1]+"` can't stand in the tag "+quoted(text), "put a blank behind the tag")
	}
	return text
}

// handleOf returns the start of a tag that could be a handle: letters and digits and a '!'.
func handleOf(rest string) string {
	i := 0
	for i < len(rest) && wordByte(rest[i]) {
		i++
	}
	return rest[:min(i+1, len(rest))]
}

func (r *reader) verbatimTag() string {
	start := r.pos
	r.pos += 2
	for r.pos < len(r.src) && (tagByte(r.src[r.pos]) || strings.IndexByte(",[]{}", r.src[r.pos]) >= 0) {
		r.pos++
	}
	text, ok := unescapeURI(r.src[start+2 : r.pos])
	if !ok || text == "" || r.pos == len(r.src) || r.src[r.pos] != '>' || !r.spaceAt(r.pos+1) {
		r.fail(start, r.pos, "the tag "+quoted(r.src[start:r.pos])+" is not closed by `>`", "")
		return ""
	}
	r.pos++
	if core, ok := strings.CutPrefix(text, "tag:yaml.org,2002:"); ok {
		return "!!" + core
	}
	return text
}

func wordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c == '-'
}

func tagByte(c byte) bool {
	return wordByte(c) || strings.IndexByte(";/?:@&=+$.!~*'()%", c) >= 0
}

// unescapeURI decodes the %XX of a tag; ok is false when one is malformed.
func unescapeURI(s string) (text string, ok bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true
	}
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out = append(out, s[i])
			continue
		}
		if i+2 >= len(s) {
			return s, false
		}
		high, ok1 := hexValue(s[i+1])
		low, ok2 := hexValue(s[i+2])
		if !ok1 || !ok2 {
			return s, false
		}
		out = append(out, byte(high<<4|low))
		i += 2
	}
	return string(out), utf8.Valid(out)
}
