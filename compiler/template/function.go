package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Function is the long form of an intrinsic function: the key of the map that calls it.
type Function string

// The intrinsic functions that CloudFormation documents, those of the section Rules and of
// the transform AWS::LanguageExtensions included. Fn::ForEach is no function of a value: it
// is a Loop.
const (
	FnRef              Function = "Ref"
	FnGetAtt           Function = "Fn::GetAtt"
	FnSub              Function = "Fn::Sub"
	FnJoin             Function = "Fn::Join"
	FnSelect           Function = "Fn::Select"
	FnSplit            Function = "Fn::Split"
	FnBase64           Function = "Fn::Base64"
	FnCidr             Function = "Fn::Cidr"
	FnGetAZs           Function = "Fn::GetAZs"
	FnFindInMap        Function = "Fn::FindInMap"
	FnImportValue      Function = "Fn::ImportValue"
	FnGetStackOutput   Function = "Fn::GetStackOutput"
	FnTransform        Function = "Fn::Transform"
	FnIf               Function = "Fn::If"
	FnCondition        Function = "Condition"
	FnEquals           Function = "Fn::Equals"
	FnAnd              Function = "Fn::And"
	FnOr               Function = "Fn::Or"
	FnNot              Function = "Fn::Not"
	FnLength           Function = "Fn::Length"
	FnToJSONString     Function = "Fn::ToJsonString"
	FnContains         Function = "Fn::Contains"
	FnEachMemberEquals Function = "Fn::EachMemberEquals"
	FnEachMemberIn     Function = "Fn::EachMemberIn"
	FnRefAll           Function = "Fn::RefAll"
	FnValueOf          Function = "Fn::ValueOf"
	FnValueOfAll       Function = "Fn::ValueOfAll"
)

// functionOf returns the function that a key names wherever it stands, or "".
func functionOf(key string) Function {
	if key != string(FnRef) && !strings.HasPrefix(key, "Fn::") {
		return ""
	}
	switch f := Function(key); f {
	case FnRef, FnGetAtt, FnSub, FnJoin, FnSelect, FnSplit, FnBase64, FnCidr, FnGetAZs, FnFindInMap,
		FnImportValue, FnGetStackOutput, FnTransform, FnIf, FnEquals, FnAnd, FnOr, FnNot, FnLength,
		FnToJSONString, FnContains, FnEachMemberEquals, FnEachMemberIn, FnRefAll, FnValueOf, FnValueOfAll:
		return f
	}
	return ""
}

// Call is one call of an intrinsic function. The zero Call is none; its parts are nil.
type Call struct {
	Function Function
	Node     *syntax.Node // the map that is the call
	Key      *syntax.Node
	Argument *syntax.Node
}

// CallOf returns the call that a node is: a map with the name of a function as its only
// key. The key Condition counts only where ConditionOf is asked.
func CallOf(n *syntax.Node) Call {
	key, argument := n.Only()
	if f := functionOf(key.Text()); f != "" {
		return Call{Function: f, Node: n, Key: key, Argument: argument}
	}
	return Call{}
}

// ConditionOf is CallOf for the sections Conditions and Rules, where {Condition: Name}
// stands for the condition of that name.
func ConditionOf(n *syntax.Node) Call {
	if key, argument := n.Only(); key.Text() == string(FnCondition) {
		return Call{Function: FnCondition, Node: n, Key: key, Argument: argument}
	}
	return CallOf(n)
}

// CallTo returns the call that a node is when it calls f, else the zero Call.
func CallTo(f Function, n *syntax.Node) Call {
	if c := CallOf(n); c.Function == f {
		return c
	}
	return Call{}
}

// At returns argument i of a function that takes a list, nil where there is none.
func (c Call) At(i int) *syntax.Node { return c.Argument.Item(i) }

// First returns the first argument of a function that takes a list, or one value.
func (c Call) First() *syntax.Node {
	if c.Argument.Is(syntax.List) {
		return c.Argument.Item(0)
	}
	return c.Argument
}
