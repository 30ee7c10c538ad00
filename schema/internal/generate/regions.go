package main

import (
	"encoding/json"
	"maps"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// everyType is the region that has every type. Where nothing is known of a region, the source
// gives it the same list.
const everyType = "us-east-1"

// allRegions stands in regional tables for every region.
const allRegions = "all"

// addRegions says in which regions the types can be used.
func addRegions(d *table.Data, t tables, o *overrides) error {
	lists, err := read[map[string]map[string]bool](t, "region_resource_types")
	if err != nil {
		return err
	}
	if d.Regions.Names, err = regionNames(t, o, lists); err != nil {
		return err
	}
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

// regionNames collects the regions of all tables.
func regionNames(t tables, o *overrides, lists map[string]map[string]bool) ([]string, error) {
	names := maps.Clone(lists)
	for name := range o.Regional {
		values, err := read[map[string]json.RawMessage](t, name)
		if err != nil {
			return nil, err
		}
		for region := range values {
			names[region] = nil
		}
	}
	delete(names, allRegions)
	delete(names, "description")
	return sorted(names), nil
}
