package main

import (
	"encoding/json"
	"maps"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// everyType is the region that has every type. Where nothing is known of a region, the source
// gives it the same list.
const everyType = "us-east-1"

// addRegions says in which regions the types can be used.
func addRegions(d *table.Data, t tables, o *overrides) error {
	lists, err := read[map[string]map[string]bool](t, "region_resource_types")
	if err != nil {
		return err
	}
	names := maps.Clone(lists)
	for table := range o.Regional {
		values, err := read[map[string]json.RawMessage](t, table)
		if err != nil {
			return err
		}
		for name := range values {
			if name != "all" && name != "description" {
				names[name] = nil
			}
		}
	}
	d.Regions.Names = sorted(names)
	for _, name := range d.Regions.Names {
		if lists[name] == nil || name != everyType && maps.Equal(lists[name], lists[everyType]) {
			d.Regions.Unknown = append(d.Regions.Unknown, name)
		}
	}
	for _, name := range sorted(d.Types) {
		var in uint64
		for i, region := range d.Regions.Names {
			if lists[region][name] {
				in |= 1 << i
			}
		}
		if in != 0 {
			d.Types[name].Regions = d.Regions.FormatRegions(in&d.Regions.Known(), d.Regions.Known())
		}
	}
	return nil
}
