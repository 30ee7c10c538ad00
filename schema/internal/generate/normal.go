package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// node reads a schema in either spelling of the source. A word that package table does not
// know is an error.
func node(raw json.RawMessage) (*table.Node, error) {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, err
	}
	text, err := json.Marshal(normal(value))
	if err != nil {
		return nil, err
	}
	n := &table.Node{}
	if err := json.Unmarshal(text, n); err != nil {
		return nil, err
	}
	walk(n, prune)
	walk(n, func(n *table.Node) { n.Type = inOrder(n.Type) })
	return n, nil
}

// inOrder puts types in the order in which package schema names them.
func inOrder(types table.Types) (ordered table.Types) {
	for _, name := range []string{"string", "integer", "number", "boolean", "object", "array", "null"} {
		if slices.Contains(types, name) {
			ordered = append(ordered, name)
		}
	}
	for _, name := range types {
		if !slices.Contains(ordered, name) {
			ordered = append(ordered, name) // unknown: refused when it is encoded
		}
	}
	return ordered
}

// normal spells a schema's keywords as package table does, and leaves prose out.
func normal(value any) any {
	schema, ok := value.(map[string]any)
	if !ok {
		return value // true and false
	}
	out := map[string]any{}
	for _, word := range slices.Sorted(maps.Keys(schema)) {
		keyword(out, camel(word), schema[word])
	}
	return out
}

// keyword adds a keyword and its value to a schema.
func keyword(out map[string]any, word string, value any) {
	switch word {
	case "description", "title", "definitions":
	case "refName", "$ref":
		out["$ref"] = strings.TrimPrefix(fmt.Sprint(value), "#/definitions/")
	case "additionalProperties":
		if value != true {
			out[word] = value
		}
	case "properties", "patternProperties":
		for name, schema := range value.(map[string]any) {
			member(out, word)[name] = normal(schema)
		}
	case "absent":
		for _, name := range value.([]any) {
			member(out, "properties")[name.(string)] = false
		}
	case "items", "contains", "propertyNames", "not", "if", "then", "else":
		out[word] = normal(value)
	case "allOf", "anyOf", "oneOf":
		out[word] = append(list(out[word]), each(value)...)
	case "ifThenElse":
		out["allOf"] = append(list(out["allOf"]), conditions(value)...)
	case "notEnum":
		out["not"] = map[string]any{"enum": value}
	case "const":
		out["enum"] = []any{value}
	case "required":
		if names, ok := value.([]any); !ok || len(names) > 0 {
			out[word] = value
		}
	default:
		out[word] = value
	}
}

func member(out map[string]any, word string) map[string]any {
	if out[word] == nil {
		out[word] = map[string]any{}
	}
	return out[word].(map[string]any)
}

func list(value any) []any {
	values, _ := value.([]any)
	return values
}

func each(value any) (schemas []any) {
	for _, schema := range list(value) {
		schemas = append(schemas, normal(schema))
	}
	return schemas
}

// conditions turns the source's triples into JSON Schema's words.
func conditions(value any) (schemas []any) {
	for _, triple := range list(value) {
		out := map[string]any{}
		for word, schema := range triple.(map[string]any) {
			known := map[string]string{"condition": "if", "then_schema": "then", "else_schema": "else"}[word]
			if known == "" {
				known = word // unknown: refused when it is read
			}
			out[known] = normal(schema)
		}
		schemas = append(schemas, out)
	}
	return schemas
}

// camel spells required_xor as requiredXor.
func camel(word string) string {
	parts := strings.Split(word, "_")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}
