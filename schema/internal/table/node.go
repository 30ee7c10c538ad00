package table

import (
	"bytes"
	"encoding/json"
	"slices"
)

// A Node is a schema: JSON Schema draft-07 where it has a word for it, and cfn-lint's words
// (requiredXor, dependentExcluded and so on) where it has none.
type Node struct {
	Never bool `json:"-"` // the schema false

	Ref    string `json:"$ref,omitempty"`
	Type   Types  `json:"type,omitempty"`
	Format string `json:"format,omitempty"`

	Pattern             string  `json:"pattern,omitempty"`
	Enum                []Value `json:"enum,omitempty"`
	EnumCaseInsensitive []Value `json:"enumCaseInsensitive,omitempty"`

	MinLength        *float64 `json:"minLength,omitempty"`
	MaxLength        *float64 `json:"maxLength,omitempty"`
	Minimum          *float64 `json:"minimum,omitempty"`
	Maximum          *float64 `json:"maximum,omitempty"`
	ExclusiveMinimum *float64 `json:"exclusiveMinimum,omitempty"`
	ExclusiveMaximum *float64 `json:"exclusiveMaximum,omitempty"`
	MultipleOf       *float64 `json:"multipleOf,omitempty"`
	MinItems         *float64 `json:"minItems,omitempty"`
	MaxItems         *float64 `json:"maxItems,omitempty"`
	MinProperties    *float64 `json:"minProperties,omitempty"`
	MaxProperties    *float64 `json:"maxProperties,omitempty"`

	UniqueItems bool  `json:"uniqueItems,omitempty"`
	Items       *Node `json:"items,omitempty"`
	Contains    *Node `json:"contains,omitempty"`

	Properties           map[string]*Node `json:"properties,omitempty"`
	PatternProperties    map[string]*Node `json:"patternProperties,omitempty"`
	PropertyNames        *Node            `json:"propertyNames,omitempty"`
	AdditionalProperties *bool            `json:"additionalProperties,omitempty"`

	Required          []string            `json:"required,omitempty"`
	RequiredXor       []string            `json:"requiredXor,omitempty"`
	RequiredOr        []string            `json:"requiredOr,omitempty"`
	DependentRequired map[string][]string `json:"dependentRequired,omitempty"`
	DependentExcluded map[string][]string `json:"dependentExcluded,omitempty"`

	AllOf []*Node `json:"allOf,omitempty"`
	AnyOf []*Node `json:"anyOf,omitempty"`
	OneOf []*Node `json:"oneOf,omitempty"`
	Not   *Node   `json:"not,omitempty"`
	If    *Node   `json:"if,omitempty"`
	Then  *Node   `json:"then,omitempty"`
	Else  *Node   `json:"else,omitempty"`
}

// fields is a Node without its methods.
type fields Node

// MarshalJSON writes false for the schema that nothing meets.
func (n *Node) MarshalJSON() ([]byte, error) {
	if n.Never {
		return []byte("false"), nil
	}
	return plain((*fields)(n))
}

// UnmarshalJSON reads a schema, and refuses words that it does not know.
func (n *Node) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case "true", "false":
		*n = Node{Never: string(text) == "false"}
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	return dec.Decode((*fields)(n))
}

// IsEmpty reports whether everything meets the schema.
func (n *Node) IsEmpty() bool {
	text, err := n.MarshalJSON()
	return err == nil && string(text) == "{}"
}

// Types names one type or several.
type Types []string

// MarshalJSON writes one type as a text, as schemas do.
func (t Types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal(append([]string{}, t...))
}

// UnmarshalJSON reads a text or a list of texts.
func (t *Types) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '[' {
		return json.Unmarshal(text, (*[]string)(t))
	}
	*t = make(Types, 1)
	return json.Unmarshal(text, &(*t)[0])
}

// A Value is the JSON of a value in an enum.
type Value string

// MarshalJSON writes the value as it is.
func (v Value) MarshalJSON() ([]byte, error) { return []byte(v), nil }

// UnmarshalJSON keeps the value as it is.
func (v *Value) UnmarshalJSON(text []byte) error {
	*v = Value(text)
	return nil
}

// MarshalJSON writes a table whose rows are empty as a list.
func (t Table) MarshalJSON() ([]byte, error) {
	keys := sorted(t)
	for _, key := range keys {
		if len(t[key]) > 0 {
			return plain(map[string][]string(t))
		}
	}
	return plain(keys)
}

// UnmarshalJSON reads rows or a list.
func (t *Table) UnmarshalJSON(text []byte) error {
	if len(text) == 0 || text[0] != '[' {
		return json.Unmarshal(text, (*map[string][]string)(t))
	}
	var keys []string
	if err := json.Unmarshal(text, &keys); err != nil {
		return err
	}
	*t = Table{}
	for _, key := range keys {
		(*t)[key] = nil
	}
	return nil
}

// sorted gives a map's keys in order.
func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
