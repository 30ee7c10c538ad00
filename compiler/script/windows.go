package script

import (
	"slices"
	"strings"
)

// comment returns where a comment that begins here ends, or the place itself.
func (r *lightReader) comment() int {
	rest := r.text[r.pos:]
	switch {
	case r.power() && strings.HasPrefix(rest, "<#"):
		if i := strings.Index(rest, "#>"); i >= 0 {
			return r.pos + i + len("#>")
		}
		return len(r.text)
	case r.power() && rest[0] == '#', !r.power() && r.command == nil && (strings.HasPrefix(rest, "::") || remark(rest)):
		return lineEnd(r.text, r.pos)
	}
	return r.pos
}

func remark(rest string) bool {
	return startsWith(rest, "rem") && (len(rest) == len("rem") || strings.IndexByte(" \t\r\n", rest[len("rem")]) >= 0)
}

// keyword reports whether a command is only the word of the language before brackets.
func (r *lightReader) keyword(c *Command) bool {
	words := []string{"if", "else", "elseif", "try", "catch", "finally", "while", "do", "until", "for", "foreach", "switch", "function", "param", "begin", "process", "end"}
	return r.power() && len(c.Words) > 0 && slices.Contains(words, strings.ToLower(c.Name))
}

// ran notes whose status can be asked for next.
func (r *lightReader) ran(c *Command) {
	quiet := []string{"echo", "echo.", "set", "title", "cd", "goto", "if"}
	switch {
	case len(c.Words) == 0, !r.power() && slices.Contains(quiet, strings.ToLower(c.Name)):
		return
	case !r.power() || !cmdlet(c.Name):
		r.native = c
	}
	r.last = c
}

