package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// NewGiven is New for a deployment in which some parameters have known values, written as
// texts. Of names that are no parameters nothing is said.
func NewGiven(root *syntax.Node, values map[string]string) (*Template, []diag.Diagnostic) {
	t, found := New(root)
	t.given = values
	return t, found
}

// IntOf is IntOf where Ref of a parameter has the value that it is given.
func (t *Template) IntOf(n *syntax.Node) Value[int] {
	return eval(n, Value[int]{}, given(t, literalInt))
}

// IntOr is IntOr where Ref of a parameter has the value that it is given.
func (t *Template) IntOr(n *syntax.Node, absent int) Value[int] {
	return eval(n, Value[int]{State: Known, It: absent}, given(t, literalInt))
}

// BoolOr is BoolOr where Ref of a parameter has the value that it is given.
func (t *Template) BoolOr(n *syntax.Node, absent bool) Value[bool] {
	return eval(n, Value[bool]{State: Known, It: absent}, given(t, literalBool))
}

// given makes a function for literals one that knows given values too.
func given[T int | bool](t *Template, literal func(*syntax.Node) (T, bool)) func(*syntax.Node) (T, bool) {
	return func(n *syntax.Node) (T, bool) {
		if text, ok := t.valueOf(n); ok {
			n = syntax.NewString(text, source.Span{})
		}
		return literal(n)
	}
}

// valueOf returns the value that a parameter is given, for Ref of it. What a parameter of
// Systems Manager is given is the name of its value.
func (t *Template) valueOf(n *syntax.Node) (text string, ok bool) {
	if len(t.given) == 0 {
		return "", false
	}
	p := t.Parameter(CallTo(FnRef, n).Argument.Text())
	if p == nil || strings.HasPrefix(p.Type(), "AWS::SSM::") {
		return "", false
	}
	text, ok = t.given[p.Name]
	return text, ok
}
