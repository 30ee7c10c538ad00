package interp

import (
	"fmt"
	"unicode/utf8"
)

// MaxProblems is how many errors and how many warnings are reported for one string.
const MaxProblems = 20

// maxQuote is how many bytes of an expression a message quotes.
const maxQuote = 60

// reported gathers the problems of a string.
type reported struct {
	problems         []Problem
	errors, warnings int
	quiet            bool // an escape is being read: what is wrong with its body does not matter
}

// enoughErrors reports whether no error will be told any more, so that none need be explained.
func (r *reported) enoughErrors() bool { return r.quiet || r.errors >= MaxProblems }

func (r *reported) enoughWarnings() bool { return r.quiet || r.warnings >= MaxProblems }

// fail reports an error about an expression as a whole, and returns false.
func (r *reported) fail(p Part, message, help string) bool {
	if !r.enoughErrors() {
		r.errors++
		r.problems = append(r.problems, Problem{From: p.From, To: p.To, Message: message, Help: help})
	}
	return false
}

// failTooMany reports that what follows a place is not read.
func (r *reported) failTooMany(at int) {
	r.quiet = false
	r.fail(Part{From: at, To: at + 1}, fmt.Sprintf("one string has more than %d texts and expressions", MaxParts), "cut the string into several")
}

func (r *reported) warn(code string, p Part, message, help string) {
	if !r.enoughWarnings() {
		r.warnings++
		r.problems = append(r.problems, Problem{From: p.From, To: p.To, Code: code, Message: message, Help: help})
	}
}

// written returns the text of an expression.
func (r *reader) written(p Part) string { return r.text[p.From:p.To] }

// renamed returns the text of an expression with another name.
func (r *reader) renamed(p Part, name string) string {
	from, to := p.nameSpan()
	return r.text[p.From:from] + name + r.text[to:p.To]
}

// orEscape ends a help with the way to keep the text, which a key of a lookup does not have.
func (r *reader) orEscape(help string, p Part) string {
	if r.inKey {
		return help
	}
	return help + ", or write " + quoted("@"+r.written(p)) + " to keep the text"
}

// quoted puts a text into the quotes of a message, cut when it is long.
func quoted(text string) string {
	if len(text) <= maxQuote {
		return "`" + text + "`"
	}
	end := maxQuote
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return "`" + text[:end] + "…`"
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return ", did you mean " + quoted(name) + "?"
}

// String names the symbol as messages do.
func (s Symbol) String() string {
	return [...]string{"nothing declared", "a parameter", "a resource", "a mapping", "a pseudo parameter", "a loop variable"}[s]
}