// cmdlet reports whether a name is that of a command of PowerShell: Write-Host.
func cmdlet(name string) bool {
	verb, noun, ok := strings.Cut(name, "-")
	return ok && verb != "" && noun != "" && isUpper(verb[0]) && isUpper(noun[0])
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// assign takes $x = … of PowerShell and set x=… of batch files.
func (r *lightReader) assign(c *Command) {
	switch {
	case len(c.Words) < 2:
	case r.power() && c.Words[0].Text[:min(1, len(c.Words[0].Text))] == "$" && strings.HasSuffix(c.Words[1].Text, "=") && len(c.Words[1].Text) <= 2:
		r.powerSet(c)
	case !r.power() && strings.EqualFold(c.Words[0].Text, "set"):
		r.batchSet(c)
	}
}

func (r *lightReader) powerSet(c *Command) {
	target, rest := c.Words[0], c.Words[2:]
	a := &Assignment{Name: target.Text[1:], At: target.At(1, len(target.Text)), Span: c.Span, Command: c, Append: c.Words[1].Text != "="}
	if len(rest) > 0 {
		a.Value = rest[0]
		a.Of = a.Value.StatusOf()
	}
	c.Sets, c.Words = []*Assignment{a}, rest
	if len(rest) == 1 && (a.Value.Quoted || !a.Value.Literal()) {
		c.Words = nil // a value, and no command
	}
	r.script.Assignments = append(r.script.Assignments, a)
}

func (r *lightReader) batchSet(c *Command) {
	w := c.Words[1]
	i := strings.IndexByte(w.Text, '=')
	if i <= 0 {
		return
	}
	a := &Assignment{Name: w.Text[:i], At: w.At(0, i), Span: c.Span, Value: w.from(i + 1), Command: c}
	a.Of = a.Value.StatusOf()
	c.Sets = []*Assignment{a}
	r.script.Assignments = append(r.script.Assignments, a)
}

// word reads one word.
func (r *lightReader) word() Word {
	from := r.pos
	b := &wordBuilder{}
	for r.pos < len(r.text) && !r.ends(r.text[r.pos]) {
		r.piece(b)
	}
	if r.pos == from && r.pos < len(r.text) {
		r.take(b, 1) // a character that separates nothing here
	}
	w := b.done(r.view, from, r.pos)
	w.Splits = w.Splits || HasHole(w.Text) && !w.Quoted
	return w
}

func (r *lightReader) ends(c byte) bool {
	if r.power() {
		return strings.IndexByte(" \t\r\n;|&(){}<>,", c) >= 0
	}
	return strings.IndexByte(" \t\r\n|&()<>", c) >= 0
}

func (r *lightReader) take(b *wordBuilder, n int) {
	n = min(n, len(r.text)-r.pos)
	b.raw(r.text, r.pos, r.pos+n)
	r.pos += n
}

func (r *lightReader) piece(b *wordBuilder) {
	c := r.text[r.pos]
	switch {
	case r.power() && (strings.HasPrefix(r.text[r.pos:], `@"`) || strings.HasPrefix(r.text[r.pos:], "@'")):
		r.hereString(b)
	case c == '"', c == '\'' && r.power():
		r.quotes(b, c)
	case c == r.escape() && r.pos+1 < len(r.text):
		r.pos++
		r.take(b, 1)
	default:
		if !r.variable(b) {
			r.take(b, 1)
		}
	}
}

// quotes reads a string. In batch files it ends with its line at the latest.
func (r *lightReader) quotes(b *wordBuilder, quote byte) {
	b.word.Quoted = true
	r.pos++
	for r.pos < len(r.text) {
		c := r.text[r.pos]
		switch {
		case c == quote && r.power() && strings.HasPrefix(r.text[r.pos+1:], string(quote)):
			r.pos++
			r.take(b, 1)
		case c == quote:
			r.pos++
			return
		case c == '\n' && !r.power():
			return
		case c == '`' && quote == '"' && r.power():
			r.pos++
			r.take(b, 1)
		case quote == '\'' || !r.variable(b):
			r.take(b, 1)
		}
	}
	if r.power() {
		r.giveUp(r.pos)
	}
}

// hereString reads @" … "@, whose end stands at the beginning of a line.
func (r *lightReader) hereString(b *wordBuilder) {
	b.word.Quoted = true
	quote := r.text[r.pos+1 : r.pos+2]
	start := nextLine(r.text, lineEnd(r.text, r.pos))
	length := strings.Index(r.text[start:], "\n"+quote+"@")
	if length < 0 {
		r.giveUp(r.pos)
		r.pos = len(r.text)
		return
	}
	r.pos = start
	for end := start + length; r.pos < end; {
		if quote == "'" || !r.variable(b) {
			r.take(b, 1)
		}
	}
	r.pos = start + length + len("\n'@")
}

// variable reads $x, $env:x, ${x}, $(…) or %x%.
func (r *lightReader) variable(b *wordBuilder) bool {
	length, name := r.reference()
	if length == 0 {
		return false
	}
	from, start := r.pos, len(b.text)
	e := Expansion{Kind: Variable, Name: name, From: start, To: start + length, Span: r.view.span(from, from+length)}
	r.describe(&e)
	r.take(b, length)
	b.word.Expansions = append(b.word.Expansions, e)
	return true
}

func (r *lightReader) describe(e *Expansion) {
	switch strings.ToLower(e.Name) {
	case "?":
		e.Kind, e.Of = ExitStatus, r.last
	case "lastexitcode", "errorlevel":
		e.Kind, e.Of = ExitStatus, r.native
	case "(":
		e.Kind, e.Name = Substitution, ""
	default:
		r.script.Uses = append(r.script.Uses, Use{Name: e.Name, Span: e.Span})
	}
	if e.Of != nil {
		e.Of.StatusRead = true
	}
}

// reference returns the length and the name of a reference to a variable that begins here.
func (r *lightReader) reference() (length int, name string) {
	rest := r.text[r.pos:]
	switch {
	case !r.power():
		return percent(rest)
	case rest[0] != '$' || len(rest) < 2:
		return 0, ""
	case rest[1] == '?', rest[1] == '$':
		return 2, rest[1:2]
	case rest[1] == '(':
		return closing(rest, 1), "("
	case rest[1] == '{':
		if i := strings.IndexByte(rest, '}'); i > 0 {
			return i + 1, rest[2:i]
		}
		return 0, ""
	}
	end := 1
	for end < len(rest) && (isName(rest[end]) || rest[end] == ':' && end+1 < len(rest) && isName(rest[end+1])) {
		end++
	}
	if end == 1 {
		return 0, ""
	}
	return end, rest[1:end]
}

func isName(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// percent reads %x% and !x! of batch files.
func percent(rest string) (length int, name string) {
	if rest[0] != '%' && rest[0] != '!' {
		return 0, ""
	}
	end := 1
	for end < len(rest) && isName(rest[end]) {
		end++
	}
	if end == 1 || end == len(rest) || rest[end] != rest[0] {
		return 0, ""
	}
	return end + 1, rest[1:end]
}

// closing returns the length up to the bracket that closes the one at a place, all if there is none.
func closing(text string, at int) int {
	depth := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}
