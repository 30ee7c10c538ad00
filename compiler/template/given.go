package template

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// NewGiven is New for a deployment in which some parameters have known values, written as
// texts. Of names that are no parameters nothing is said.
func NewGiven(root *syntax.Node, values map[string]string) (*Template, []diag.Diagnostic) {
	t, found := New(root)
	t.given = values
	return t, found
}
