package table

import (
	"encoding/json"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// slots are the words of a node's keywords.
type slots struct {
	mask  uint64
	words [layout.KeyCount]uint32
}

func (s *slots) put(key int, is bool, word uint32) {
	if is {
		s.mask |= 1 << key
		s.words[key] = word
	}
}

// node gives the place of a schema, 0 for none.
func (e *encoder) node(n *Node) uint32 {
	if n == nil {
		return 0
	}
	s := &slots{}
	s.put(layout.KeyNever, n.Never, 1)
	s.put(layout.KeyRef, n.Ref != "", e.text(n.Ref))
	s.put(layout.KeyTypes, len(n.Type) > 0, e.types(n.Type))
	s.put(layout.KeyFormat, n.Format != "", e.text(n.Format))
	s.put(layout.KeyPattern, n.Pattern != "", e.pattern(n.Pattern))
	s.put(layout.KeyEnum, len(n.Enum) > 0, e.values(n.Enum))
	s.put(layout.KeyEnumFold, len(n.EnumCaseInsensitive) > 0, e.values(n.EnumCaseInsensitive))
	e.bounds(s, n)
	e.arrays(s, n)
	e.objects(s, n)
	e.combined(s, n)
	words := []uint32{uint32(s.mask & (layout.More - 1))}
	if others := uint32(s.mask >> layout.MaskBits); others != 0 {
		words[0] |= layout.More
		words = append(words, others)
	}
	for key, word := range s.words {
		if s.mask&(1<<key) != 0 {
			words = append(words, word)
		}
	}
	return e.record(words...)
}

func (e *encoder) bounds(s *slots, n *Node) {
	for _, bound := range []struct {
		key   int
		value *float64
	}{
		{layout.KeyMinLength, n.MinLength}, {layout.KeyMaxLength, n.MaxLength},
		{layout.KeyMinimum, n.Minimum}, {layout.KeyMaximum, n.Maximum},
		{layout.KeyExclusiveMinimum, n.ExclusiveMinimum}, {layout.KeyExclusiveMaximum, n.ExclusiveMaximum},
		{layout.KeyMinItems, n.MinItems}, {layout.KeyMaxItems, n.MaxItems},
		{layout.KeyMinProperties, n.MinProperties}, {layout.KeyMaxProperties, n.MaxProperties},
		{layout.KeyMultipleOf, n.MultipleOf},
	} {
		if bound.value != nil {
			s.put(bound.key, true, e.number(*bound.value))
		}
	}
}

func (e *encoder) arrays(s *slots, n *Node) {
	s.put(layout.KeyUniqueItems, n.UniqueItems, 1)
	s.put(layout.KeyItems, n.Items != nil, e.node(n.Items))
	s.put(layout.KeyContains, n.Contains != nil, e.node(n.Contains))
}

func (e *encoder) objects(s *slots, n *Node) {
	s.put(layout.KeyProperties, len(n.Properties) > 0, e.members(n.Properties))
	s.put(layout.KeyPatternProperties, len(n.PatternProperties) > 0, e.patterns(n.PatternProperties))
	s.put(layout.KeyPropertyNames, n.PropertyNames != nil, e.node(n.PropertyNames))
	s.put(layout.KeyClosed, n.AdditionalProperties != nil && !*n.AdditionalProperties, 1)
	s.put(layout.KeyRequired, len(n.Required) > 0, e.names(n.Required))
	s.put(layout.KeyRequiredXor, len(n.RequiredXor) > 0, e.names(n.RequiredXor))
	s.put(layout.KeyRequiredOr, len(n.RequiredOr) > 0, e.names(n.RequiredOr))
	s.put(layout.KeyDependentRequired, len(n.DependentRequired) > 0, e.rows(n.DependentRequired))
	s.put(layout.KeyDependentExcluded, len(n.DependentExcluded) > 0, e.rows(n.DependentExcluded))
}

func (e *encoder) combined(s *slots, n *Node) {
	s.put(layout.KeyAllOf, len(n.AllOf) > 0, e.nodes(n.AllOf))
	s.put(layout.KeyAnyOf, len(n.AnyOf) > 0, e.nodes(n.AnyOf))
	s.put(layout.KeyOneOf, len(n.OneOf) > 0, e.nodes(n.OneOf))
	s.put(layout.KeyNot, n.Not != nil, e.node(n.Not))
	s.put(layout.KeyIf, n.If != nil, e.node(n.If))
	s.put(layout.KeyThen, n.Then != nil, e.node(n.Then))
	s.put(layout.KeyElse, n.Else != nil, e.node(n.Else))
}

func (e *encoder) nodes(nodes []*Node) uint32 {
	words := make([]uint32, len(nodes))
	for i, n := range nodes {
		words[i] = e.node(n)
	}
	return e.list(len(nodes), words)
}

func (e *encoder) members(members map[string]*Node) uint32 {
	words := make([]uint32, 0, 2*len(members))
	for _, name := range sorted(members) {
		words = append(words, e.text(name), e.node(members[name]))
	}
	return e.list(len(members), words)
}

func (e *encoder) rows(rows map[string][]string) uint32 {
	words := make([]uint32, 0, 2*len(rows))
	for _, key := range sorted(rows) {
		words = append(words, e.text(key), e.names(rows[key]))
	}
	return e.list(len(rows), words)
}

func (e *encoder) patterns(patterns map[string]*Node) uint32 {
	words := make([]uint32, 0, 2*len(patterns))
	for _, source := range sorted(patterns) {
		words = append(words, e.pattern(source), e.node(patterns[source]))
	}
	return e.list(len(patterns), words)
}

func (e *encoder) pattern(source string) uint32 {
	if source == "" {
		return 0
	}
	to, rewritten := e.data.Rewritten[source]
	if !rewritten {
		to = Rewrite{Match: []string{source}}
	}
	checked := uint32(flag(len(to.Match)+len(to.Exclude) > 0))
	return e.record(e.text(source), e.names(to.Match), e.names(to.Exclude), checked)
}

func (e *encoder) types(types Types) (mask uint32) {
	for _, name := range types {
		bit, known := map[string]uint32{
			"string": layout.String, "integer": layout.Integer, "number": layout.Number, "boolean": layout.Boolean,
			"object": layout.Object, "array": layout.Array, "null": layout.Null,
		}[name]
		if !known {
			e.fail("unknown type %q", name)
		}
		mask |= bit
	}
	return mask
}

func (e *encoder) values(values []Value) uint32 {
	words := make([]uint32, len(values))
	for i, value := range values {
		words[i] = e.value(value)
	}
	return e.list(len(values), words)
}

func (e *encoder) value(v Value) uint32 {
	var value any
	if err := json.Unmarshal([]byte(v), &value); err != nil {
		e.fail("enum: %s: %v", v, err)
	}
	switch value := value.(type) {
	case string:
		return e.text(value)<<2 | layout.ValueText
	case float64:
		return e.number(value)<<2 | layout.ValueNumber
	case bool:
		return uint32(flag(value))<<2 | layout.ValueBoolean
	case nil:
		return layout.ValueNull
	}
	e.fail("enum: %s is no plain value", v)
	return 0
}
