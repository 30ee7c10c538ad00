package script

import (
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// word reads a word and walks the commands that are substituted into it.
func (w *walker) word(word *syntax.Word) Word {
	if word == nil {
		return Word{}
	}
	b := &wordBuilder{}
	w.parts(b, word.Parts, plain)
	from, to := offsets(w.view, word)
	done := b.done(w.view, from, to)
	done.depth = w.depth
	done.Splits = done.Splits || HasHole(done.Text) && !done.Quoted
	return done
}

func (w *walker) words(list []*syntax.Word) (words []Word) {
	for _, word := range list {
		words = append(words, w.word(word))
	}
	return words
}

// quoting says which backslashes escape.
type quoting uint8

const (
	plain quoting = iota // all
	inQuotes
	inHeredoc
)

func (w *walker) parts(b *wordBuilder, parts []syntax.WordPart, q quoting) {
	for _, part := range parts {
		from, to := offsets(w.view, part)
		switch part := part.(type) {
		case *syntax.Lit:
			w.literal(b, from, to, q)
		case *syntax.SglQuoted:
			b.word.Quoted = true
			if part.Dollar && strings.Contains(part.Value, `\`) {
				w.expansion(b, Expansion{Kind: Calculation}, from, to)
				continue
			}
			b.raw(w.view.text, min(from+1+number(part.Dollar), to), max(from, to-1))
		case *syntax.DblQuoted:
			b.word.Quoted = true
			w.parts(b, part.Parts, inQuotes)
		default:
			w.expanded(b, part, from, to, q)
		}
	}
}

func number(is bool) int {
	if is {
		return 1
	}
	return 0
}

// literal takes text without the backslashes that escape.
func (w *walker) literal(b *wordBuilder, from, to int, q quoting) {
	text := w.view.text
	for i := from; i < to; i++ {
		if i+1 == to && strings.HasPrefix(text[i:], "\\\n") {
			return // the parser ends a text here
		}
		if text[i] != '\\' || i+1 == to {
			b.raw(text, i, i+1)
			continue
		}
		next := text[i+1]
		switch {
		case next == '\n':
			i++
		case next == '\r' && i+2 < to && text[i+2] == '\n':
			i += 2
		case q == plain, strings.IndexByte("$`\\", next) >= 0, next == '"' && q == inQuotes:
			b.raw(text, i+1, i+2)
			i++
		default:
			b.raw(text, i, i+1)
		}
	}
}

func (w *walker) expanded(b *wordBuilder, part syntax.WordPart, from, to int, q quoting) {
	switch part := part.(type) {
	case *syntax.ParamExp:
		b.word.Splits = b.word.Splits || q == plain && !fixed(part) || list(part)
		w.expansion(b, w.parameter(part, from, to), from, to)
	case *syntax.CmdSubst:
		b.word.Splits = b.word.Splits || q == plain
		w.expansion(b, Expansion{Kind: Substitution, Commands: w.substitution(part.Stmts, true)}, from, to)
	case *syntax.ProcSubst:
		w.expansion(b, Expansion{Kind: Substitution, Commands: w.substitution(part.Stmts, false)}, from, to)
	case *syntax.ExtGlob:
		b.raw(w.view.text, from, to)
	default:
		w.nested(part)
		w.expansion(b, Expansion{Kind: Calculation}, from, to)
	}
}

func (w *walker) expansion(b *wordBuilder, e Expansion, from, to int) {
	e.From, e.Span = len(b.text), w.view.span(from, to)
	b.raw(w.view.text, from, to)
	e.To = len(b.text)
	b.word.Expansions = append(b.word.Expansions, e)
}

// fixed reports whether a parameter is always one word.
func fixed(p *syntax.ParamExp) bool {
	return p.Param != nil && (strings.Contains("?#$!", p.Param.Value) || p.Length)
}

// list reports whether a parameter is many words in quotes, too: "$@", "${x[@]}".
func list(p *syntax.ParamExp) bool {
	index, ok := p.Index.(*syntax.Word)
	return p.Param != nil && p.Param.Value == "@" || ok && index.Lit() == "@"
}

func (w *walker) parameter(p *syntax.ParamExp, from, to int) Expansion {
	e := Expansion{Kind: Variable}
	if p.Param != nil {
		e.Name = nodeText(w.view, p.Param)
		w.use(p.Param)
	}
	w.nested(p)
	if p.Param == nil {
		return e
	}
	if simple(p) {
		e.Of = w.status(p)
	}
	if e.Name == "?" {
		e.Kind = ExitStatus
	}
	if e.Of != nil {
		e.Of.StatusRead = true
	}
	return e
}

// use notes the use of a variable. What has another name is none: $1, $?, a hole.
func (w *walker) use(name *syntax.Lit) {
	if text := nodeText(w.view, name); syntax.ValidName(text) {
		w.script.Uses = append(w.script.Uses, Use{Name: text, Span: nodeSpan(w.view, name)})
	}
}

// simple reports whether a parameter is its value, with nothing done to it.
func simple(p *syntax.ParamExp) bool {
	return !p.Excl && !p.Length && p.Slice == nil && p.Repl == nil && p.Exp == nil && p.Names == 0
}

func (w *walker) status(p *syntax.ParamExp) *Command {
	switch {
	case p.Param.Value == "?":
		return w.state.last
	case p.Param.Value != "PIPESTATUS":
		if p.Index == nil {
			return w.state.vars[p.Param.Value]
		}
		return nil
	}
	stage := 0
	if index, ok := p.Index.(*syntax.Word); ok {
		n, err := strconv.Atoi(index.Lit())
		if err != nil {
			return nil
		}
		stage = n
	}
	if stage < 0 || stage >= len(w.state.pipe) {
		return nil
	}
	return w.state.pipe[stage]
}

// nested walks the commands and notes the variables deeper in an expansion: ${x:-$(y)}, $((z+1)).
func (w *walker) nested(part syntax.Node) {
	_, isParameter := part.(*syntax.ParamExp)
	syntax.Walk(part, func(n syntax.Node) bool {
		if n == part || n == nil {
			return true
		}
		switch n := n.(type) {
		case *syntax.CmdSubst:
			w.substitution(n.Stmts, true)
			return false
		case *syntax.ProcSubst:
			w.substitution(n.Stmts, false)
			return false
		case *syntax.ParamExp:
			from, to := offsets(w.view, n)
			w.parameter(n, from, to)
			return false
		case *syntax.Lit:
			if !isParameter { // arithmetic takes a name without a dollar
				w.use(n)
			}
		}
		return true
	})
}

// substitution walks the statements of a substitution and returns its commands. In $( … ), but
// not in <( … ), bash takes set -e back, unless it runs as sh.
func (w *walker) substitution(stmts []*syntax.Stmt, value bool) []*Command {
	start := len(w.script.Commands)
	before := w.state.copied()
	if value && w.script.Interpreter.Name == "bash" && w.state.errexit == On {
		w.state.errexit = Off
	}
	w.within(&Frame{Kind: InSubstitution, Command: w.reading}, func() { w.stmts(stmts) })
	w.substituted = w.state.last
	w.state = before
	return w.script.Commands[start:len(w.script.Commands):len(w.script.Commands)]
}
