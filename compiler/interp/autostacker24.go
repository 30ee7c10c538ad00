package interp

import (
	"fmt"
	"strings"
)

// ParseAutostacker24 reads the expressions of a string as autostacker24 2.9.1 does: every
// name counts, declared or not. Where that program crashes, there is an error and the
// expression stays text. The parts are nil when the string is its own literal.
//
// This is the grammar that its results show. All characters are ASCII ones, and an '@'
// before anything else is text:
//
//	escape : '@@'                                gives '@', whatever follows
//	expr   : '@' body | '@{' body '}'            no blanks in braces
//	       | '@file://' path '@'?                a path ends at white space or '@'
//	body   : NAME ('.' WORD)*
//	       | NAME '[' key (',' key)? ']'         one key is looked up in the mapping NAMEMap
//	key    : WORD | expr
//	NAME   : WORD ('::' WORD)?
//	WORD   : [A-Za-z0-9_]+
func ParseAutostacker24(text string) ([]Part, []Problem) {
	if strings.IndexByte(text, '@') < 0 {
		return nil, nil
	}
	s := stacker{parted: parted{text: text}}
	for at := s.next(0); at >= 0; at = s.next(s.read(at)) {
		if len(s.parts) >= MaxParts {
			s.failTooMany(at)
			break
		}
	}
	s.finish()
	return s.parts, s.problems
}

// stacker turns one string of autostacker24 into parts.
type stacker struct {
	parted
	reported
}

// next finds the first '@' from a place on, or -1.
func (s *stacker) next(from int) int { return offset(from, strings.IndexByte(s.text[from:], '@')) }

// read reads a run of '@' and the body behind it, and returns where to go on. Two '@' give
// one; an odd last one begins an expression, or is text.
func (s *stacker) read(at int) int {
	c := stack{cursor: cursor{text: s.text, at: at}}
	n := len(c.while(isAt))
	s.escape(at, n/2)
	if b := c.peek(); n%2 == 0 || b != '{' && !isWord(b) {
		return c.at
	}
	if file, ok := c.file(c.at - 1); ok {
		s.add(file)
		return file.To
	}
	c.at--
	part, want := c.expression(0)
	if want != "" {
		s.crash(part, want)
		return c.at
	}
	s.add(part)
	return part.To
}

// crash reports an expression that autostacker24 stops at, up to the byte that it cannot read.
func (s *stacker) crash(p Part, want string) {
	message := fmt.Sprintf("autostacker24 expects %s after %s", want, quoted(s.text[p.From:p.To]))
	p.To = min(p.To+1, len(s.text))
	s.fail(p, message, "write `@@` for a literal `@`")
}

// stack reads expressions. Each of its methods says what it expected at the place where it
// stopped, or "" when all is well.
type stack struct{ cursor }

func (c *stack) expression(depth int) (p Part, want string) {
	p = Part{From: c.at}
	c.at++
	p.Braced = c.take("{")
	if want = c.body(&p, depth); want == "" && p.Braced && !c.take("}") {
		want = "`}`"
	}
	p.To = c.at
	return p, want
}

func (c *stack) body(p *Part, depth int) (want string) {
	p.Kind, p.Name = Ref, c.name()
	switch {
	case p.Name == "":
		return "a name"
	case c.take("["):
		p.Kind = Lookup
		return c.keys(p, depth)
	}
	if p.Attr = c.segments(isWord); p.Attr != "" {
		p.Kind = Attr
	}
	return ""
}

// name reads WORD ('::' WORD)?.
func (c *stack) name() string {
	from := c.at
	if c.while(isWord) != "" && c.starts("::", isWord) {
		c.at += len("::")
		c.while(isWord)
	}
	return c.text[from:c.at]
}

// keys reads what follows the bracket of a lookup. One key is looked up by the convention.
func (c *stack) keys(p *Part, depth int) (want string) {
	if want = c.key(p, depth); want != "" {
		return want
	}
	if c.take("]") {
		p.followConvention()
		return ""
	}
	if !c.take(",") {
		return "`,` or `]`"
	}
	if want = c.key(p, depth); want == "" && !c.take("]") {
		return "`]`"
	}
	return want
}

// key reads one key and the white space around it, line breaks too.
func (c *stack) key(p *Part, depth int) (want string) {
	c.while(isSpace)
	k := Key{From: c.at}
	if c.peek() != '@' {
		k.Text = c.while(isWord)
		want = wantIf(k.Text == "", "a key")
	} else if depth+1 >= MaxNesting {
		return fmt.Sprintf("lookups no more than %d deep", MaxNesting)
	} else {
		var expr Part
		expr, want = c.expression(depth + 1)
		k.Expr = &expr
	}
	k.To = c.at
	p.Keys = append(p.Keys, k)
	c.while(isSpace)
	return want
}

// file reads what includes a file: a path up to white space or an '@', which is passed too.
func (c stack) file(at int) (Part, bool) {
	if !c.take(fileScheme) {
		return Part{}, false
	}
	path := c.while(isStackPath)
	c.take("@")
	return Part{Kind: File, From: at, To: c.at, Text: path}, path != ""
}

func isStackPath(b byte) bool { return b != '@' && !isSpace(b) }

func wantIf(missing bool, want string) string {
	if missing {
		return want
	}
	return ""
}
