package lower

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/script"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// A piece of a text: a string, or a value that only the deployment knows. What is known of such
// a value is its beginning.
type piece struct {
	node *syntax.Node
	hole bool
	head string
}

func (p piece) text() string {
	if p.hole {
		return p.head + string(script.FirstHole)
	}
	return p.node.Text()
}

// stretch is a text in pieces.
type stretch []piece

// String is the text, with a mark for what is not known.
func (s stretch) String() string {
	var b strings.Builder
	for _, p := range s {
		b.WriteString(p.text())
	}
	return b.String()
}

// stretchOf takes a string, Fn::Join or Fn::Sub apart.
func stretchOf(n *syntax.Node) stretch {
	switch call := template.CallOf(n); call.Function {
	case template.FnSub:
		return ofSub(call.Sub(), n)
	case template.FnJoin:
		return ofJoin(call.Join(), n)
	}
	return stretch{{node: n, hole: !n.Is(syntax.String)}}
}

// ofJoin takes a list apart that is joined by nothing. Any other is a piece as a whole.
func ofJoin(j template.Join, n *syntax.Node) (s stretch) {
	if !j.Values.Is(syntax.List) || j.Delimiter.Text() != "" {
		head := stretchOf(j.Values.Item(0)).String()
		return stretch{{node: n, hole: true, head: head + j.Delimiter.Text()}}
	}
	for _, item := range j.Values.Items() {
		s = append(s, stretchOf(item)...)
	}
	return s
}

// ofSub takes a text with ${…} apart.
func ofSub(sub template.Sub, n *syntax.Node) (s stretch) {
	parts, problems := sub.Parts()
	if len(problems) > 0 {
		return stretch{{node: n, hole: true, head: sub.Text.Text()}}
	}
	for _, p := range parts {
		at := sub.Text.TextSpan(p.From, p.To)
		switch variable := sub.Variable(p); {
		case variable != nil:
			s = append(s, stretchOf(variable)...)
		case p.Kind == interp.SubText:
			s = append(s, piece{node: sub.Text.Part(p.From, p.To)})
		case p.Kind == interp.SubLiteral:
			s = append(s, piece{node: syntax.NewString(p.Text, at)})
		case p.Attr != "":
			pair := syntax.NewList(at, syntax.NewString(p.Name, at), syntax.NewString(p.Attr, at))
			s = append(s, piece{node: syntax.NewCall("Fn::GetAtt", at, pair, at), hole: true})
		default:
			s = append(s, piece{node: syntax.NewCall("Ref", at, syntax.NewString(p.Name, at), at), hole: true})
		}
	}
	return s
}

// insert puts pieces in at a byte of the text. ok is false where that is within an unknown value.
func (s stretch) insert(at int, inserted stretch) (made stretch, ok bool) {
	for i, p := range s {
		length := len(p.text())
		switch {
		case at == length && i == len(s)-1:
			return append(slices.Clone(s), inserted...), true
		case at >= length:
			at -= length
			continue
		case at == 0:
			return slices.Concat(s[:i], inserted, s[i:]), true
		case p.hole:
			return nil, false
		}
		cut := stretch{{node: p.node.Part(0, at)}}
		cut = append(append(cut, inserted...), piece{node: p.node.Part(at, length)})
		return slices.Concat(s[:i], cut, s[i+1:]), true
	}
	return nil, false
}

// join makes one value of the pieces, in the place of another one.
func (s stretch) join(old *syntax.Node) *syntax.Node {
	at := old.Span()
	var values []*syntax.Node
	for i := 0; i < len(s); {
		if s[i].hole {
			values = append(values, s[i].node)
			i++
			continue
		}
		var strings []syntax.Piece
		first := s[i].node.Span()
		for ; i < len(s) && !s[i].hole; i++ {
			strings = append(strings, syntax.Piece{Text: s[i].node.Text(), Node: s[i].node})
		}
		values = append(values, old.Origin().Text(first, strings...))
	}
	if len(values) == 1 {
		return values[0]
	}
	return syntax.NewCall("Fn::Join", at, syntax.NewList(at, syntax.NewString("", at), syntax.NewList(at, values...)), at).With(old.Origin())
}
