package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// A specification is the CDK's database of resource types, as far as it is used.
type specification struct {
	Schema struct {
		Resource struct {
			Entities []specType `json:"entities"`
		} `json:"resource"`
		TypeDefinition struct {
			Entities []specType `json:"entities"`
		} `json:"typeDefinition"`
	} `json:"schema"`
}

type specType struct {
	ID         string                  `json:"$id"`
	Name       string                  `json:"cloudFormationType"`
	Properties map[string]specProperty `json:"properties"`
	RefGives   []string                `json:"cfnRefIdentifier"`
	Tags       struct {
		Property string `json:"tagPropertyName"`
		Variant  string `json:"variant"`
	} `json:"tagInformation"`
}

type specProperty struct {
	Type     specValue `json:"type"`
	Required bool      `json:"required"`
	Refs     []struct {
		Type     string `json:"cloudFormationType"`
		Property string `json:"propertyName"`
	} `json:"relationshipRefs"`
}

type specValue struct {
	Type      string      `json:"type"`
	Element   *specValue  `json:"element"`
	Types     []specValue `json:"types"`
	Reference struct {
		Ref string `json:"$ref"`
	} `json:"reference"`
}

// supplement adds what the specification alone knows: which properties Ref gives, where tags
// stand, and what properties refer to. Where the two differ on whether a property is required,
// it is not.
func supplement(d *table.Data, database []byte) error {
	unzipped, err := gzip.NewReader(bytes.NewReader(database))
	if err != nil {
		return err
	}
	var s specification
	if err := json.NewDecoder(unzipped).Decode(&s); err != nil {
		return fmt.Errorf("specification: %w", err)
	}
	parts := map[string]specType{}
	for _, part := range s.Schema.TypeDefinition.Entities {
		parts[part.ID] = part
	}
	if len(s.Schema.Resource.Entities) < 1000 || len(parts) < 1000 {
		return fmt.Errorf("specification: %d types with %d parts are too few", len(s.Schema.Resource.Entities), len(parts))
	}
	for _, spec := range s.Schema.Resource.Entities {
		if t := d.Types[spec.Name]; t != nil {
			if err := spec.add(t, parts); err != nil {
				return fmt.Errorf("%s: %w", spec.Name, err)
			}
		}
	}
	return nil
}

func (s specType) add(t *table.Type, parts map[string]specType) error {
	t.RefGives = s.RefGives
	if s.Tags.Property != "" && t.Schema.Properties[s.Tags.Property] != nil {
		form := map[string]string{"standard": "list", "map": "map", "asg": "group"}[s.Tags.Variant]
		if form == "" {
			return fmt.Errorf("unknown form of tags %q", s.Tags.Variant)
		}
		t.Tags = &table.Tags{Property: s.Tags.Property, Form: form}
	}
	t.Relations = map[string][]string{}
	s.relations(t, "", parts, []string{s.Name})
	return nil
}

// loosen takes from a schema's required properties those that are optional here.
func (s specType) loosen(n *table.Node, at string) {
	n.Required = slices.DeleteFunc(n.Required, func(name string) bool {
		property, known := s.Properties[name]
		if known && !property.Required {
			fmt.Printf("%s: %s is not required after all\n", at, name)
		}
		return known && !property.Required
	})
}

// relations notes what the properties of an object refer to. Within are the type and the
// parts that the object stands in.
func (s specType) relations(t *table.Type, path string, parts map[string]specType, within []string) {
	n := t.Schema
	if path != "" {
		n = property(t, strings.TrimSuffix(path, "."))
	}
	if n == nil {
		return
	}
	s.loosen(n, within[0]+" "+path)
	for _, name := range sorted(s.Properties) {
		p, at := s.Properties[name], path+name
		if property(t, at) == nil {
			continue
		}
		for _, ref := range p.Refs {
			target := ref.Type + "." + ref.Property
			if !slices.Contains(t.Relations[at], target) {
				t.Relations[at] = append(t.Relations[at], target)
			}
		}
		p.Type.relations(t, at, parts, within)
	}
}

// relations follows a value to the parts that it is made of. A part that holds itself is
// followed once.
func (v specValue) relations(t *table.Type, path string, parts map[string]specType, within []string) {
	if v.Element != nil {
		v.Element.relations(t, path+".*", parts, within)
	}
	for _, choice := range v.Types {
		choice.relations(t, path, parts, within)
	}
	if id := v.Reference.Ref; id != "" && !slices.Contains(within, id) {
		parts[id].relations(t, path+".", parts, append(slices.Clone(within), id))
	}
}
