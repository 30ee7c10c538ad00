package table

import (
	"fmt"
	"slices"
	"strings"
)

// ParseRegions reads a text of regions: names with spaces between; "all", which stands for
// every region of a set; or "all but" and names. A bit stands for each name of the regions.
func (r Regions) ParseRegions(text string, all uint64) (uint64, error) {
	if text == "all" {
		return all, nil
	}
	rest, without := strings.CutPrefix(text, "all but ")
	var named uint64
	for _, name := range strings.Fields(rest) {
		i := slices.Index(r.Names, name)
		if i < 0 {
			return 0, fmt.Errorf("unknown region %q", name)
		}
		named |= 1 << i
	}
	if named&^all != 0 {
		return 0, fmt.Errorf("%q names regions that the list does not speak of", text)
	}
	if without {
		return all &^ named, nil
	}
	return named, nil
}

// FormatRegions writes a set as ParseRegions reads it, in the shorter way.
func (r Regions) FormatRegions(set, all uint64) string {
	in, out := r.list(set), r.list(all&^set)
	switch {
	case len(out) == 0:
		return "all"
	case len(out) < len(in):
		return "all but " + strings.Join(out, " ")
	}
	return strings.Join(in, " ")
}

// All is the set of every region.
func (r Regions) All() uint64 { return 1<<len(r.Names) - 1 }

// Known is the set of the regions of which something is known.
func (r Regions) Known() uint64 {
	set := r.All()
	for i, name := range r.Names {
		if slices.Contains(r.Unknown, name) {
			set &^= 1 << i
		}
	}
	return set
}

func (r Regions) list(set uint64) (names []string) {
	for i, name := range r.Names {
		if set&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}
