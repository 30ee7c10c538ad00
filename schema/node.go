package schema

import (
	"iter"
	"math/bits"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// A Node is a schema: what a value must be like. Its words are those of JSON Schema draft-07
// and, where that has none, cfn-lint's. All that a schema does not say is zero or not ok.
type Node struct{ at, typ uint32 }

// IsZero reports whether there is no schema.
func (n Node) IsZero() bool { return n.at == 0 }

// slot gives the word of a keyword.
func (n Node) slot(key int) (uint32, bool) {
	first := word(n.at)
	skip, mask, bit := uint32(1), first&(layout.More-1), key
	if key >= layout.MaskBits {
		if first&layout.More == 0 {
			return 0, false
		}
		skip += uint32(bits.OnesCount32(mask))
		mask, bit = word(n.at+1), key-layout.MaskBits
	}
	if mask&(1<<bit) == 0 {
		return 0, false
	}
	if first&layout.More != 0 {
		skip++
	}
	return word(n.at + skip + uint32(bits.OnesCount32(mask&(1<<bit-1)))), true
}

func (n Node) get(key int) uint32 {
	value, _ := n.slot(key)
	return value
}

func (n Node) node(key int) Node   { return Node{n.get(key), n.typ} }
func (n Node) nodes(key int) Nodes { return Nodes{n.get(key), n.typ} }

func (n Node) bound(key int) (float64, bool) {
	id, ok := n.slot(key)
	if !ok {
		return 0, false
	}
	return number(id), true
}

func (n Node) count(key int) (int, bool) {
	f, ok := n.bound(key)
	return int(f), ok
}

// Never reports whether no value meets the schema: a property with it must not be there.
func (n Node) Never() bool { return n.get(layout.KeyNever) != 0 }

// Ref is the name of the definition that stands for this schema; then it says nothing else.
func (n Node) Ref() string { return text(n.get(layout.KeyRef)) }

// Resolve follows Ref to the schema itself. A schema without one is its own.
func (n Node) Resolve() Node {
	for range 16 { // definitions that name each other in a circle say nothing
		name := n.Ref()
		if name == "" {
			return n
		}
		n, _ = Type{n.typ}.Definitions().Get(name)
	}
	return Node{}
}

// Types are the types that a value may have, 0 for any. Templates may write numbers and
// booleans as texts, and texts as numbers and booleans.
func (n Node) Types() Types { return Types(n.get(layout.KeyTypes)) }

// Format names the form of a text: "date-time", "json", "AWS::EC2::VPC.Id" and the like. A
// name with a resource type is what that type's Ref or attribute gives.
func (n Node) Format() string { return text(n.get(layout.KeyFormat)) }

// Pattern is the regular expression that a text must match somewhere.
func (n Node) Pattern() Pattern { return Pattern{n.get(layout.KeyPattern)} }

// Enum lists the values that are allowed, if any are listed.
func (n Node) Enum() Values { return Values{n.get(layout.KeyEnum)} }

// EnumFold lists the texts that are allowed in upper or lower case.
func (n Node) EnumFold() Values { return Values{n.get(layout.KeyEnumFold)} }

// MinLength is the least length of a text, in characters.
func (n Node) MinLength() (int, bool) { return n.count(layout.KeyMinLength) }

// MaxLength is the greatest length of a text, in characters.
func (n Node) MaxLength() (int, bool) { return n.count(layout.KeyMaxLength) }

// Minimum is the least number.
func (n Node) Minimum() (float64, bool) { return n.bound(layout.KeyMinimum) }

// Maximum is the greatest number.
func (n Node) Maximum() (float64, bool) { return n.bound(layout.KeyMaximum) }

// ExclusiveMinimum is a number that a value must be above.
func (n Node) ExclusiveMinimum() (float64, bool) { return n.bound(layout.KeyExclusiveMinimum) }

// ExclusiveMaximum is a number that a value must be below.
func (n Node) ExclusiveMaximum() (float64, bool) { return n.bound(layout.KeyExclusiveMaximum) }

// MultipleOf is a number that must divide a value.
func (n Node) MultipleOf() (float64, bool) { return n.bound(layout.KeyMultipleOf) }

// MinItems is the least length of a list.
func (n Node) MinItems() (int, bool) { return n.count(layout.KeyMinItems) }

// MaxItems is the greatest length of a list.
func (n Node) MaxItems() (int, bool) { return n.count(layout.KeyMaxItems) }

// UniqueItems reports whether a list must not hold a value twice.
func (n Node) UniqueItems() bool { return n.get(layout.KeyUniqueItems) != 0 }

// Items is the schema of a list's entries.
func (n Node) Items() Node { return n.node(layout.KeyItems) }

// Contains is a schema that at least one entry of a list must meet.
func (n Node) Contains() Node { return n.node(layout.KeyContains) }

// Properties are the schemas of an object's properties.
func (n Node) Properties() Members { return Members{n.get(layout.KeyProperties), n.typ} }

// PatternProperties are the schemas of those properties whose name matches a pattern.
func (n Node) PatternProperties() iter.Seq2[Pattern, Node] {
	return func(yield func(Pattern, Node) bool) {
		list := n.get(layout.KeyPatternProperties)
		for i := range word(list) {
			at := list + 1 + 2*i
			if !yield(Pattern{word(at)}, Node{word(at + 1), n.typ}) {
				return
			}
		}
	}
}

// PropertyNames is a schema for the names of an object's properties.
func (n Node) PropertyNames() Node { return n.node(layout.KeyPropertyNames) }

// Closed reports whether an object must have no properties but those that Properties and
// PatternProperties name.
func (n Node) Closed() bool { return n.get(layout.KeyClosed) != 0 }

// MinProperties is the least number of an object's properties.
func (n Node) MinProperties() (int, bool) { return n.count(layout.KeyMinProperties) }

// MaxProperties is the greatest number of an object's properties.
func (n Node) MaxProperties() (int, bool) { return n.count(layout.KeyMaxProperties) }

// Required names the properties that an object must have.
func (n Node) Required() Strings { return Strings{n.get(layout.KeyRequired)} }

// RequiredXor names properties of which an object must have exactly one.
func (n Node) RequiredXor() Strings { return Strings{n.get(layout.KeyRequiredXor)} }

// RequiredOr names properties of which an object must have at least one.
func (n Node) RequiredOr() Strings { return Strings{n.get(layout.KeyRequiredOr)} }

// DependentRequired names, by property, those that an object must have beside it.
func (n Node) DependentRequired() Rows { return Rows{n.get(layout.KeyDependentRequired)} }

// DependentExcluded names, by property, those that an object must not have beside it.
func (n Node) DependentExcluded() Rows { return Rows{n.get(layout.KeyDependentExcluded)} }

// AllOf are schemas that a value must all meet.
func (n Node) AllOf() Nodes { return n.nodes(layout.KeyAllOf) }

// AnyOf are schemas of which a value must meet at least one, if there are any.
func (n Node) AnyOf() Nodes { return n.nodes(layout.KeyAnyOf) }

// OneOf are schemas of which a value must meet exactly one, if there are any.
func (n Node) OneOf() Nodes { return n.nodes(layout.KeyOneOf) }

// Not is a schema that a value must not meet.
func (n Node) Not() Node { return n.node(layout.KeyNot) }

// If is a schema that decides between Then and Else.
func (n Node) If() Node { return n.node(layout.KeyIf) }

// Then is what a value must meet that meets If.
func (n Node) Then() Node { return n.node(layout.KeyThen) }

// Else is what a value must meet that does not meet If.
func (n Node) Else() Node { return n.node(layout.KeyElse) }
