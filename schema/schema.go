// Package schema tells what AWS says of its resource types: their properties and attributes,
// the regions that have them, and what else the published schemas and cfn-lint's tables know.
// It knows nothing of templates.
//
// The tables are embedded as one blob, and nothing is decoded before it is asked for: to
// import the package costs nothing, and a lookup allocates nothing. All values are small and
// are copied. Their zero values are valid and empty: what is missing has no properties, no
// bounds and no name. README.md says where the facts come from and how they are refreshed.
package schema

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// Date is the day on which the schemas were published, as 2006-01-02.
func Date() string { return text(root(layout.RootDate)) }

// Source names the package that the schemas were taken from, and its version.
func Source() string { return text(root(layout.RootSource)) }

// Lookup finds a resource type by its name. Types of custom resources (Custom::Name) and
// third parties are not known.
func Lookup(name string) (Type, bool) {
	low, high := 0, Count()
	for low < high {
		middle := (low + high) / 2
		t := typeAt(middle)
		switch order := strings.Compare(t.Name(), name); {
		case order == 0:
			return t, true
		case order < 0:
			low = middle + 1
		default:
			high = middle
		}
	}
	return Type{}, false
}

// Count is how many resource types there are.
func Count() int { return int(root(layout.RootTypes)) }

// All gives all resource types, in order of their names.
func All() iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for i := range Count() {
			if !yield(typeAt(i)) {
				return
			}
		}
	}
}

func typeAt(i int) Type {
	return Type{root(layout.RootRecords) + uint32(i*layout.TypeSize)}
}
