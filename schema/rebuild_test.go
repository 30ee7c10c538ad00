package schema

import (
	"encoding/json"
	"testing"

	"github.com/cfnc/cfnc/schema/internal/table"
)

// rebuild makes the written form of a type from what the package's functions say of it.
func rebuild(t *testing.T, typ Type, regions table.Regions) *table.Type {
	out := &table.Type{
		Attributes: map[string]table.Types{}, Definitions: map[string]*table.Node{},
		PrimaryIdentifier: typ.PrimaryIdentifier().Slice(), ReadOnly: typ.ReadOnly().Slice(),
		CreateOnly: typ.CreateOnly().Slice(), MayReplace: typ.MayReplace().Slice(),
		WriteOnly: typ.WriteOnly().Slice(), Deprecated: typ.Deprecated().Slice(),
		RefGives: typ.RefGives().Slice(), Relations: rebuildRows(typ.Relations()),
		Stateful: typ.Stateful(), Schema: rebuildNode(t, typ.Schema()),
		Replacement: [...]string{"", "createFirst", "deleteFirst"}[typ.Replacement()],
	}
	for _, name := range typ.Ref().Names() {
		out.Ref = name
	}
	for name, types := range typ.Attributes() {
		out.Attributes[name] = append(table.Types{}, types.Names()...)
	}
	for name, node := range typ.Definitions().All() {
		out.Definitions[name] = rebuildNode(t, node)
	}
	for check := range typ.Checks() {
		out.Checks = append(out.Checks, table.Check{Rule: check.Rule, Path: check.Path, Schema: rebuildNode(t, check.Schema)})
	}
	if stage, from := typ.Lifecycle(); stage != Alive {
		out.Lifecycle = &table.Lifecycle{Status: [...]string{"", "maintenance", "sunset", "shutdown"}[stage], Date: from}
	}
	if property, form := typ.Tags(); form != NoTags {
		out.Tags = &table.Tags{Property: property, Form: [...]string{"", "list", "map", "group"}[form]}
	}
	out.Regions = rebuildRegions(typ, regions)
	return out
}

func rebuildRegions(typ Type, regions table.Regions) string {
	var in, known uint64
	for i, name := range regions.Names {
		switch typ.In(name) {
		case Available:
			in, known = in|1<<i, known|1<<i
		case Unavailable:
			known |= 1 << i
		}
	}
	if known == 0 {
		return ""
	}
	return regions.FormatRegions(in, known)
}

func rebuildNode(t *testing.T, n Node) *table.Node {
	if n.IsZero() {
		return nil
	}
	out := &table.Node{
		Never: n.Never(), Ref: n.Ref(), Type: n.Types().Names(), Format: n.Format(), Pattern: n.Pattern().Source(),
		Enum: rebuildValues(t, n.Enum()), EnumCaseInsensitive: rebuildValues(t, n.EnumFold()),
		MinLength: whole(n.MinLength()), MaxLength: whole(n.MaxLength()),
		Minimum: some(n.Minimum()), Maximum: some(n.Maximum()),
		ExclusiveMinimum: some(n.ExclusiveMinimum()), ExclusiveMaximum: some(n.ExclusiveMaximum()),
		MultipleOf: some(n.MultipleOf()), MinItems: whole(n.MinItems()), MaxItems: whole(n.MaxItems()),
		MinProperties: whole(n.MinProperties()), MaxProperties: whole(n.MaxProperties()),
		UniqueItems: n.UniqueItems(), Items: rebuildNode(t, n.Items()), Contains: rebuildNode(t, n.Contains()),
		Properties: map[string]*table.Node{}, PatternProperties: map[string]*table.Node{},
		PropertyNames: rebuildNode(t, n.PropertyNames()), Required: n.Required().Slice(),
		RequiredXor: n.RequiredXor().Slice(), RequiredOr: n.RequiredOr().Slice(),
		DependentRequired: rebuildRows(n.DependentRequired()), DependentExcluded: rebuildRows(n.DependentExcluded()),
		AllOf: rebuildNodes(t, n.AllOf()), AnyOf: rebuildNodes(t, n.AnyOf()), OneOf: rebuildNodes(t, n.OneOf()),
		Not: rebuildNode(t, n.Not()), If: rebuildNode(t, n.If()), Then: rebuildNode(t, n.Then()), Else: rebuildNode(t, n.Else()),
	}
	if n.Closed() {
		out.AdditionalProperties = new(bool)
	}
	for name, node := range n.Properties().All() {
		out.Properties[name] = rebuildNode(t, node)
	}
	for pattern, node := range n.PatternProperties() {
		out.PatternProperties[pattern.Source()] = rebuildNode(t, node)
	}
	return out
}

func rebuildNodes(t *testing.T, nodes Nodes) (list []*table.Node) {
	for node := range nodes.All() {
		list = append(list, rebuildNode(t, node))
	}
	return list
}

func rebuildRows(rows Rows) map[string][]string {
	out := map[string][]string{}
	for key, row := range rows.All() {
		out[key] = row.Slice()
	}
	return out
}

func rebuildValues(t *testing.T, values Values) (list []table.Value) {
	for value := range values.All() {
		var plain any = value.Text()
		switch value.Type() {
		case Number:
			plain = value.Number()
		case Boolean:
			plain = value.Bool()
		case Null:
			plain = nil
		}
		text, err := json.Marshal(plain)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, table.Value(text))
	}
	return list
}

func some(value float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	return &value
}

func whole(value int, ok bool) *float64 { return some(float64(value), ok) }
