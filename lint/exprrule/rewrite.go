package exprrule

import (
	"reflect"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker/nature"
)

// A rewriter changes an expression so that it asks the model for every value that it uses.
// Children come before their parents. A value of a template is wrapped in plain, which gives
// it as a value of expr and ends the evaluation if it is not known. Where its parent needs less
// than the whole value, as the length of a list, or another kind of value, as a number, it
// takes the wrapper off again. Predicates count their steps.
//
// A value may be wrapped twice: what is wrapped already is not changed by it.
type rewriter struct{}

// Visit rewrites one node.
func (rewriter) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		if isDynamic(n) {
			*node = call(plainName, given(n, itemName, n.Value))
		}
	case *ast.MemberNode:
		member(node, n)
	case *ast.ChainNode:
		if isCall(n.Node, plainName) {
			*node = n.Node
		}
	case *ast.PointerNode:
		if n.Name == "" && isDynamic(n) {
			*node = call(plainName, n)
		}
	case *ast.UnaryNode:
		n.Node = as(n.Node, unaryKinds[n.Operator])
	case *ast.BinaryNode:
		binary(node, n)
	case *ast.ConditionalNode:
		n.Cond = as(n.Cond, flagName)
	case *ast.PredicateNode:
		n.Node = &ast.ConditionalNode{Cond: call(tickName, theRun(n)), Exp1: n.Node, Exp2: &ast.NilNode{}}
	case *ast.BuiltinNode:
		builtin(node, n)
	case *ast.CallNode:
		known(n)
	}
}

// known lets values that are not known pass to the function that asks for them.
func known(n *ast.CallNode) {
	if isCall(n, knownName) {
		for i := range n.Arguments {
			n.Arguments[i] = peeking(n.Arguments[i])
		}
	}
}

// member follows a key or an index. The parts of a resource and the options are asked for when
// they are used.
func member(node *ast.Node, n *ast.MemberNode) {
	base, isName := n.Node.(*ast.IdentifierNode)
	part, isText := n.Property.(*ast.StringNode)
	switch {
	case isName && isText && base.Value == "resource":
		*node = plainIfDynamic(n, given(n, partName, part.Value))
	case isName && isText && base.Value == "options":
		*node = given(n, optionName, part.Value)
	case isDynamic(n) && n.Node.Type().Kind() == reflect.Map:
		*node = call(plainName, n)
	case isDynamic(n):
		*node = call(plainName, call(stepName, bare(n.Node), n.Property))
	}
}

func plainIfDynamic(n, made ast.Node) ast.Node {
	if isDynamic(n) {
		return call(plainName, made)
	}
	return made
}

// given asks the run for something by its name. It is of the type of the node in whose place
// it stands.
func given(n ast.Node, function, name string) ast.Node {
	if function == itemName && name != "item" {
		return n // a variable
	}
	made := call(function, theRun(n), &ast.StringNode{Value: name})
	made.SetNature(*n.Nature())
	return made
}

// theRun is the run in an expression.
func theRun(n ast.Node) ast.Node {
	run := &ast.IdentifierNode{Value: runName}
	run.SetLocation(n.Location())
	return run
}

// unaryKinds say what operators with one operand take.
var unaryKinds = map[string]string{"not": flagName, "!": flagName, "-": numberName, "+": numberName}

// binary gives the operands the kinds that the operator compares.
func binary(node *ast.Node, n *ast.BinaryNode) {
	switch n.Operator {
	case "==", "!=":
		equality(node, n)
	case "<", ">", "<=", ">=", "-", "*", "/", "%", "**", "^", "..":
		n.Left, n.Right = as(n.Left, numberName), as(n.Right, numberName)
	case "+":
		n.Left, n.Right = as(n.Left, kindName(n.Right)), as(n.Right, kindName(n.Left))
		*node = charged(n)
	case "and", "or", "&&", "||":
		n.Left, n.Right = as(n.Left, flagName), as(n.Right, flagName)
	case "matches", "contains", "startsWith", "endsWith":
		n.Left, n.Right = as(n.Left, textName), as(n.Right, textName)
	case "in", "not in":
		membership(node, n)
	}
}

// equality compares with nil what is there or not, with a literal as a value of its kind, and
// lists, maps and two values of templates as CloudFormation does, for which 1 is "1".
func equality(node *ast.Node, n *ast.BinaryNode) {
	var made ast.Node
	switch left, right := isCall(n.Left, plainName), isCall(n.Right, plainName); {
	case left && isNil(n.Right):
		made = call(absentName, bare(n.Left))
	case right && isNil(n.Left):
		made = call(absentName, bare(n.Right))
	case left && (right || isCollection(n.Right)), right && isCollection(n.Left):
		made = call(sameName, n.Left, n.Right)
	default:
		n.Left, n.Right = as(n.Left, kindName(n.Right)), as(n.Right, kindName(n.Left))
		return
	}
	if n.Operator == "!=" {
		made = &ast.UnaryNode{Operator: "not", Node: made}
	}
	ast.Patch(node, made)
}

