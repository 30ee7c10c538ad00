package exprrule

import (
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
)

// A purist finds what the compiler of expr lets pass, and rules must not have.
type purist struct{ err *file.Error }

// Visit looks at one node.
func (p *purist) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		if n.Value == "$env" {
			p.fail(n, "unknown name $env")
		}
	case *ast.CallNode:
		if _, isName := n.Callee.(*ast.IdentifierNode); !isName {
			p.fail(n, "only functions can be called")
		}
	}
}

// fail keeps the first mistake.
func (p *purist) fail(n ast.Node, message string) {
	if p.err == nil {
		p.err = &file.Error{Location: n.Location(), Message: message}
	}
}
