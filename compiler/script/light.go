package script

import (
	"slices"
	"strings"
)

// lightReader reads the command lines of PowerShell and batch files. It knows words, quotes and
// what separates commands; of the languages it knows nothing else. What stands in brackets is
// read as commands of a Block, and expressions as words.
type lightReader struct {
	script  *Script
	view    *view
	text    string
	pos     int
	command *Command
	frame   *Frame
	last    *Command // the command whose status $? is, nil when that is not known
	native  *Command // the same for $LASTEXITCODE, which commands of PowerShell itself do not set
	depth   int
	piped   *Command // the command that pipes into the next one
	joint   *Frame   // what && and || make of the next one
}

// ReadLight reads a text as PowerShell or a batch file, whatever it begins with.
func ReadLight(text string, language Language) *Script {
	v := given(text)
	s := &Script{Language: language, Span: v.span(0, len(text))}
	s.readLight(v)
	return s
}

func (s *Script) readLight(v *view) {
	s.Known = s.Span.To
	r := &lightReader{script: s, view: v, text: v.text}
	if len(v.text) > MaxSize {
		r.giveUp(0)
		return
	}
	for r.pos < len(r.text) && !s.Broken {
		r.step()
	}
	r.flush()
	s.Order = slices.Clone(s.Commands)
}

// power reports whether the language is PowerShell.
func (r *lightReader) power() bool { return r.script.Language == PowerShell }

// escape is the character that takes the meaning of the next one away.
func (r *lightReader) escape() byte {
	if r.power() {
		return '`'
	}
	return '^'
}

// step reads one separator, comment or word.
func (r *lightReader) step() {
	if end := r.comment(); end > r.pos {
		r.pos = end
		return
	}
	c := r.text[r.pos]
	switch {
	case c == '\n', c == ';' && r.power():
		r.flush()
		r.piped, r.joint = nil, nil
		r.pos++
	case c == ' ', c == '\t', c == '\r', c == ',' && r.power():
		r.pos++
	case c == r.escape() && r.continues():
		r.pos = nextLine(r.text, lineEnd(r.text, r.pos))
	case c == '(', c == '{', c == ')', c == '}':
		r.bracket(c)
	case c == '|', c == '&':
		r.operator(c)
	case c == '>', c == '<':
		r.redirect()
	case c == '@' && r.command == nil && !r.power():
		r.pos++ // a batch command that is not shown
	default:
		r.add(r.word())
	}
}

// continues reports whether a command goes on in the next line.
func (r *lightReader) continues() bool {
	rest := strings.TrimLeft(r.text[r.pos+1:], " \t")
	return rest == "" || rest[0] == '\n' || rest[0] == '\r'
}

func (r *lightReader) bracket(c byte) {
	r.flush()
	r.pos++
	r.last, r.native, r.piped, r.joint = nil, nil, nil, nil
	switch {
	case c == '(' || c == '{':
		if r.depth++; r.depth > MaxDepth {
			r.giveUp(r.pos)
			return
		}
		r.frame = &Frame{Kind: Block, Outer: r.frame}
	case r.frame != nil:
		r.depth--
		r.frame = r.frame.Outer
	}
}

func (r *lightReader) giveUp(from int) {
	r.script.Broken, r.script.Known = true, r.view.span(from, len(r.text)).From
}

// operator reads |, ||, && and &, which calls in PowerShell and separates in batch files.
func (r *lightReader) operator(c byte) {
	twice := r.pos+1 < len(r.text) && r.text[r.pos+1] == c
	if c == '&' && !twice && r.power() && r.command == nil {
		r.pos++
		return
	}
	left := r.flush()
	r.pos++
	if !twice {
		if c == '|' {
			r.piped = left
		}
		return
	}
	r.pos++
	kinds := [2]FrameKind{AndLeft, AndRight}
	if c == '|' {
		kinds = [2]FrameKind{OrLeft, OrRight}
	}
	if left != nil {
		left.Frame = &Frame{Kind: kinds[0], Outer: left.Frame}
	}
	r.joint = &Frame{Kind: kinds[1], Outer: r.frame}
}

// redirect reads > and >> with their file; of <, and of numbers before them, it reads the same.
func (r *lightReader) redirect() {
	from := r.pos
	for r.pos < len(r.text) && strings.IndexByte("<>", r.text[r.pos]) >= 0 {
		r.pos++
	}
	op := r.text[from:r.pos]
	if r.pos < len(r.text) && r.text[r.pos] == '&' {
		r.pos++
		op += "&"
	}
	for r.pos < len(r.text) && (r.text[r.pos] == ' ' || r.text[r.pos] == '\t') {
		r.pos++
	}
	target := r.word()
	c := r.open(from)
	fd := c.stream(r.view.span(from, from).From)
	from -= len(fd)
	c.Redirects = append(c.Redirects, &Redirect{Op: op, FD: fd, Target: target, Span: r.view.span(from, r.pos)})
}

// stream takes the number directly before a redirection from the words.
func (c *Command) stream(at int) string {
	n := len(c.Words)
	if n == 0 || c.Words[n-1].Span.To != at || len(c.Words[n-1].Text) != 1 || c.Words[n-1].Text[0] < '0' || c.Words[n-1].Text[0] > '9' {
		return ""
	}
	fd := c.Words[n-1].Text
	c.Words = c.Words[:n-1]
	return fd
}

// open returns the command that is read, and begins one if there is none.
func (r *lightReader) open(from int) *Command {
	if r.command == nil {
		frame := r.frame
		if r.joint != nil {
			frame = r.joint
		}
		r.command = &Command{Span: r.view.span(from, from), Frame: frame, Before: r.last, PipedFrom: r.piped, anyCase: true}
		if r.piped != nil {
			r.piped.PipesTo = r.command
		}
		r.joint, r.piped = nil, nil
	}
	return r.command
}

func (r *lightReader) add(w Word) {
	c := r.open(w.base)
	c.Words = append(c.Words, w)
	c.Span.To = w.Span.To
}

// flush ends the command that is read.
func (r *lightReader) flush() *Command {
	c := r.command
	if c == nil {
		return nil
	}
	r.command = nil
	r.assign(c)
	if len(c.Words) > 0 {
		c.Name = c.Words[0].name()
	}
	if r.keyword(c) {
		return nil
	}
	r.script.Commands = append(r.script.Commands, c)
	r.ran(c)
	return c
}
