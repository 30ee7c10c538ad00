package script

import "mvdan.cc/sh/v3/syntax"

// walker goes through statements in the order in which they run.
type walker struct {
	script      *Script
	view        *view
	state       state
	frame       *Frame
	reading     *Command // the command whose words are read
	substituted *Command // the last command of the last substitution
	functions   map[string]*Function
	depth       int
}

func (w *walker) stmts(list []*syntax.Stmt) {
	for _, stmt := range list {
		w.stmt(stmt)
	}
}

func (w *walker) stmt(stmt *syntax.Stmt) {
	if w.depth >= MaxDepth {
		w.broken(w.view, int(stmt.Pos().Offset()))
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	switch {
	case stmt.Background:
		w.within(&Frame{Kind: Background}, func() { w.apart(func() { w.negation(stmt) }) })
		w.state.ran(nil)
	default:
		w.negation(stmt)
	}
}

func (w *walker) negation(stmt *syntax.Stmt) {
	if !stmt.Negated {
		w.redirected(stmt)
		return
	}
	w.within(&Frame{Kind: Negation}, func() { w.redirected(stmt) })
	w.state.ran(nil)
}

// redirected walks a statement, and what its redirections hold if it is more than a simple command.
func (w *walker) redirected(stmt *syntax.Stmt) {
	switch stmt.Cmd.(type) {
	case nil, *syntax.CallExpr, *syntax.DeclClause, *syntax.TestClause, *syntax.ArithmCmd, *syntax.LetClause:
		w.simple(stmt)
	default:
		if len(stmt.Redirs) == 0 {
			w.compound(stmt.Cmd)
			return
		}
		redirects := w.redirects(stmt.Redirs, nil)
		w.within(&Frame{Kind: Group, Redirects: redirects}, func() { w.compound(stmt.Cmd) })
	}
}

func (w *walker) compound(cmd syntax.Command) {
	switch cmd := cmd.(type) {
	case *syntax.BinaryCmd:
		w.binary(cmd)
	case *syntax.IfClause:
		w.branch(cmd)
		w.state.ran(nil)
	case *syntax.WhileClause:
		w.loop(cmd.Cond, cmd.Do)
	case *syntax.ForClause:
		w.forWords(cmd.Loop)
		w.loop(nil, cmd.Do)
	case *syntax.CaseClause:
		w.cases(cmd)
	case *syntax.Block:
		w.within(&Frame{Kind: Group}, func() { w.stmts(cmd.Stmts) })
	case *syntax.Subshell:
		w.within(&Frame{Kind: Subshell}, func() { w.apart(func() { w.stmts(cmd.Stmts) }) })
	case *syntax.TimeClause:
		if cmd.Stmt != nil {
			w.stmt(cmd.Stmt)
		}
	case *syntax.CoprocClause:
		w.within(&Frame{Kind: Background}, func() { w.apart(func() { w.stmt(cmd.Stmt) }) })
		w.state.ran(nil)
	default: // a declaration of a function does nothing yet
		w.state.ran(nil)
	}
}

func (w *walker) binary(cmd *syntax.BinaryCmd) {
	left, right := &Frame{Kind: AndLeft}, &Frame{Kind: AndRight}
	switch cmd.Op {
	case syntax.Pipe, syntax.PipeAll:
		w.pipeline(cmd)
		return
	case syntax.OrStmt:
		left.Kind, right.Kind = OrLeft, OrRight
		left.Else = right
	default:
		left.Then = right
	}
	w.within(left, func() { w.stmt(cmd.X) })
	w.perhaps(func() { w.within(right, func() { w.stmt(cmd.Y) }) })
}

func (w *walker) branch(cmd *syntax.IfClause) {
	if w.depth >= MaxDepth {
		w.broken(w.view, int(cmd.Position.Offset()))
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	if len(cmd.Cond) == 0 { // the last else
		w.stmts(cmd.Then)
		return
	}
	cond := &Frame{Kind: IfCondition, Then: &Frame{Kind: IfThen}}
	if cmd.Else != nil {
		cond.Else = &Frame{Kind: IfElse}
	}
	w.within(cond, func() { w.stmts(cmd.Cond) })
	before := w.state.copied()
	w.within(cond.Then, func() { w.stmts(cmd.Then) })
	then := w.state
	w.state = before
	if cmd.Else != nil {
		w.within(cond.Else, func() { w.branch(cmd.Else) })
	}
	w.state = w.state.joined(then)
}

// loop walks a body once. What it changes may be so at its beginning, too.
func (w *walker) loop(cond, body []*syntax.Stmt) {
	w.state = w.state.lost()
	loop := &Frame{Kind: LoopBody}
	w.within(&Frame{Kind: LoopCondition, Then: loop}, func() { w.stmts(cond) })
	w.perhaps(func() { w.within(loop, func() { w.stmts(body) }) })
	w.state.ran(nil)
}

func (w *walker) forWords(loop syntax.Loop) {
	if words, ok := loop.(*syntax.WordIter); ok {
		w.words(words.Items)
		w.state.set(words.Name.Value, nil)
	}
}

func (w *walker) cases(cmd *syntax.CaseClause) {
	w.word(cmd.Word)
	for _, item := range cmd.Items {
		w.perhaps(func() { w.within(&Frame{Kind: CaseArm}, func() { w.stmts(item.Stmts) }) })
	}
	w.state.ran(nil)
}

// pipeline walks commands that read one another's output. Each has a shell of its own.
func (w *walker) pipeline(cmd *syntax.BinaryCmd) {
	var heads []*Command
	var first int
	for i, stage := range stages(cmd) {
		start := len(w.script.Commands)
		w.within(&Frame{Kind: Pipeline}, func() {
			w.apart(func() { w.stmt(stage) })
			heads = append(heads, w.state.last)
			if i > 0 {
				w.join(w.script.Commands[first:start], w.script.Commands[start:])
			}
		})
		first = start
	}
	w.state.pipe = heads
	if w.state.pipefail != Off {
		w.state.last = nil
	}
}

// stages returns the statements of a pipeline, which the parser nests to the left.
func stages(cmd *syntax.BinaryCmd) (list []*syntax.Stmt) {
	list = append(list, cmd.Y)
	for {
		inner, ok := cmd.X.Cmd.(*syntax.BinaryCmd)
		if !ok || inner.Op != syntax.Pipe && inner.Op != syntax.PipeAll || len(cmd.X.Redirs) > 0 || cmd.X.Negated {
			break
		}
		list, cmd = append(list, inner.Y), inner
	}
	list = append(list, cmd.X)
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list
}

// join notes what pipes into what. Commands of substitutions have no part in it.
func (w *walker) join(writers, readers []*Command) {
	writer, reader := last(writers, w.frame.Outer), first(readers, w.frame.Outer)
	if writer == nil || reader == nil {
		return
	}
	for _, c := range writers {
		if c.PipesTo == nil && direct(c, w.frame.Outer) {
			c.PipesTo = reader
		}
	}
	for _, c := range readers {
		if c.PipedFrom == nil && direct(c, w.frame.Outer) {
			c.PipedFrom = writer
		}
	}
}

// direct reports whether nothing between a command and an outer frame takes its output away.
func direct(c *Command, outer *Frame) bool {
	for f := c.Frame; f != nil && f != outer; f = f.Outer {
		if f.Kind == InSubstitution || f.Kind == InTrap || output(f.Redirects) != nil {
			return false
		}
	}
	return true
}

func first(list []*Command, outer *Frame) *Command {
	for _, c := range list {
		if direct(c, outer) {
			return c
		}
	}
	return nil
}

func last(list []*Command, outer *Frame) *Command {
	for i := len(list) - 1; i >= 0; i-- {
		if direct(list[i], outer) {
			return list[i]
		}
	}
	return nil
}
