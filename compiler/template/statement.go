package template

import (
	"iter"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template/internal/diagram"
)

// statement reads a condition. It is false for one that is not understood.
func (l *logic) statement(n *syntax.Node) (diagram.Statement, bool) {
	switch call := ConditionOf(n); call.Function {
	case FnCondition:
		c := l.named(call.Argument)
		return c.it, c.understood
	case FnEquals:
		it, understood := l.equalTo(call.At(1))(call.At(0))
		return it, understood && call.Argument.Len() == 2
	case FnNot:
		it, understood := l.statement(call.At(0))
		return it.Not(), understood && call.Argument.Len() == 1
	case FnAnd:
		return l.every(call.Operands(), l.statement)
	case FnOr:
		return l.some(call.Operands(), l.statement)
	case FnContains, FnEachMemberEquals, FnEachMemberIn:
		return l.members(call)
	}
	return diagram.False, false
}

func (l *logic) named(n *syntax.Node) condition {
	if name, ok := n.Str(); ok {
		return l.condition(name)
	}
	return condition{}
}

type reader func(*syntax.Node) (diagram.Statement, bool)

// every states that all of several conditions hold.
func (l *logic) every(list []*syntax.Node, read reader) (diagram.Statement, bool) {
	all, understood := diagram.True, len(list) > 0
	for _, n := range list {
		it, known := read(n)
		all, understood = l.terms.set.And(all, it), understood && known
	}
	return all, understood
}

// some states that at least one of several conditions holds.
func (l *logic) some(list []*syntax.Node, read reader) (diagram.Statement, bool) {
	none, understood := l.every(list, func(n *syntax.Node) (diagram.Statement, bool) {
		it, known := read(n)
		return it.Not(), known
	})
	return none.Not(), understood
}

// members reads a function that compares the members of lists. Of lists that are not written
// out nothing is known but that the same call comes to the same.
func (l *logic) members(c Call) (diagram.Statement, bool) {
	left, right := c.Comparison().Left, c.Comparison().Right
	switch {
	case !c.writtenOut():
		return l.terms.flag(keyOf(c.Node), reads(c.Node, nil)), left != nil && right != nil
	case c.Function == FnContains:
		return l.some(left.Kids(), l.equalTo(right))
	case c.Function == FnEachMemberEquals:
		return l.every(left.Kids(), l.equalTo(right))
	}
	return l.every(left.Kids(), func(member *syntax.Node) (diagram.Statement, bool) {
		return l.some(right.Kids(), l.equalTo(member))
	})
}

// maxMembers bounds how many comparisons of members one call is taken for.
const maxMembers = 1000

// writtenOut reports whether the lists that a call compares stand in the template, with at
// least one member.
func (c Call) writtenOut() bool {
	left, right := c.Comparison().Left, c.Comparison().Right
	if !left.Is(syntax.List) || c.Function == FnEachMemberIn && !right.Is(syntax.List) {
		return false
	}
	number := left.Len()
	if c.Function == FnEachMemberIn {
		number *= right.Len()
	}
	return 0 < number && number <= maxMembers
}

func (l *logic) equalTo(value *syntax.Node) reader {
	return func(n *syntax.Node) (diagram.Statement, bool) {
		return l.terms.equal(l.template.operand(n), l.template.operand(value))
	}
}

// comparisons goes through the values that a call compares with each other.
func (c Call) comparisons() iter.Seq2[*syntax.Node, *syntax.Node] {
	return func(yield func(a, b *syntax.Node) bool) {
		left, right := c.Comparison().Left, c.Comparison().Right
		if c.Function == FnEquals {
			yield(left, right)
			return
		}
		if c.Comparison() == (Comparison{}) || !c.writtenOut() {
			return
		}
		others := []*syntax.Node{right}
		if c.Function == FnEachMemberIn {
			others = right.Kids()
		}
		for _, a := range left.Kids() {
			for _, b := range others {
				if !yield(a, b) {
					return
				}
			}
		}
	}
}
