package main

import (
	"fmt"
	"maps"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// addAttributes says what Fn::GetAtt and Ref give.
func addAttributes(d *table.Data, t tables, o *overrides) error {
	names, err := read[map[string][]string](t, "getatt_attributes")
	if err != nil {
		return err
	}
	types, err := read[map[string]map[string]string](t, "getatt_attribute_types")
	if err != nil {
		return err
	}
	mended, err := read[map[string]map[string]string](t, "getatt_return_type_overrides")
	if err != nil {
		return err
	}
	for _, name := range sorted(names) {
		if d.Types[name] == nil {
			return fmt.Errorf("attributes of %s, which is no type", name)
		}
		known := types[name]
		maps.Copy(known, mended[name])
		if err := readable(d.Types[name], names[name], known); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := addRefs(d, t); err != nil {
		return err
	}
	return o.attributes(d.Types)
}

// readable adds attributes. Those in lists cannot be asked for: their paths have a *.
func readable(t *table.Type, names []string, types map[string]string) error {
	t.Attributes = map[string]table.Types{}
	for _, name := range names {
		if strings.Contains(name, "*") {
			continue
		}
		if known := types[name]; known != "" {
			t.Attributes[name] = table.Types{known}
			continue
		}
		n := property(t, name)
		if n == nil {
			return fmt.Errorf("there is no property for attribute %s", name)
		}
		t.Attributes[name] = n.Type
	}
	return nil
}

func addRefs(d *table.Data, t tables) error {
	refs, err := read[map[string]string](t, "ref_returns")
	if err != nil {
		return err
	}
	for _, name := range sorted(refs) {
		if d.Types[name] == nil {
			return fmt.Errorf("Ref of %s, which is no type", name)
		}
		d.Types[name].Ref = refs[name]
	}
	return nil
}
