package interp

import "strings"

// MaxParts is how many parts are read from one string. Half as many expressions, of 11 bytes
// each in JSON, are more than the 1,000,000 bytes that CloudFormation takes.
const MaxParts = 200_000

// parted gathers the parts of a text so that they follow each other without a gap.
type parted struct {
	text  string
	parts []Part
	done  int // the bytes of the text that the parts cover
}

// add appends a part, and before it the text since the last one.
func (l *parted) add(p Part) {
	if l.parts == nil {
		l.parts = make([]Part, 0, min(2*strings.Count(l.text[p.From:], "@")+1, 64))
	}
	l.verbatim(p.From)
	l.parts = append(l.parts, p)
	l.done = p.To
}

// escape adds the literal '@' that 2n of them at a place stand for.
func (l *parted) escape(at, n int) {
	if n > 0 {
		l.add(Part{Kind: Text, From: at, To: at + 2*n, Text: l.text[at : at+n]})
	}
}

// finish adds the rest of the text, unless the text as a whole is its own literal.
func (l *parted) finish() {
	if len(l.parts) > 0 {
		l.verbatim(len(l.text))
	}
}

func (l *parted) verbatim(to int) {
	if to > l.done {
		l.parts = append(l.parts, Part{Kind: Text, From: l.done, To: to, Text: l.text[l.done:to]})
		l.done = to
	}
}
