package template

import "github.com/cfnc/cfnc/compiler/syntax"

// The views of a call name the arguments of its function. A part that is missing, or a view
// of another function's call, is nil.

// If is what Fn::If says: Then where the condition is true, else Else.
type If struct{ Condition, Then, Else *syntax.Node }

// If returns the view of a call to Fn::If.
func (c Call) If() If {
	if c.Function != FnIf {
		return If{}
	}
	return If{Condition: c.At(0), Then: c.At(1), Else: c.At(2)}
}

// Join is what Fn::Join says.
type Join struct{ Delimiter, Values *syntax.Node }

// Join returns the view of a call to Fn::Join.
func (c Call) Join() Join {
	if c.Function != FnJoin {
		return Join{}
	}
	return Join{Delimiter: c.At(0), Values: c.At(1)}
}

// Split is what Fn::Split says.
type Split struct{ Delimiter, Source *syntax.Node }

// Split returns the view of a call to Fn::Split.
func (c Call) Split() Split {
	if c.Function != FnSplit {
		return Split{}
	}
	return Split{Delimiter: c.At(0), Source: c.At(1)}
}

// Select is what Fn::Select says. Index counts from 0.
type Select struct{ Index, Values *syntax.Node }

// Select returns the view of a call to Fn::Select.
func (c Call) Select() Select {
	if c.Function != FnSelect {
		return Select{}
	}
	return Select{Index: c.At(0), Values: c.At(1)}
}

// Cidr is what Fn::Cidr says. Bits, the host bits of each block, may be missing.
type Cidr struct{ Block, Count, Bits *syntax.Node }

// Cidr returns the view of a call to Fn::Cidr.
func (c Call) Cidr() Cidr {
	if c.Function != FnCidr {
		return Cidr{}
	}
	return Cidr{Block: c.At(0), Count: c.At(1), Bits: c.At(2)}
}

// FindInMap is what Fn::FindInMap says. Default, what comes out where a key is missing,
// needs the transform AWS::LanguageExtensions.
type FindInMap struct{ Mapping, Top, Second, Default *syntax.Node }

// FindInMap returns the view of a call to Fn::FindInMap.
func (c Call) FindInMap() FindInMap {
	if c.Function != FnFindInMap {
		return FindInMap{}
	}
	return FindInMap{Mapping: c.At(0), Top: c.At(1), Second: c.At(2), Default: c.At(3).Get("DefaultValue")}
}

// Comparison is what Fn::Equals, Fn::Contains, Fn::EachMemberEquals and Fn::EachMemberIn
// say: two strings, a list and a string, or two lists.
type Comparison struct{ Left, Right *syntax.Node }

// Comparison returns the view of a call to one of the comparing functions.
func (c Call) Comparison() Comparison {
	switch c.Function {
	case FnEquals, FnContains, FnEachMemberEquals, FnEachMemberIn:
		return Comparison{Left: c.At(0), Right: c.At(1)}
	}
	return Comparison{}
}

// Operands returns the conditions that Fn::And, Fn::Or and Fn::Not combine.
func (c Call) Operands() []*syntax.Node {
	switch c.Function {
	case FnAnd, FnOr, FnNot:
		if c.Argument.Is(syntax.List) {
			return c.Argument.Kids()
		}
	}
	return nil
}

// ValueOf is what Fn::ValueOf and Fn::ValueOfAll say: an attribute of the value of a
// parameter, or of all parameters of a type.
type ValueOf struct{ Parameter, Attribute *syntax.Node }

// ValueOf returns the view of a call to Fn::ValueOf or Fn::ValueOfAll.
func (c Call) ValueOf() ValueOf {
	if c.Function != FnValueOf && c.Function != FnValueOfAll {
		return ValueOf{}
	}
	return ValueOf{Parameter: c.At(0), Attribute: c.At(1)}
}

// StackOutput is what Fn::GetStackOutput says. Region and Role may be missing.
type StackOutput struct{ Stack, Output, Region, Role *syntax.Node }

// StackOutput returns the view of a call to Fn::GetStackOutput.
func (c Call) StackOutput() StackOutput {
	if c.Function != FnGetStackOutput {
		return StackOutput{}
	}
	a := c.Argument
	return StackOutput{Stack: a.Get("StackName"), Output: a.Get("OutputName"), Region: a.Get("Region"), Role: a.Get("RoleArn")}
}

// Macro is what Fn::Transform says.
type Macro struct{ Name, Parameters *syntax.Node }

// Macro returns the view of a call to Fn::Transform.
func (c Call) Macro() Macro {
	if c.Function != FnTransform {
		return Macro{}
	}
	return Macro{Name: c.Argument.Get("Name"), Parameters: c.Argument.Get("Parameters")}
}
