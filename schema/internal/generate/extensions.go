package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// extensions are cfn-lint's schemas for single rules. The source names them by type only, so
// the overrides say where each belongs and which rule it is. Lossy copies of them stand in
// the schemas, at the wrong level; those are withdrawn.
type extensions struct {
	raw   map[string][]json.RawMessage // by type, in lower case: the source spells Aws::Ec2::Instance
	known map[string]override
	used  map[string]bool
}

func newExtensions(t tables, known map[string]override) (*extensions, error) {
	raw, err := read[map[string][]json.RawMessage](t, extensionsTable)
	x := &extensions{map[string][]json.RawMessage{}, known, map[string]bool{}}
	for name, schemas := range raw {
		x.raw[strings.ToLower(name)] = schemas
	}
	return x, err
}

// withdraw takes the copies out of a type's schema: the last of its conditions and of its
// allOf, as many as there are extensions with and without a condition.
func (x *extensions) withdraw(name string, raw map[string]json.RawMessage) error {
	conditions, others := 0, 0
	for _, schema := range x.raw[strings.ToLower(name)] {
		var words map[string]json.RawMessage
		if err := json.Unmarshal(schema, &words); err != nil {
			return err
		}
		if words["if"] != nil {
			conditions++
		} else {
			others++
		}
	}
	if err := cut(raw, "if_then_else", conditions); err != nil {
		return err
	}
	return cut(raw, "all_of", others)
}

// cut takes the last n entries from a list of schemas.
func cut(raw map[string]json.RawMessage, word string, n int) error {
	if n == 0 {
		return nil
	}
	var entries []json.RawMessage
	if raw[word] != nil {
		if err := json.Unmarshal(raw[word], &entries); err != nil {
			return err
		}
	}
	if len(entries) < n {
		return fmt.Errorf("%s has %d entries; %d of them should be copies of extensions", word, len(entries), n)
	}
	rest, err := json.Marshal(entries[:len(entries)-n])
	raw[word] = rest
	if len(entries) == n {
		delete(raw, word)
	}
	return err
}

// add gives the types their checks.
func (x *extensions) add(types map[string]*table.Type) error {
	for _, name := range sorted(types) {
		seen := map[string]int{}
		for _, raw := range x.raw[strings.ToLower(name)] {
			key := name + " " + mentions(raw)
			if seen[key]++; seen[key] > 1 {
				key = fmt.Sprintf("%s #%d", key, seen[key])
			}
			if err := x.attach(types, key, raw); err != nil {
				return fmt.Errorf("extension %q: %w", key, err)
			}
		}
	}
	for _, key := range sorted(x.known) {
		if !x.used[key] {
			return fmt.Errorf("the source no longer has extension %q", key)
		}
	}
	return nil
}

// attach adds a check where its override says, and the definitions that it brings.
func (x *extensions) attach(types map[string]*table.Type, key string, raw json.RawMessage) error {
	o, known := x.known[key]
	if !known {
		return fmt.Errorf("not known; say in overrides.json where it belongs:\n%s", raw)
	}
	x.used[key] = true
	for _, at := range o.At {
		name, path := place(at)
		t := types[name]
		if t == nil || path != "" && property(t, path) == nil {
			return fmt.Errorf("there is no %s", at)
		}
		n, err := node(raw)
		if err != nil {
			return err
		}
		if err := define(t, raw); err != nil {
			return err
		}
		t.Checks = append(t.Checks, table.Check{Rule: o.Rule, Path: path, Schema: n})
	}
	return nil
}

// define adds the definitions that an extension brings.
func define(t *table.Type, raw json.RawMessage) (err error) {
	var with struct{ Definitions map[string]json.RawMessage }
	if err := json.Unmarshal(raw, &with); err != nil {
		return err
	}
	for name, def := range with.Definitions {
		if t.Definitions[name] != nil {
			return fmt.Errorf("a second definition of %s", name)
		}
		if t.Definitions[name], err = node(def); err != nil {
			return err
		}
	}
	return nil
}

// mentions names the properties that a schema speaks of: what tells it from the others of its
// type and stays as it is when values are added.
func mentions(raw json.RawMessage) string {
	var value any
	if json.Unmarshal(raw, &value) != nil {
		return ""
	}
	names := map[string]bool{}
	collect(value, names)
	return strings.Join(sorted(names), " ")
}

func collect(value any, names map[string]bool) {
	switch value := value.(type) {
	case map[string]any:
		for word, below := range value {
			if members, ok := below.(map[string]any); ok && word == "properties" {
				for name := range members {
					names[name] = true
				}
			}
			if required, ok := below.([]any); ok && word == "required" {
				for _, name := range required {
					names[fmt.Sprint(name)] = true
				}
			}
			collect(below, names)
		}
	case []any:
		for _, below := range value {
			collect(below, names)
		}
	}
}
