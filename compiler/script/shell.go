package script

import (
	"cmp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// readShell reads a shell script that stands in one or several pieces, such as the commands of
// runcmd, which one shell runs one after the other.
func (s *Script) readShell(depth int, pieces ...*view) {
	w := newWalker(s, depth)
	for _, p := range pieces {
		w.piece(p)
	}
	w.finish()
}

func newWalker(s *Script, depth int) *walker {
	w := &walker{script: s, depth: depth, functions: map[string]*Function{}}
	w.state.vars = map[string]*Command{}
	if s.Interpreter.Has('e') {
		w.state.errexit = On
	}
	if slices.Contains(s.Interpreter.Options, "pipefail") {
		w.state.pipefail = On
	}
	return w
}

// given notes a command whose words no shell splits.
func (w *walker) given(words []Word) {
	c := &Command{Words: words, Frame: w.frame, Before: w.state.last, ErrExit: w.state.errexit, PipeFail: w.state.pipefail}
	if len(words) > 0 {
		c.Span = Span{words[0].Span.From, words[len(words)-1].Span.To}
	}
	c.unwrap()
	w.ran(c)
	w.effect(c)
}

// piece reads and walks one text.
func (w *walker) piece(v *view) {
	w.text(v, w.parse(v))
}

// text walks statements of a text, which may be another one than that around it.
func (w *walker) text(v *view, stmts []*syntax.Stmt) {
	outer := w.view
	w.view = v
	w.stmts(stmts)
	w.view = outer
}

// parse reads the statements of a text up to the first that cannot be read, and notes its functions.
func (w *walker) parse(v *view) (stmts []*syntax.Stmt) {
	if len(v.text) > MaxSize || crowded(v.text) {
		w.broken(v, 0)
		return nil
	}
	known := 0
	defer func() {
		if recover() != nil { // the parser is not ours, and a script must not end the program
			w.broken(v, known)
		}
	}()
	parser := syntax.NewParser(syntax.Variant(syntax.LangBash))
	for stmt, err := range parser.StmtsSeq(strings.NewReader(mask(v.text))) {
		if err != nil {
			w.broken(v, known)
			break
		}
		stmts = append(stmts, stmt)
		known = min(int(stmt.End().Offset()), len(v.text))
	}
	w.declare(v, stmts)
	return stmts
}

// broken notes that a text could not be read from a place on.
func (w *walker) broken(v *view, from int) {
	at := v.span(from, len(v.text)).From
	if !w.script.Broken || at < w.script.Known {
		w.script.Known = at
	}
	w.script.Broken = true
}

// crowded reports whether brackets may be nested deeper than is worth reading. Quotes are not
// regarded: the parser needs the stack for them, too.
func crowded(text string) bool {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(', '{':
			depth++
		case ')', '}':
			depth = max(0, depth-1)
		}
		if depth > maxBrackets {
			return true
		}
	}
	return false
}

// declared is the body of a function.
type declared struct {
	view *view
	body *syntax.Stmt
}

func (w *walker) declare(v *view, stmts []*syntax.Stmt) {
	for _, stmt := range stmts {
		syntax.Walk(stmt, func(n syntax.Node) bool {
			if f, ok := n.(*syntax.FuncDecl); ok && f.Name != nil && w.functions[f.Name.Value] == nil {
				w.newFunction(v, f)
			}
			return true
		})
	}
}

func (w *walker) newFunction(v *view, decl *syntax.FuncDecl) {
	f := &Function{Name: decl.Name.Value, Span: nodeSpan(v, decl), body: &declared{v, decl.Body}}
	w.functions[f.Name] = f
	w.script.Functions = append(w.script.Functions, f)
}

// finish walks what runs at the end: traps, and functions that nobody called before.
func (w *walker) finish() {
	for i := 0; i < len(w.script.Traps); i++ { // a trap may set another
		w.trapBody(w.script.Traps[i])
	}
	for _, f := range w.script.Functions {
		if !f.visited {
			w.state = w.state.lost()
			w.state.errexit, w.state.pipefail = Unsure, Unsure
			w.body(f)
		}
	}
	s := w.script
	s.Order = s.Commands
	s.Commands = slices.Clone(s.Commands)
	slices.SortStableFunc(s.Commands, func(a, b *Command) int { return cmp.Compare(a.Span.From, b.Span.From) })
	slices.SortStableFunc(s.Assignments, func(a, b *Assignment) int { return cmp.Compare(a.Span.From, b.Span.From) })
	slices.SortStableFunc(s.Functions, func(a, b *Function) int { return cmp.Compare(a.Span.From, b.Span.From) })
	slices.SortStableFunc(s.Heredocs, func(a, b *Heredoc) int { return cmp.Compare(a.Body.Span.From, b.Body.Span.From) })
	if !s.Broken {
		s.Known = s.Span.To
	}
}

// nodeSpan is the place of a node of the parser. Positions that it does not know are nowhere.
func nodeSpan(v *view, n syntax.Node) Span {
	from, to := offsets(v, n)
	return v.span(from, to)
}

func offsets(v *view, n syntax.Node) (from, to int) {
	return bounds(v, n.Pos(), n.End())
}

func bounds(v *view, start, end syntax.Pos) (from, to int) {
	from = min(int(start.Offset()), len(v.text))
	return from, max(from, min(int(end.Offset()), len(v.text)))
}
