package template

import "strings"

// Shape says which kinds of values something takes or gives, as a set.
type Shape uint8

// The kinds of values. CloudFormation takes a number or a boolean for a text too.
const (
	String Shape = 1 << iota
	Whole        // a whole number, which may be written as a text
	Items        // a list
	Object       // a map
	Truth        // what a condition gives
)

// Anything is every value that a property may have.
const Anything = String | Whole | Items | Object

// Signature says what a function takes and what it gives.
type Signature struct {
	Gives     Shape
	Arguments []Argument
	Form      Form
	Extended  bool // only with the transform AWS::LanguageExtensions
}

// Form says how the arguments of a function are written.
type Form uint8

// The forms.
const (
	One       Form = iota // the only argument, as in Fn::Base64
	Several               // a list of them, as in Fn::Join
	OneOrMore             // the first alone, or a list of them, as in Fn::Sub
	ByName                // a map, as in Fn::GetStackOutput
)

// Argument is one argument of a function.
type Argument struct {
	Name     string // as messages call it, with its article
	Key      string // of an argument that is given by name
	Takes    Shape
	Each     Shape      // what the items of a list or the values of a map are; 0 for whatever there is
	Range    [2]int     // of a whole number
	Block    bool       // a text has to be a block of addresses
	Literal  bool       // no function may stand here without the transform AWS::LanguageExtensions
	Only     []Function // likewise no other function; nil for all that give what is taken
	Optional bool
	Extended bool // only with the transform AWS::LanguageExtensions
}

// signatures is what the reference of CloudFormation's intrinsic functions says. Where it lists
// fewer functions for an argument than CloudFormation accepts, all that give what is taken may
// stand there. Ref, Fn::GetAtt and Fn::FindInMap may give anything.
var signatures = map[Function]Signature{
	FnBase64: {Gives: String, Arguments: []Argument{{Name: "the text", Takes: String}}},
	FnCidr: {Gives: Items, Form: Several, Arguments: []Argument{
		{Name: "the address block", Takes: String, Block: true},
		{Name: "the count", Takes: Whole, Range: [2]int{1, 256}},
		{Name: "the number of host bits", Takes: Whole, Range: [2]int{1, 128}, Optional: true},
	}},
	FnFindInMap: {Gives: Anything, Form: Several, Arguments: []Argument{
		{Name: "the mapping", Takes: String, Only: []Function{FnRef, FnFindInMap}},
		{Name: "the top-level key", Takes: String, Only: []Function{FnRef, FnFindInMap}},
		{Name: "the second-level key", Takes: String, Only: []Function{FnRef, FnFindInMap}},
		{Name: "the default value", Takes: Object, Optional: true, Extended: true},
	}},
	FnGetAZs: {Gives: Items, Arguments: []Argument{{Name: "the region", Takes: String}}},
	FnGetStackOutput: {Gives: String, Form: ByName, Arguments: []Argument{
		{Name: "the stack", Key: "StackName", Takes: String},
		{Name: "the output", Key: "OutputName", Takes: String},
		{Name: "the region", Key: "Region", Takes: String, Optional: true},
		{Name: "the role", Key: "RoleArn", Takes: String, Optional: true},
	}},
	FnIf: {Gives: Anything | Truth, Form: Several, Arguments: []Argument{
		{Name: "the condition", Takes: String, Literal: true},
		{Name: "the value for true", Takes: Anything | Truth},
		{Name: "the value for false", Takes: Anything | Truth},
	}},
	FnImportValue: {Gives: String, Arguments: []Argument{{Name: "the name of the export", Takes: String}}},
	FnJoin: {Gives: String, Form: Several, Arguments: []Argument{
		{Name: "the delimiter", Takes: String, Literal: true},
		{Name: "the list of values", Takes: Items, Each: String},
	}},
	FnLength: {Gives: String | Whole, Extended: true, Arguments: []Argument{{Name: "the list", Takes: Items}}},
	FnSelect: {Gives: Anything, Form: Several, Arguments: []Argument{
		{Name: "the index", Takes: Whole, Range: [2]int{0, 1 << 20}},
		{Name: "the list", Takes: Items, Each: Anything},
	}},
	FnSplit: {Gives: Items, Form: Several, Arguments: []Argument{
		{Name: "the delimiter", Takes: String, Literal: true},
		{Name: "the text", Takes: String},
	}},
	FnSub: {Gives: String, Form: OneOrMore, Arguments: []Argument{
		{Name: "the text", Takes: String, Literal: true},
		{Name: "the map of variables", Takes: Object, Each: String, Literal: true},
	}},
	FnToJSONString: {Gives: String, Extended: true, Arguments: []Argument{{Name: "the value", Takes: Items | Object, Each: Anything}}},

	FnCondition: {Gives: Truth}, FnEquals: {Gives: Truth}, FnAnd: {Gives: Truth}, FnOr: {Gives: Truth}, FnNot: {Gives: Truth},
	FnContains: {Gives: Truth}, FnEachMemberEquals: {Gives: Truth}, FnEachMemberIn: {Gives: Truth},
}

// Signature returns what the function of a call takes and gives. Of functions whose arguments
// other sections of the reference describe it says only what they give.
func (c Call) Signature() Signature {
	if s, ok := signatures[c.Function]; ok {
		return s
	}
	return Signature{Gives: Anything}
}

// evaluates reports whether a function makes a value of the values that it takes. Fn::If and
// what names something do not: they pass on what stands there.
func (f Function) evaluates() bool {
	return f != FnIf && len(signatures[f].Arguments) > 0
}

// Gives returns the kinds of values that a call may give in this template.
func (t *Template) Gives(c Call) Shape {
	switch c.Function {
	case FnRef:
		return t.named(c.Argument.Text())
	case FnGetAtt:
		if g, ok := c.GetAtt(); ok {
			return t.attribute(g.Resource.Text, g.Attribute.Text)
		}
		return Anything
	}
	return c.Signature().Gives
}

// Lists reports whether what a use names is surely a list.
func (t *Template) Lists(u *Use) bool {
	for name := range u.Names() {
		if u.Attr == "" && t.named(name) != Items || u.Attr != "" && t.attribute(name, u.Attr) != Items {
			return false
		}
	}
	return u.Known()
}

// named returns the kinds of values that Ref of a name may give.
func (t *Template) named(name string) Shape {
	switch p := t.Parameter(name); {
	case name == NoValue:
		return Anything
	case p != nil:
		return p.gives()
	case name == "AWS::NotificationARNs":
		return Items
	case t.Resource(name) != nil || IsPseudoParameter(name):
		return String
	}
	return Anything
}

// Has reports whether the shape is among those of s.
func (s Shape) Has(shape Shape) bool { return s&shape != 0 }

// Fits reports whether a value of the shape may stand where another is taken.
func (s Shape) Fits(taken Shape) bool {
	if taken == Whole && s.Has(String) {
		return true
	}
	return s.Has(taken)
}

// String names the shape as messages do.
func (s Shape) String() string {
	if s&Anything == Anything {
		return "a value"
	}
	var names []string
	for i, name := range []string{"a text", "a whole number", "a list", "a map", "a truth value"} {
		if s.Has(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, " or ")
}
