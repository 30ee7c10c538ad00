package expand

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// text links a string: what its expressions give, joined with the text between them.
func (l *linker) text(n *syntax.Node) *syntax.Node {
	f := l.frameOf(n)
	parts := l.parse(n, f, 0)
	if parts == nil {
		return n
	}
	s := splice{linker: l, whole: n}
	s.addParts(n, f, parts)
	return s.value()
}

// parse reads the expressions of a string and reports what is wrong with them. The parts are
// nil for a string that stands for itself.
func (l *linker) parse(n *syntax.Node, f *frame, mode interp.Mode) []interp.Part {
	if strings.IndexByte(n.Text(), '@') < 0 || f.raw {
		return nil
	}
	if len(n.Text()) > MaxText {
		l.fail(n.Span(), n.Origin(), "a string of more than %d MiB cannot have expressions", MaxText>>20)
		return nil
	}
	parts, problems := l.parts(n.Text(), f, mode)
	if len(problems) == 0 {
		return parts
	}
	places := n.Places()
	for _, p := range problems {
		l.problem(p, places.Span(p.From, p.To), n.Origin())
	}
	return parts
}

func (l *linker) parts(text string, f *frame, mode interp.Mode) ([]interp.Part, []interp.Problem) {
	if l.dialect == Autostacker24 {
		return interp.ParseAutostacker24(text)
	}
	if f.included() {
		mode |= interp.Included
	}
	return interp.Parse(text, l.names, mode)
}

func (l *linker) problem(p interp.Problem, at source.Span, origin *syntax.Origin) {
	switch p.Code {
	case interp.NearMiss:
		l.warn(NearMissID, NearMissName, at, origin, "%s", p.Message).Help = p.Help
	case interp.LeftLiteral:
		l.warn(LiteralID, LiteralName, at, origin, "%s", p.Message).Help = p.Help
	default:
		l.fail(at, origin, "%s", p.Message).Help = p.Help
	}
}

// interpolated is the way of what an expression in a string becomes.
func (l *linker) interpolated(n *syntax.Node) *syntax.Origin {
	return syntax.NewOrigin(syntax.Interpolated, n.Span(), n.Origin())
}
