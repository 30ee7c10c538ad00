package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Word is a name as it stands in a template: a whole string or a run of one. Text is "" for
// a name that only the deployment knows.
type Word struct {
	Text     string
	Node     *syntax.Node // the string that holds it, or the function that gives it
	from, to int32        // bytes of the node's text
}

// Span is where the name was written.
func (w Word) Span() source.Span {
	if !w.Node.IsScalar() {
		return w.Node.Span()
	}
	return w.Node.TextSpan(int(w.from), int(w.to))
}

func wholeWord(n *syntax.Node) Word {
	return Word{Text: n.Text(), Node: n, to: int32(len(n.Text()))}
}

func part(n *syntax.Node, from, to int) Word {
	return Word{Text: n.Text()[from:to], Node: n, from: int32(from), to: int32(to)}
}

// nameIn reads a name that may be put together from the identifiers of loops, as
// AWS::LanguageExtensions allows: a string, Fn::Sub of a text, or Ref of an identifier.
func nameIn(n *syntax.Node, loop *Loop) Word {
	if n.Is(syntax.String) {
		return wholeWord(n)
	}
	switch call := CallOf(n); call.Function {
	case FnSub:
		if text := call.First(); loop != nil || !strings.Contains(text.Text(), "${") {
			return wholeWord(text)
		}
	case FnRef:
		if name := call.Argument.Text(); loop.Binds(name) != nil {
			return Word{Text: "${" + name + "}", Node: call.Argument, to: int32(len(name))}
		}
	}
	return Word{Node: n}
}

// GetAtt is what Fn::GetAtt says. Attribute is a dotted name.
type GetAtt struct{ Resource, Attribute Word }

// GetAtt returns the view of a call to Fn::GetAtt, of "Id.Attribute" as of [Id, Attribute].
// ok is false for an argument that is neither.
func (c Call) GetAtt() (g GetAtt, ok bool) { return c.getAtt(nil) }

func (c Call) getAtt(loop *Loop) (g GetAtt, ok bool) {
	switch a := c.Argument; {
	case c.Function != FnGetAtt:
		return GetAtt{}, false
	case a.Is(syntax.String):
		dot := strings.IndexByte(a.Text(), '.')
		if dot < 0 {
			return GetAtt{Resource: wholeWord(a), Attribute: Word{Node: a}}, false
		}
		return GetAtt{Resource: part(a, 0, dot), Attribute: part(a, dot+1, len(a.Text()))}, true
	default:
		return GetAtt{Resource: nameIn(a.Item(0), loop), Attribute: nameIn(a.Item(1), loop)}, a.Is(syntax.List) && a.Len() == 2
	}
}

// Sub is what Fn::Sub says.
type Sub struct {
	Text      *syntax.Node // with ${…}
	Variables *syntax.Node // the map of the two-argument form, or nil
}

// Sub returns the view of a call to Fn::Sub.
func (c Call) Sub() Sub {
	if c.Function != FnSub {
		return Sub{}
	}
	return Sub{Text: c.First(), Variables: c.At(1)}
}

// Parts reads the text. Names that are variables of the map are among the parts.
func (s Sub) Parts() ([]interp.SubPart, []interp.Problem) {
	text, ok := s.Text.Str()
	if !ok {
		return nil, nil
	}
	return interp.ParseSub(text)
}

// Name is the name of a part of the text.
func (s Sub) Name(p interp.SubPart) Word {
	return part(s.Text, p.NameAt, p.NameAt+len(p.Name))
}

// Variable returns the value of the variable of the map that a part of the text names, or
// nil where it names none. Only the name of a variable may hold dots.
func (s Sub) Variable(p interp.SubPart) *syntax.Node { return s.Variables.Get(subName(p)) }

// subName is all that stands between the braces.
func subName(p interp.SubPart) string {
	if p.Attr == "" {
		return p.Name
	}
	return p.Name + "." + p.Attr
}
