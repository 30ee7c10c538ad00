package script

import (
	"slices"
	"strings"
)

// Word is one word of a command line, or a text such as the body of a here-document. In its text
// quotes and escapes are removed, expansions stand as they were written, and holes are their runes.
type Word struct {
	Text       string
	Span       Span // with its quotes
	Expansions []Expansion
	Quoted     bool // a part of it is in quotes
	Splits     bool // it can become any number of words: an expansion or a hole without quotes, or "$@"

	outer *view
	at    []int // where each byte of the text was written in outer
	base  int   // the same, when at is nil: the bytes follow each other
	depth int
}

// Expansion is what the shell replaces in a word.
type Expansion struct {
	Kind     ExpansionKind
	Name     string // of the variable
	From, To int    // in the text of the word
	Span     Span
	Of       *Command   // the command whose status it is, nil when it is none or it is not known which
	Commands []*Command // of a substitution
}

// ExpansionKind says what is expanded.
type ExpansionKind uint8

// The kinds of expansions.
const (
	Variable     ExpansionKind = iota // $x, ${x}, ${x:-y}, %x%, $env:x
	ExitStatus                        // $?, $LASTEXITCODE, %ERRORLEVEL%
	Substitution                      // $(…), `…`, <(…)
	Calculation                       // $((…)), and what is expanded in other ways
)

// Literal reports whether the word is known: no expansion and no hole.
func (w Word) Literal() bool { return len(w.Expansions) == 0 && !HasHole(w.Text) }

// HasHole reports whether only the deployment knows a part of the word.
func (w Word) HasHole() bool { return HasHole(w.Text) }

// Whole returns the expansion that is all of the word, or nil.
func (w Word) Whole() *Expansion {
	if len(w.Expansions) == 1 && w.Expansions[0].From == 0 && w.Expansions[0].To == len(w.Text) {
		return &w.Expansions[0]
	}
	return nil
}

// StatusOf returns the command whose exit status the word is, or nil.
func (w Word) StatusOf() *Command {
	if e := w.Whole(); e != nil {
		return e.Of
	}
	return nil
}

// IsStatus reports whether the word is $?, or what Windows has in its place.
func (w Word) IsStatus() bool {
	e := w.Whole()
	return e != nil && e.Kind == ExitStatus
}

// At returns where the bytes [from, to) of the text were written.
func (w Word) At(from, to int) Span {
	if w.outer == nil {
		return w.Span
	}
	return w.view().span(from, to)
}

// view returns the text of the word as one to read in.
func (w Word) view() *view {
	if w.outer == nil {
		return given(w.Text)
	}
	return &view{text: w.Text, outer: w.outer, from: w.base, at: w.at}
}

// from returns the word without its first bytes.
func (w Word) from(n int) Word {
	rest := w
	rest.Text, rest.base, rest.Expansions = w.Text[n:], w.base+n, nil
	if w.at != nil {
		rest.at = w.at[n:]
	}
	rest.Span = w.At(n, len(w.Text))
	for _, e := range w.Expansions {
		if e.From >= n {
			e.From, e.To = e.From-n, e.To-n
			rest.Expansions = append(rest.Expansions, e)
		}
	}
	return rest
}

// name returns the last part of a path, without .exe, when it is literal.
func (w Word) name() string {
	start := strings.LastIndexAny(w.Text, `/\`) + 1
	end := len(w.Text)
	unknown := func(e Expansion) bool { return e.To > start }
	if HasHole(w.Text[start:]) || slices.ContainsFunc(w.Expansions, unknown) {
		return ""
	}
	if end-4 > start && strings.EqualFold(w.Text[end-4:], ".exe") {
		end -= 4
	}
	return w.Text[start:end]
}

// wordBuilder puts the text of a word together.
type wordBuilder struct {
	text []byte
	at   []int
	word Word
}

// raw takes bytes of the source as they are.
func (b *wordBuilder) raw(source string, from, to int) {
	for i := from; i < to; i++ {
		b.text, b.at = append(b.text, source[i]), append(b.at, i)
	}
}

// done returns the word; end is where its text ends in the source.
func (b *wordBuilder) done(v *view, from, to int) Word {
	w := b.word
	w.Text, w.Span, w.outer = string(b.text), v.span(from, to), v
	w.base = from
	if len(b.at) > 0 {
		w.base = b.at[0]
	}
	for i, at := range b.at {
		if at != w.base+i {
			w.at = append(b.at, b.at[len(b.at)-1]+1)
			break
		}
	}
	return w
}
