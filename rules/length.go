package rules

import (
	"encoding/base64"

	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// length bounds the bytes that a text has when the template is deployed. The holes in it
// count with what they have at least, so the text may be longer than both.
type length struct {
	least int // in the shortest of the branches of Fn::If
	most  int // in the longest
}

func exactly(n int) length { return length{n, n} }

func (l length) plus(other length) length {
	return length{l.least + other.least, l.most + other.most}
}

// rawLength measures user data before it is encoded: a text that is no function is encoded
// already.
func rawLength(t *template.Template, n *syntax.Node) length {
	if n.Is(syntax.String) {
		if raw, err := base64.StdEncoding.DecodeString(n.Text()); err == nil {
			return exactly(len(raw))
		}
	}
	return lengthOf(t, n)
}

// lengthOf measures the text that a value gives.
func lengthOf(t *template.Template, n *syntax.Node) length {
	call := template.CallOf(n)
	switch call.Function {
	case template.FnBase64:
		return lengthOf(t, call.Argument)
	case template.FnSub:
		return subLength(t, call.Sub())
	case template.FnJoin:
		return joinLength(t, call.Join())
	case template.FnIf:
		a, b := lengthOf(t, call.If().Then), lengthOf(t, call.If().Else)
		return length{min(a.least, b.least), max(a.most, b.most)}
	case template.FnRef:
		return exactly(refLength(t, call.Argument.Text()))
	}
	return exactly(len(n.Text()))
}

func subLength(t *template.Template, s template.Sub) (sum length) {
	parts, _ := s.Parts()
	for _, p := range parts {
		switch {
		case p.Kind == interp.SubText, p.Kind == interp.SubLiteral:
			sum = sum.plus(exactly(len(p.Text)))
		case s.Variable(p) != nil:
			sum = sum.plus(lengthOf(t, s.Variable(p)))
		case p.Kind == interp.SubRef:
			sum = sum.plus(exactly(refLength(t, p.Name)))
		}
	}
	return sum
}

func joinLength(t *template.Template, j template.Join) (sum length) {
	for i, value := range j.Values.Items() {
		sum = sum.plus(lengthOf(t, value))
		if i > 0 {
			sum = sum.plus(exactly(len(j.Delimiter.Text())))
		}
	}
	return sum
}

// refLength is the least number of bytes that Ref gives.
func refLength(t *template.Template, name string) int {
	switch name {
	case "AWS::Region":
		return len("us-east-1")
	case "AWS::StackName":
		return 1
	case "AWS::AccountId":
		return 12
	}
	return t.Parameter(name).MinLength()
}
