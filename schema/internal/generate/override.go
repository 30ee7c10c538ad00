package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// overrides are what the source lacks or has wrong, each with its reason.
type overrides struct {
	Extensions map[string]override        `json:"extensions"`
	Regional   map[string]override        `json:"regional"`
	Formats    map[string]string          `json:"formats"` // formats that are none, and why
	Patterns   map[string]patternOverride `json:"patterns"`
	Attributes []attributeOverride        `json:"attributes"`
	Schemas    []schemaOverride           `json:"schemas"`
}

// An override says where a schema or a table of values belongs.
type override struct {
	Rule string   `json:"rule"`           // cfn-lint's ID
	At   []string `json:"at,omitempty"`   // type, space, path of properties
	Skip string   `json:"skip,omitempty"` // why it is not used
}

type attributeOverride struct {
	Types  []string               `json:"types"`
	Add    map[string]table.Types `json:"add,omitempty"`
	From   string                 `json:"from,omitempty"` // the type whose attributes it has
	Reason string                 `json:"reason"`
}

// A patternOverride mends a pattern that refuses what AWS takes.
type patternOverride struct {
	To     string `json:"to"`
	Reason string `json:"reason"`
}

type schemaOverride struct {
	Type   string   `json:"type"`
	Open   []string `json:"open,omitempty"`     // paths below which other properties may stand
	Free   []string `json:"optional,omitempty"` // properties that are not required after all
	Any    []string `json:"any,omitempty"`      // paths of properties that take more than the source says
	Reason string   `json:"reason"`
}

func readOverrides() (*overrides, error) {
	text, err := os.ReadFile("overrides.json")
	if err != nil {
		return nil, err
	}
	dec, o := json.NewDecoder(strings.NewReader(string(text))), &overrides{}
	dec.DisallowUnknownFields()
	return o, dec.Decode(o)
}

// place parts "type path".
func place(at string) (typ, path string) {
	typ, path, _ = strings.Cut(at, " ")
	return typ, path
}

// attributes adds attributes that the source does not know.
func (o *overrides) attributes(types map[string]*table.Type) error {
	for _, change := range o.Attributes {
		for _, name := range change.Types {
			t, from := types[name], types[change.From]
			if t == nil || change.From != "" && from == nil {
				return fmt.Errorf("attributes of %s: there is no such type", name)
			}
			if t.Attributes == nil {
				t.Attributes = map[string]table.Types{}
			}
			if from != nil {
				maps.Copy(t.Attributes, from.Attributes)
			}
			maps.Copy(t.Attributes, change.Add)
			t.Ref = "string"
		}
	}
	return nil
}

// schemas mends schemas.
func (o *overrides) schemas(types map[string]*table.Type) error {
	for _, change := range o.Schemas {
		t := types[change.Type]
		if t == nil || change.Reason == "" {
			return fmt.Errorf("schemas: %q is no type, or there is no reason", change.Type)
		}
		for _, path := range change.Open {
			n := t.Schema
			if path != "" {
				n = property(t, path)
			}
			if n == nil || n.AdditionalProperties == nil {
				return fmt.Errorf("%s %s is open already, or does not exist", change.Type, path)
			}
			n.AdditionalProperties = nil
		}
		for _, path := range change.Any {
			n := property(t, path)
			if n == nil || n.IsEmpty() {
				return fmt.Errorf("%s %s takes anything already, or does not exist", change.Type, path)
			}
			*n = table.Node{}
		}
		for _, name := range change.Free {
			if err := free(t.Schema, name); err != nil {
				return fmt.Errorf("%s: %w", change.Type, err)
			}
		}
	}
	return nil
}

func free(n *table.Node, name string) error {
	var rest []string
	for _, required := range n.Required {
		if required != name {
			rest = append(rest, required)
		}
	}
	if len(rest) == len(n.Required) {
		return fmt.Errorf("%s is not required", name)
	}
	n.Required = rest
	return nil
}

// formats drops formats that are none.
func (o *overrides) formats(types map[string]*table.Type) {
	for _, name := range sorted(types) {
		everywhere(types[name], func(n *table.Node) {
			if _, none := o.Formats[n.Format]; none {
				n.Format = ""
			}
		})
	}
}

// patterns mends patterns.
func (o *overrides) patterns(types map[string]*table.Type) error {
	used := map[string]bool{}
	for _, name := range sorted(types) {
		everywhere(types[name], func(n *table.Node) {
			if change, wrong := o.Patterns[n.Pattern]; wrong {
				used[n.Pattern] = true
				n.Pattern = change.To
			}
		})
	}
	for _, source := range sorted(o.Patterns) {
		if !used[source] || o.Patterns[source].Reason == "" {
			return fmt.Errorf("patterns: %s is not there any more, or there is no reason", source)
		}
	}
	return nil
}

// everywhere walks all the schemas of a type.
func everywhere(t *table.Type, visit func(*table.Node)) {
	walk(t.Schema, visit)
	for _, name := range sorted(t.Definitions) {
		walk(t.Definitions[name], visit)
	}
	for _, check := range t.Checks {
		walk(check.Schema, visit)
	}
}
