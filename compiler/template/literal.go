package template

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// LiteralInt reads a whole number that is written as a number or as a text, as CloudFormation
// does.
func LiteralInt(n *syntax.Node) (int, bool) {
	i, err := strconv.Atoi(n.Text())
	return i, err == nil && n.Is(syntax.Number, syntax.String)
}

// LiteralBool reads a boolean that is written as a boolean or as a text, as CloudFormation does.
func LiteralBool(n *syntax.Node) (value, ok bool) {
	text := strings.ToLower(n.Text())
	return text == "true", (text == "true" || text == "false") && n.Is(syntax.Bool, syntax.String)
}

// IsNoValue reports whether a node is Ref of AWS::NoValue, which removes what it stands for.
func IsNoValue(n *syntax.Node) bool {
	return CallTo(FnRef, n).Argument.Text() == NoValue
}

// Removed reports whether a value is not there in any branch: it is missing, or all that is left
// of it is AWS::NoValue.
func Removed(n *syntax.Node) bool {
	if branches := CallTo(FnIf, n).If(); branches.Condition != nil {
		return Removed(branches.Then) && Removed(branches.Else)
	}
	return n == nil || IsNoValue(n)
}
