package template

import (
	"strconv"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// State says how much is known of a value before the deployment.
type State uint8

// The states. A value is absent when it is left out or is AWS::NoValue in every branch.
const (
	Absent State = iota
	Known
	Unknown
)

// Value is what is known of a value. Rules ask it questions and never see an intrinsic
// function. Values of parameters, mappings and AllowedValues are unknown for now.
type Value[T int | bool | State] struct {
	State State
	It    T // where the state is Known
}

// Is reports whether the value is certainly x.
func (v Value[T]) Is(x T) bool { return v.State == Known && v.It == x }

// Or returns the value, or x where it is absent or unknown.
func (v Value[T]) Or(x T) T {
	if v.State == Known {
		return v.It
	}
	return x
}

// IntOf evaluates a node as a whole number. CloudFormation takes numbers and strings alike.
func IntOf(n *syntax.Node) Value[int] { return eval(n, Value[int]{}, literalInt) }

// IntOr is IntOf for a property that has a default, which counts in every branch that leaves
// the property out.
func IntOr(n *syntax.Node, absent int) Value[int] {
	return eval(n, Value[int]{State: Known, It: absent}, literalInt)
}

// BoolOr evaluates a node as a boolean, absent where it is left out. CloudFormation takes
// booleans and strings alike.
func BoolOr(n *syntax.Node, absent bool) Value[bool] {
	return eval(n, Value[bool]{State: Known, It: absent}, literalBool)
}

func literalInt(n *syntax.Node) (int, bool) {
	i, err := strconv.Atoi(n.Text())
	return i, err == nil && n.Is(syntax.Number, syntax.String)
}

func literalBool(n *syntax.Node) (bool, bool) {
	text := strings.ToLower(n.Text())
	return text == "true", (text == "true" || text == "false") && n.Is(syntax.Bool, syntax.String)
}

// Presence says whether a node is there: Known when it is in every branch, whatever it is.
func Presence(n *syntax.Node) State {
	there := func(*syntax.Node) (State, bool) { return Known, true }
	return eval(n, Value[State]{}, there).State
}

// eval looks into the branches of Fn::If. What is not a literal for it is unknown, unless
// the literal function takes every node.
func eval[T int | bool | State](n *syntax.Node, absent Value[T], literal func(*syntax.Node) (T, bool)) Value[T] {
	call := CallOf(n)
	switch {
	case n == nil || IsNoValue(n):
		return absent
	case call.Function == FnIf:
		return merge(eval(call.If().Then, absent, literal), eval(call.If().Else, absent, literal))
	}
	it, ok := literal(n)
	if !ok {
		return Value[T]{State: Unknown}
	}
	return Value[T]{State: Known, It: it}
}

func merge[T int | bool | State](a, b Value[T]) Value[T] {
	if a == b {
		return a
	}
	return Value[T]{State: Unknown}
}

// IsNoValue reports whether a node is Ref of AWS::NoValue, which removes what it stands for.
func IsNoValue(n *syntax.Node) bool {
	return CallTo(FnRef, n).Argument.Text() == NoValue
}
