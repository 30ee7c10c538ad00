package schema

import (
	"iter"
	"strconv"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// Types is a set of the types that values have in JSON.
type Types uint8

// The types. An integer is a number without a fraction.
const (
	String  Types = layout.String
	Integer Types = layout.Integer
	Number  Types = layout.Number
	Boolean Types = layout.Boolean
	Object  Types = layout.Object
	Array   Types = layout.Array
	Null    Types = layout.Null
)

// Has reports whether the set has one of the given types.
func (t Types) Has(any Types) bool { return t&any != 0 }

// Names gives the types' names as schemas write them.
func (t Types) Names() (names []string) {
	for i, name := range [...]string{"string", "integer", "number", "boolean", "object", "array", "null"} {
		if t&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// Values is a list of allowed values.
type Values struct{ at uint32 }

// Len is how many values there are.
func (v Values) Len() int { return int(word(v.at)) }

// At gives the value at an index from 0. There must be one.
func (v Values) At(i int) Value { return Value{word(v.at + 1 + uint32(i))} }

// All gives the values in order.
func (v Values) All() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range v.Len() {
			if !yield(v.At(i)) {
				return
			}
		}
	}
}

// A Value is an allowed value: a text, a number, a boolean or null.
type Value struct{ word uint32 }

// Type is the value's type.
func (v Value) Type() Types {
	return [...]Types{String, Number, Boolean, Null}[v.word&3]
}

// Text is the value as a template would write it: a text without quotes.
func (v Value) Text() string {
	switch v.Type() {
	case String:
		return text(v.word >> 2)
	case Number:
		return strconv.FormatFloat(v.Number(), 'f', -1, 64)
	case Boolean:
		return strconv.FormatBool(v.Bool())
	}
	return "null"
}

// Number is a number's value.
func (v Value) Number() float64 {
	if v.Type() != Number {
		return 0
	}
	return number(v.word >> 2)
}

// Bool is a boolean's value.
func (v Value) Bool() bool { return v.Type() == Boolean && v.word>>2 != 0 }