func isCollection(n ast.Node) bool {
	kind := n.Type().Kind()
	return kind == reflect.Slice || kind == reflect.Map
}

// membership looks for a key in a map or an item in a list of the template, or for a value of
// the template in a list of the expression.
func membership(node *ast.Node, n *ast.BinaryNode) {
	if !isCall(n.Right, plainName) {
		n.Left = as(n.Left, elementKind(n.Right))
		return
	}
	made := ast.Node(call(hasName, n.Left, bare(n.Right)))
	if n.Operator == "not in" {
		made = &ast.UnaryNode{Operator: "not", Node: made}
	}
	ast.Patch(node, made)
}

// elementKind says as what a value is compared with the items of a list.
func elementKind(list ast.Node) string {
	if array, ok := list.(*ast.ArrayNode); ok && len(array.Nodes) > 0 {
		return kindName(array.Nodes[0])
	}
	if list.Type().Kind() != reflect.Slice {
		return ""
	}
	of := list.Nature().Elem(&nature.Cache{})
	return kindNames[of.Kind]
}

// Those that take a list and a predicate, and those whose predicate decides.
var (
	overLists = []string{"all", "any", "count", "filter", "find", "map", "none", "one"}
	deciding  = []string{"all", "any", "count", "filter", "find", "none", "one"}
	fromLists = []string{"first", "last"}
	ofTexts   = []string{"lower", "split", "trim", "trimPrefix", "trimSuffix", "upper"}
	making    = append([]string{"keys", "string", "values"}, ofTexts...)
)

// builtin gives a function what it takes.
func builtin(node *ast.Node, n *ast.BuiltinNode) {
	if len(n.Arguments) == 0 {
		return // a mistake, which is reported
	}
	switch {
	case slices.Contains(overLists, n.Name):
		n.Arguments[0] = as(n.Arguments[0], itemsName)
		for _, argument := range n.Arguments[1:] {
			decide(n.Name, argument)
		}
	case slices.Contains(fromLists, n.Name):
		n.Arguments[0] = as(n.Arguments[0], itemsName)
	case n.Name == "len", n.Name == "keys":
		n.Arguments[0] = as(n.Arguments[0], sizedName)
	case slices.Contains(ofTexts, n.Name):
		n.Arguments[0] = as(n.Arguments[0], textName)
	}
	if n.Name == "filter" || n.Name == "find" || slices.Contains(fromLists, n.Name) {
		*node = call(plainName, n)
	}
	if slices.Contains(making, n.Name) {
		*node = charged(n)
	}
}

// charged counts what an operation makes.
func charged(n ast.Node) ast.Node {
	made := call(chargeName, n, theRun(n))
	made.SetNature(*n.Nature())
	return made
}

// decide makes a boolean of the body of a predicate.
func decide(name string, argument ast.Node) {
	predicate, ok := argument.(*ast.PredicateNode)
	if !ok || !slices.Contains(deciding, name) {
		return
	}
	if body, ok := predicate.Node.(*ast.ConditionalNode); ok {
		body.Exp1 = as(body.Exp1, flagName)
	}
}

// peeking makes an expression one that gives an unknown value as it is.
func peeking(n ast.Node) ast.Node {
	n = bare(n)
	if isCall(n, stepName) {
		step := n.(*ast.CallNode)
		step.Callee = &ast.IdentifierNode{Value: peekName}
		step.Arguments[0] = peeking(step.Arguments[0])
	}
	return n
}

// as gives a value of a template to another function instead of plain.
func as(n ast.Node, name string) ast.Node {
	if name == "" || !isCall(n, plainName) {
		return n
	}
	return call(name, bare(n))
}

// bare takes off the wrapper.
func bare(n ast.Node) ast.Node {
	for isCall(n, plainName) {
		n = n.(*ast.CallNode).Arguments[0]
	}
	return n
}

// call makes a call that stands where its first argument does.
func call(name string, arguments ...ast.Node) *ast.CallNode {
	callee := &ast.IdentifierNode{Value: name}
	n := &ast.CallNode{Callee: callee, Arguments: arguments}
	callee.SetLocation(arguments[0].Location())
	n.SetLocation(arguments[0].Location())
	return n
}

func isCall(n ast.Node, name string) bool {
	c, ok := n.(*ast.CallNode)
	if !ok {
		return false
	}
	callee, ok := c.Callee.(*ast.IdentifierNode)
	return ok && callee.Value == name
}

func isNil(n ast.Node) bool {
	_, ok := n.(*ast.NilNode)
	return ok
}

// isDynamic reports whether the type of a node is not known before it runs.
func isDynamic(n ast.Node) bool { return n.Type().Kind() == reflect.Interface }

// kindNames are the functions that make a value of a kind.
var kindNames = map[reflect.Kind]string{reflect.String: textName, reflect.Bool: truthName, reflect.Int: numberName, reflect.Float64: numberName}

// kindName is the function that makes a value of the kind of a node, "" where that is none.
func kindName(n ast.Node) string { return kindNames[n.Type().Kind()] }
