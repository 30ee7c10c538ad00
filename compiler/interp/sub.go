package interp

import "strings"

// SubKind says what a part of the text of Fn::Sub is.
type SubKind uint8

// The kinds of parts of the text of Fn::Sub.
const (
	SubText    SubKind = iota // literal text
	SubRef                    // ${Name}
	SubAttr                   // ${Name.Attribute}
	SubLiteral                // ${!Text}, which gives ${Text}
)

// A SubPart is a run of the text of Fn::Sub. From and To are its bytes, "${" and "}"
// included; the parts of a text follow each other without a gap.
type SubPart struct {
	Kind     SubKind
	From, To int
	NameAt   int    // SubRef, SubAttr: where the name begins
	Text     string // SubText, SubLiteral: the literal that comes out
	Name     string // SubRef, SubAttr: what is referred to, up to the first dot
	Attr     string // SubAttr: the attribute, inner dots included
}

// ParseSub reads the text of Fn::Sub. A text without ${ is one part; an empty text has none.
//
// As in CloudFormation, a variable ends at the first '}', may have blanks around its name,
// and consists of letters, digits, '_', '.' and ':'; anything else is an error, and comes
// out as text. A ${ that is never closed is text, with a warning.
func ParseSub(text string) ([]SubPart, []Problem) {
	s := subReader{text: text}
	for at := 0; at >= 0; {
		at = s.read(at)
	}
	s.verbatim(len(text))
	return s.parts, s.problems
}

type subReader struct {
	text     string
	parts    []SubPart
	problems []Problem
	done     int // the bytes of the text that the parts cover
}

// read reads the first variable from a place on, and returns where to go on, -1 at the end.
func (s *subReader) read(from int) int {
	open := strings.Index(s.text[from:], "${")
	if open < 0 {
		return -1
	}
	open += from
	length := strings.IndexByte(s.text[open:], '}')
	if length < 0 {
		s.problems = append(s.problems, Problem{From: open, To: open + len("${"), Code: LeftLiteral,
			Message: "`${` stays text, because no `}` follows", Help: "close the variable"})
		return -1
	}
	p := SubPart{From: open, To: open + length + 1}
	if s.variable(&p) {
		s.verbatim(p.From)
		s.parts = append(s.parts, p)
		s.done = p.To
	}
	return p.To
}

// variable reads what stands in the braces, and reports whether CloudFormation takes it.
func (s *subReader) variable(p *SubPart) bool {
	inner := s.text[p.From+len("${") : p.To-len("}")]
	left := strings.TrimLeft(inner, blankSpace)
	if literal, ok := strings.CutPrefix(left, "!"); ok {
		p.Kind, p.Text = SubLiteral, "${"+literal+"}"
		return true
	}
	p.NameAt = p.From + len("${") + len(inner) - len(left)
	whole := strings.TrimRight(left, blankSpace)
	name, attr, dotted := strings.Cut(whole, ".")
	p.Kind, p.Name, p.Attr = SubRef, name, attr
	if dotted {
		p.Kind = SubAttr
	}
	switch {
	case strings.TrimFunc(whole, isVariable) != "":
		return s.fail(p, "is no variable, expected letters, digits, `_`, `.` and `:`")
	case name == "" || dotted && attr == "":
		return s.fail(p, "names nothing, expected `${Name}` or `${Name.Attribute}`")
	}
	return true
}

const blankSpace = " \t\r\n"

func isVariable(r rune) bool { return r < 0x80 && (isWord(byte(r)) || r == '.' || r == ':') }

func (s *subReader) fail(p *SubPart, what string) bool {
	if len(s.problems) == MaxProblems {
		return false
	}
	inner := strings.TrimSpace(s.text[p.From+len("${") : p.To-len("}")])
	s.problems = append(s.problems, Problem{From: p.From, To: p.To,
		Message: quoted(s.text[p.From:p.To]) + " " + what,
		Help:    "write " + quoted("${!"+inner+"}") + " to keep the text"})
	return false
}

// verbatim adds the text up to a place as a part.
func (s *subReader) verbatim(to int) {
	if to > s.done {
		s.parts = append(s.parts, SubPart{Kind: SubText, From: s.done, To: to, Text: s.text[s.done:to]})
		s.done = to
	}
}
