package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// A schema is a type as the source has it.
type schema struct {
	TypeName   string                     `json:"type_name"`
	Defs       map[string]json.RawMessage `json:"definitions"`
	Identifier []string                   `json:"primary_identifier"`
	ReadOnly   []string                   `json:"read_only_properties"`
	CreateOnly []string                   `json:"create_only_properties"`
	MayReplace []string                   `json:"conditional_create_only_properties"`
	WriteOnly  []string                   `json:"write_only_properties"`
	Deprecated []string                   `json:"deprecated_properties"`
	Replace    string                     `json:"replacement_strategy"`
	SourceURL  string                     `json:"source_url"`
	DocURL     string                     `json:"documentation_url"`
}

// ofType are the words of a schema that speak of the type, not of its properties.
var ofType = []string{
	"type_name", "definitions", "primary_identifier", "read_only_properties", "create_only_properties",
	"conditional_create_only_properties", "write_only_properties", "deprecated_properties",
	"replacement_strategy", "source_url", "documentation_url",
}

// types converts the schemas.
func types(t tables, checks *extensions) (map[string]*table.Type, error) {
	raw, err := read[map[string]map[string]json.RawMessage](t, schemasTable)
	if err != nil {
		return nil, err
	}
	known, err := read[[]string](t, "known_resource_types")
	if err != nil {
		return nil, err
	}
	if names := sorted(raw); !slices.Equal(names, slices.Sorted(slices.Values(known))) {
		return nil, fmt.Errorf("the schemas and the list of known types differ")
	}
	out := map[string]*table.Type{}
	for _, name := range sorted(raw) {
		if out[name], err = convertType(name, raw[name], checks); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return out, nil
}

func convertType(name string, raw map[string]json.RawMessage, checks *extensions) (*table.Type, error) {
	if err := checks.withdraw(name, raw); err != nil {
		return nil, err
	}
	s, err := as[schema](raw)
	if err != nil {
		return nil, err
	}
	t := &table.Type{
		PrimaryIdentifier: s.Identifier, ReadOnly: s.ReadOnly, CreateOnly: s.CreateOnly, MayReplace: s.MayReplace,
		WriteOnly: s.WriteOnly, Deprecated: s.Deprecated, Definitions: map[string]*table.Node{},
	}
	if t.Replacement, err = strategy(s.Replace); err != nil {
		return nil, err
	}
	for _, word := range ofType {
		delete(raw, word)
	}
	properties, err := as[json.RawMessage](raw)
	if err != nil {
		return nil, err
	}
	if t.Schema, err = node(properties); err != nil {
		return nil, err
	}
	for name, def := range s.Defs {
		if t.Definitions[name], err = node(def); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return t, nil
}

// as reads an object in another form.
func as[T any](raw map[string]json.RawMessage) (value T, err error) {
	text, err := json.Marshal(raw)
	if err == nil {
		err = json.Unmarshal(text, &value)
	}
	return value, err
}

func strategy(word string) (string, error) {
	known := map[string]string{"": "", "create_then_delete": "createFirst", "delete_then_create": "deleteFirst"}
	strategy, ok := known[word]
	if !ok {
		return "", fmt.Errorf("unknown replacement strategy %q", word)
	}
	return strategy, nil
}

// reach drops definitions that nothing names, and finds names without a definition.
func reach(t *table.Type) error {
	reached := map[string]bool{}
	var missing []string
	var visit func(*table.Node)
	visit = func(n *table.Node) {
		if n.Ref == "" || reached[n.Ref] {
			return
		}
		reached[n.Ref] = true
		if t.Definitions[n.Ref] == nil {
			missing = append(missing, n.Ref)
		}
		walk(t.Definitions[n.Ref], visit)
	}
	walk(t.Schema, visit)
	for _, check := range t.Checks {
		walk(check.Schema, visit)
	}
	maps.DeleteFunc(t.Definitions, func(name string, _ *table.Node) bool { return !reached[name] })
	if len(missing) > 0 {
		return fmt.Errorf("no definition of %s", strings.Join(missing, ", "))
	}
	return nil
}

// property follows a path with dots through a type's properties, and is nil where it ends.
func property(t *table.Type, path string) *table.Node {
	n := t.Schema
	for _, segment := range strings.Split(path, ".") {
		if n = step(t, n, segment, 0); n == nil {
			return nil
		}
	}
	return resolve(t, n)
}

// step finds a property or the elements of a list, also within alternatives.
func step(t *table.Type, n *table.Node, segment string, depth int) *table.Node {
	if n = resolve(t, n); n == nil || depth > 8 {
		return nil
	}
	if segment == "*" && n.Items != nil {
		return n.Items
	}
	if below := n.Properties[segment]; below != nil {
		return below
	}
	if segment == "*" {
		for _, pattern := range sorted(n.PatternProperties) {
			return n.PatternProperties[pattern]
		}
	}
	for _, part := range slices.Concat(n.AllOf, n.AnyOf, n.OneOf) {
		if below := step(t, part, segment, depth+1); below != nil {
			return below
		}
	}
	return nil
}

func resolve(t *table.Type, n *table.Node) *table.Node {
	for range 8 {
		if n == nil || n.Ref == "" {
			return n
		}
		n = t.Definitions[n.Ref]
	}
	return nil
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
