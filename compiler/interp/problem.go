package interp

import (
	"unicode/utf8"
)

// MaxProblems is how many problems are reported for one string.
const MaxProblems = 20

// maxQuote is how many bytes of an expression a message quotes.
const maxQuote = 60

// full reports whether there is no room for another problem, so that none need be looked for.
func (r *reader) full() bool { return len(r.problems) >= MaxProblems }

func (r *reader) report(p Problem) {
	if !r.full() {
		r.problems = append(r.problems, p)
	}
}

// fail reports an error about an expression as a whole, and returns false.
func (r *reader) fail(p Part, message, help string) bool {
	r.report(Problem{From: p.From, To: p.To, Message: message, Help: help})
	return false
}

func (r *reader) warn(code string, p Part, message, help string) {
	r.report(Problem{From: p.From, To: p.To, Code: code, Message: message, Help: help})
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
	return help + ", or " + quoted("@"+r.written(p)) + " to keep the text"
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
