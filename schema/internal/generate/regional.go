package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// offers are the regions that have a value, by value.
type offers struct {
	covered uint64
	values  map[string]uint64
}

// addRegional adds the values that properties may have by region.
func addRegional(d *table.Data, t tables, o *overrides) error {
	for _, name := range sorted(t) {
		if _, known := o.Regional[name]; isRegional(name) && !known {
			return fmt.Errorf("unknown regional table %s; say in overrides.json where it belongs", name)
		}
	}
	d.Regional = map[string]table.Regional{}
	for _, name := range sorted(o.Regional) {
		r := table.Regional{Rule: o.Regional[name].Rule, At: o.Regional[name].At}
		for _, at := range r.At {
			typ, path := place(at)
			if d.Types[typ] == nil || property(d.Types[typ], path) == nil {
				return fmt.Errorf("table %s: there is no %s", name, at)
			}
		}
		var err error
		if r.Cases, err = cases(d, t, name); err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
		d.Regional[name] = r
	}
	return nil
}

// cases reads a table: a list of values for each region, or several under conditions.
func cases(d *table.Data, t tables, name string) (list []table.Case, err error) {
	raw, err := read[map[string]json.RawMessage](t, name)
	if err != nil {
		return nil, err
	}
	delete(raw, "description")
	found := map[string]*offers{} // by the JSON of their condition
	for _, region := range sorted(raw) {
		set := d.Regions.All()
		if i := slices.Index(d.Regions.Names, region); i >= 0 {
			set = 1 << i
		} else if region != allRegions {
			return nil, fmt.Errorf("unknown region %s", region)
		}
		if err := addRegion(found, raw[region], set); err != nil {
			return nil, fmt.Errorf("%s: %w", region, err)
		}
	}
	for _, condition := range sorted(found) {
		c, err := found[condition].as(d.Regions, condition)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// A regionalSchema is one region's part of a table.
type regionalSchema struct {
	Enum  []string `json:"enum"`
	AllOf []struct {
		If struct {
			Properties map[string]json.RawMessage `json:"properties"`
			Required   []string                   `json:"required"`
		} `json:"if"`
		Then struct {
			Properties map[string]regionalSchema `json:"properties"`
		} `json:"then"`
	} `json:"allOf"`
}

func addRegion(found map[string]*offers, raw json.RawMessage, set uint64) error {
	var r regionalSchema
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return err
	}
	if r.AllOf == nil {
		add(found, "", r.Enum, set)
	}
	for _, part := range r.AllOf {
		for property, values := range part.Then.Properties {
			delete(part.If.Properties, property) // it says only that the property is there
			part.If.Required = slices.DeleteFunc(part.If.Required, func(name string) bool { return name == property })
			condition, err := json.Marshal(part.If)
			if err != nil {
				return err
			}
			add(found, string(condition), values.Enum, set)
		}
	}
	return nil
}

// add notes values of a region. Where the source has two lists for one condition, either counts.
func add(found map[string]*offers, condition string, values []string, set uint64) {
	o := found[condition]
	if o == nil {
		o = &offers{values: map[string]uint64{}}
		found[condition] = o
	}
	if set&(set-1) == 0 {
		o.covered |= set
	}
	for _, value := range values {
		o.values[value] |= set
	}
}

func (o *offers) as(r table.Regions, condition string) (c table.Case, err error) {
	c = table.Case{Regions: r.FormatRegions(o.covered, r.All()), Values: map[string][]string{}}
	for _, value := range sorted(o.values) {
		in := r.FormatRegions(o.values[value]&o.covered, o.covered)
		c.Values[in] = append(c.Values[in], value)
	}
	if condition != "" {
		c.When, err = node(json.RawMessage(condition))
	}
	return c, err
}
