package schema

import (
	"iter"

	"github.com/cfnc/cfnc/schema/internal/layout"
)

// Availability says whether something is there in a region.
type Availability uint8

// What is known of a region.
const (
	Unknown     Availability = iota // nothing is known of the region, or of the thing
	Available                       // it is there
	Unavailable                     // it is not there
)

// Regions lists the regions that the tables speak of. Of some of them nothing is known.
func Regions() Strings { return Strings{root(layout.RootRegions)} }

// region gives the bit of a region.
func region(name string) uint64 {
	for i, known := 0, Regions(); i < known.Len(); i++ {
		if known.At(i) == name {
			return 1 << i
		}
	}
	return 0
}

// In says whether the type can be used in a region, by the registry's lists.
func (t Type) In(name string) Availability {
	if t.field(layout.TypeFlags)&layout.FlagRegionsKnown == 0 {
		return Unknown
	}
	return available(regionSet(t.field(layout.TypeRegions)), regionSet(root(layout.RootKnown)), region(name))
}

func available(in, known, bit uint64) Availability {
	switch {
	case known&bit == 0:
		return Unknown
	case in&bit == 0:
		return Unavailable
	}
	return Available
}

// A Regional lists the values that the property at a path may have, by region.
type Regional struct{ at, typ uint32 }

// Regional gives the type's tables of values by region: instance types and classes.
func (t Type) Regional() iter.Seq[Regional] {
	return func(yield func(Regional) bool) {
		list := t.field(layout.TypeRegional)
		for i := range word(list) {
			if !yield(Regional{word(list + 1 + i), t.at}) {
				return
			}
		}
	}
}

// Rule is cfn-lint's ID for the table.
func (r Regional) Rule() string { return text(word(r.at + layout.RegionalRule)) }

// Path is the property's path.
func (r Regional) Path() string { return text(word(r.at + layout.RegionalPath)) }

// Cases gives the lists of values.
func (r Regional) Cases() iter.Seq[Case] {
	return func(yield func(Case) bool) {
		list := word(r.at + layout.RegionalCases)
		for i := range word(list) {
			if !yield(Case{list + 1 + 3*i, r.typ}) {
				return
			}
		}
	}
}

// A Case is one list of values. It counts where the resource's properties meet its condition.
type Case struct{ at, typ uint32 }

// When is the condition on the resource's properties, zero for none.
func (c Case) When() Node { return Node{word(c.at), c.typ} }

// In says whether a region has a value. It is Unknown where the list does not speak of the
// region.
func (c Case) In(name, value string) Availability {
	set, listed := pair(word(c.at+2), value)
	if !listed {
		set = 0
	}
	return available(regionSet(set), regionSet(word(c.at+1)), region(name))
}

// Values gives the values that a region has, in order.
func (c Case) Values(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		bit := region(name)
		for value, set := range pairs(word(c.at + 2)) {
			if regionSet(set)&bit != 0 && !yield(value) {
				return
			}
		}
	}
}
