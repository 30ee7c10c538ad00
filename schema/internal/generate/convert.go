package main

import (
	"fmt"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// convert makes the data out of the file with the schemas and the specification.
func convert(wasm, database []byte) (*table.Data, error) {
	day, err := publishedOn(wasm)
	if err != nil {
		return nil, err
	}
	list, err := frames(wasm)
	if err != nil {
		return nil, err
	}
	t, err := recognise(list)
	if err != nil {
		return nil, err
	}
	o, err := readOverrides()
	if err != nil {
		return nil, err
	}
	d := &table.Data{Date: day}
	for _, stage := range []func(*table.Data, tables, *overrides) error{
		addTypes, addRegions, addAttributes, addRegional, addTables, addIAM, addClasses, addRewrites,
	} {
		if err := stage(d, t, o); err != nil {
			return nil, err
		}
	}
	return d, supplement(d, database)
}

// addTypes converts the schemas, mends them and gives them their checks.
func addTypes(d *table.Data, t tables, o *overrides) error {
	x, err := newExtensions(t, o.Extensions)
	if err != nil {
		return err
	}
	if d.Types, err = types(t, x); err != nil {
		return err
	}
	if err := x.add(d.Types); err != nil {
		return err
	}
	if err := o.schemas(d.Types); err != nil {
		return err
	}
	if err := o.patterns(d.Types); err != nil {
		return err
	}
	o.formats(d.Types)
	for _, name := range sorted(d.Types) {
		if err := reach(d.Types[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return addTraits(d, t)
}

// addTraits adds what single tables say of types.
func addTraits(d *table.Data, t tables) error {
	stateful, err := read[[]string](t, "stateful_resource_types")
	if err != nil {
		return err
	}
	cycles, err := read[map[string]table.Lifecycle](t, "resource_lifecycle")
	if err != nil {
		return err
	}
	for _, name := range stateful {
		// The table names a few types that are no longer there.
		if typ := d.Types[name]; typ != nil {
			typ.Stateful = true
		}
	}
	for _, name := range sorted(cycles) {
		if typ := d.Types[name]; typ != nil {
			cycle := cycles[name]
			typ.Lifecycle = &cycle
		}
	}
	return nil
}
