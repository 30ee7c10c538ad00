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
	s := subReader{text: text, parts: make([]SubPart, 0, min(2*strings.Count(text, "${")+1, 64))}
	for at := s.next(0); at >= 0; at = s.next(s.read(at)) {
		if len(s.parts) >= MaxParts {
			s.failTooMany(at)
			break
		}
	}
	s.verbatim(len(text))
	return s.parts, s.problems
}

type subReader struct {
	reported
	text  string
	parts []SubPart
	done  int // the bytes of the text that the parts cover
}

// next finds the first "${" from a place on, or -1.
func (s *subReader) next(from int) int { return offset(from, strings.Index(s.text[from:], "${")) }

// read reads the variable at a place, and returns where to go on.
func (s *subReader) read(at int) int {
	length := strings.IndexByte(s.text[at:], '}')
	if length < 0 {
		s.warn(LeftLiteral, Part{From: at, To: at + len("${")}, "`${` stays text, because no `}` follows", "close the variable")
		return len(s.text)
	}
	p := SubPart{From: at, To: at + length + 1}
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
		return s.refuse(p, "is no variable, expected letters, digits, `_`, `.` and `:`")
	case name == "" || dotted && attr == "":
		return s.refuse(p, "names nothing, expected `${Name}` or `${Name.Attribute}`")
	}
	return true
}

const blankSpace = " \t\r\n"

func isVariable(r rune) bool { return r < 0x80 && (isWord(byte(r)) || r == '.' || r == ':') }

func (s *subReader) refuse(p *SubPart, what string) bool {
	if s.enoughErrors() {
		return false
	}
	written := s.text[p.From:p.To]
	inner := strings.TrimSpace(written[len("${") : len(written)-len("}")])
	return s.fail(Part{From: p.From, To: p.To}, quoted(written)+" "+what, "write "+quoted("${!"+inner+"}")+" to keep the text")
}

// verbatim adds the text up to a place as a part.
func (s *subReader) verbatim(to int) {
	if to > s.done {
		s.parts = append(s.parts, SubPart{Kind: SubText, From: s.done, To: to, Text: s.text[s.done:to]})
		s.done = to
	}
}
