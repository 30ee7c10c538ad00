package script

import (
	"bytes"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// simple walks a statement that is one command.
func (w *walker) simple(stmt *syntax.Stmt) {
	c := &Command{Span: nodeSpan(w.view, stmt), Frame: w.frame, Before: w.state.last, Within: w.reading}
	if stmt.Cmd != nil {
		c.Span = nodeSpan(w.view, stmt.Cmd)
	}
	c.ErrExit, c.PipeFail = w.state.errexit, w.state.pipefail
	outer := w.reading
	w.reading, w.substituted = c, nil
	w.fill(c, stmt.Cmd)
	c.Redirects = w.redirects(stmt.Redirs, c)
	w.reading = outer
	c.unwrap()
	w.ran(c)
	w.effect(c)
}

// ran notes a command. Those that are substituted into its words ran before.
func (w *walker) ran(c *Command) {
	c.place = len(w.script.Commands)
	w.script.Commands = append(w.script.Commands, c)
}

// fill reads the words of a command.
func (w *walker) fill(c *Command, cmd syntax.Command) {
	switch cmd := cmd.(type) {
	case *syntax.CallExpr:
		w.assigns(c, cmd.Assigns)
		c.Words = w.words(cmd.Args)
	case *syntax.DeclClause:
		c.Words = []Word{w.word(&syntax.Word{Parts: []syntax.WordPart{cmd.Variant}})}
		w.assigns(c, cmd.Args)
	case *syntax.TestClause:
		c.Words = []Word{w.source(cmd.Left, 2)}
		w.test(c, cmd.X)
	case *syntax.ArithmCmd:
		w.nested(cmd)
		c.Words = []Word{w.source(cmd.Left, 2)}
	case *syntax.LetClause:
		w.nested(cmd)
		c.Words = []Word{w.source(cmd.Let, 3)}
	}
}

// source is a word of the source as it stands: an operator, a keyword.
func (w *walker) source(at syntax.Pos, length int) Word {
	from := min(int(at.Offset()), len(w.view.text))
	to := min(from+length, len(w.view.text))
	b := &wordBuilder{}
	b.raw(w.view.text, from, to)
	return b.done(w.view, from, to)
}

// test reads the words of [[ … ]] in their order.
func (w *walker) test(c *Command, x syntax.TestExpr) {
	switch x := x.(type) {
	case *syntax.Word:
		c.Words = append(c.Words, w.word(x))
	case *syntax.UnaryTest:
		c.Words = append(c.Words, w.source(x.OpPos, len(x.Op.String())))
		w.test(c, x.X)
	case *syntax.ParenTest:
		w.test(c, x.X)
	case *syntax.BinaryTest:
		w.test(c, x.X)
		c.Words = append(c.Words, w.source(x.OpPos, len(x.Op.String())))
		w.test(c, x.Y)
	}
}

// assigns reads assignments; words of declare, export and local that assign nothing are arguments.
func (w *walker) assigns(c *Command, list []*syntax.Assign) {
	for _, assign := range list {
		value := w.word(assign.Value)
		w.array(assign.Array)
		switch {
		case assign.Name == nil:
			c.Words = append(c.Words, value)
		case assign.Naked:
			c.Words = append(c.Words, w.source(assign.Name.Pos(), len(assign.Name.Value)))
		default:
			w.assign(c, assign, value)
		}
	}
}

func (w *walker) array(array *syntax.ArrayExpr) {
	if array == nil {
		return
	}
	for _, elem := range array.Elems {
		w.word(elem.Value)
	}
}

func (w *walker) assign(c *Command, assign *syntax.Assign, value Word) {
	from, to := offsets(w.view, assign.Name)
	a := &Assignment{Name: w.view.text[from:to], At: w.view.span(from, to), Span: nodeSpan(w.view, assign), Value: value, Append: assign.Append, Command: c}
	if !assign.Append && assign.Index == nil {
		a.Of = value.StatusOf()
	}
	c.Sets = append(c.Sets, a)
	w.script.Assignments = append(w.script.Assignments, a)
}

func (w *walker) redirects(list []*syntax.Redirect, c *Command) (redirects []*Redirect) {
	for _, redir := range list {
		r := &Redirect{Op: redir.Op.String(), Target: w.word(redir.Word), Span: nodeSpan(w.view, redir)}
		if redir.N != nil {
			r.FD = redir.N.Value
		}
		if redir.Hdoc != nil || redir.Op == syntax.Hdoc || redir.Op == syntax.DashHdoc {
			r.Span = w.view.span(bounds(w.view, redir.OpPos, redir.Word.End()))
			r.Heredoc = w.heredoc(redir, r.Target.Quoted, c)
		}
		redirects = append(redirects, r)
	}
	return redirects
}

func (w *walker) heredoc(redir *syntax.Redirect, quoted bool, c *Command) *Heredoc {
	end := w.word(redir.Word)
	h := &Heredoc{Quoted: quoted || strings.Contains(nodeText(w.view, redir.Word), `\`), Command: c}
	if redir.Hdoc != nil {
		h.Body = w.document(redir, end.Text, h.Quoted)
	}
	w.script.Heredocs = append(w.script.Heredocs, h)
	return h
}

// document takes the text of a here-document. With quotes around its end mark all is literal, and
// behind <<- the tabs that begin lines are no part of it.
func (w *walker) document(redir *syntax.Redirect, end string, quoted bool) Word {
	b := &wordBuilder{}
	for _, part := range redir.Hdoc.Parts {
		from, to := offsets(w.view, part)
		if quoted {
			b.raw(w.view.text, from, to)
		} else {
			w.parts(b, []syntax.WordPart{part}, inHeredoc)
		}
	}
	if redir.Op == syntax.DashHdoc {
		b.untab()
	}
	b.cutLine(end)
	from, _ := offsets(w.view, redir.Hdoc)
	to := from
	if n := len(b.at); n > 0 {
		to = b.at[n-1] + 1
	}
	body := b.done(w.view, from, to)
	body.depth, body.Quoted = w.depth, true
	return body
}

// cutLine removes the last line, which the parser counts to the body, when it is the end mark.
func (b *wordBuilder) cutLine(end string) {
	start := bytes.LastIndexByte(b.text, '\n') + 1
	if string(bytes.TrimSpace(b.text[start:])) == end {
		b.text, b.at = b.text[:start], b.at[:start]
	}
}

// untab removes the tabs that begin lines.
func (b *wordBuilder) untab() {
	kept, start := 0, true
	shift := make([]int, len(b.text)+1) // where each byte goes to
	for i, c := range b.text {
		shift[i] = kept
		if start = start && c == '\t'; start {
			continue
		}
		b.text[kept], b.at[kept] = c, b.at[i]
		kept, start = kept+1, c == '\n'
	}
	shift[len(b.text)] = kept
	b.text, b.at = b.text[:kept], b.at[:kept]
	for i := range b.word.Expansions {
		e := &b.word.Expansions[i]
		e.From, e.To = shift[e.From], shift[e.To]
	}
}

func nodeText(v *view, n syntax.Node) string {
	from, to := offsets(v, n)
	return v.text[from:to]
}
