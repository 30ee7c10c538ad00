package check

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// The walker and a JSON Schema library agree on values without functions, of every fifth type. Half
// of the values are made with care, so that valid ones go deep; the rest have flaws. Texts for
// numbers and booleans, which only CloudFormation takes, are not among them.
func TestOracle(t *testing.T) {
	every, each := 5, 10
	if testing.Short() {
		every = 100
	}
	sample := sampleOf(every)
	useForms(sample)
	random := rand.New(rand.NewPCG(1, 2))
	valid, broken, deepest := 0, 0, 0
	for _, typ := range sample {
		oracle, err := gojsonschema.NewSchema(gojsonschema.NewGoLoader(export{}.root(typ)))
		if err != nil {
			t.Errorf("%s: %v", typ.Name(), err)
			continue
		}
		for i := range each {
			value := maker{random, i%2 == 0}.object(typ.Schema(), 0)
			text, _ := json.Marshal(value)
			result, err := oracle.Validate(gojsonschema.NewBytesLoader(text))
			if err != nil {
				t.Fatal(err)
			}
			ours := judge(typ, string(text))
			if result.Valid() {
				valid, deepest = valid+1, max(deepest, len(text))
			} else {
				broken++
			}
			if result.Valid() != (len(ours) == 0) {
				t.Errorf("%s %s\nlibrary: %v\nours: %v", typ.Name(), text, result.Errors(), ours)
			}
		}
	}
	t.Logf("%d types, %d valid values of up to %d bytes, %d broken ones", len(sample), valid, deepest, broken)
	if tried := valid + broken; tried < 10 || min(valid, broken) < tried/4 {
		t.Errorf("%d valid values and %d broken ones: that says nothing", valid, broken)
	}
}

func sampleOf(every int) (types []schema.Type) {
	i := 0
	for typ := range schema.All() {
		if i++; i%every == 0 {
			types = append(types, typ)
		}
	}
	return types
}

// judge lists what the walker finds wrong with properties.
func judge(typ schema.Type, properties string) (wrong []string) {
	text := fmt.Sprintf(`{"Resources": {"R": {"Type": %q, "Properties": %s}}}`, typ.Name(), properties)
	doc, _ := syntax.Parse(source.NewFile("t.json", "t.json", text))
	model, _ := template.New(doc.Root)
	r := model.Resource("R")
	steps := maxSteps
	w := &walker{checker: newChecker(model), resource: r, typ: typ, steps: &steps}
	w.value(typ.Schema(), r.Property(), r.Body.Key("Properties"))
	for _, v := range w.found {
		if !v.Mild {
			wrong = append(wrong, v.Rule+" "+v.Message)
		}
	}
	return wrong
}

// export writes a schema as JSON Schema.
type export struct{}

func (x export) root(typ schema.Type) map[string]any {
	definitions := map[string]any{}
	for name, node := range typ.Definitions().All() {
		definitions[name] = x.node(node)
	}
	root, _ := x.node(typ.Schema()).(map[string]any)
	root["definitions"] = definitions
	return root
}

func (x export) node(n schema.Node) any {
	if n.Never() {
		return false
	}
	if n.Ref() != "" {
		return map[string]any{"$ref": "#/definitions/" + n.Ref()}
	}
	made := map[string]any{}
	if names := n.Types().Names(); len(names) > 0 {
		made["type"] = names
	}
	x.scalar(n, made)
	x.list(n, made)
	x.object(n, made)
	x.combined(n, made)
	return made
}

func (x export) scalar(n schema.Node, made map[string]any) {
	var enum []any
	for value := range n.Enum().All() {
		switch value.Type() {
		case schema.Number:
			enum = append(enum, value.Number())
		case schema.Boolean:
			enum = append(enum, value.Bool())
		default:
			enum = append(enum, value.Text())
		}
	}
	if enum != nil {
		made["enum"] = enum
	}
	var all []any
	var fold []string
	for value := range n.EnumFold().All() {
		fold = append(fold, regexp.QuoteMeta(value.Text()))
	}
	if fold != nil {
		all = append(all, map[string]any{"pattern": "^(?i:" + strings.Join(fold, "|") + ")$"})
	}
	all = append(all, x.pattern(n.Pattern())...)
	if all != nil {
		made["allOf"] = all
	}
	if f := n.Format(); formOf(f).pattern != "" || strings.HasPrefix(f, "ipv") || f == "json" {
		made["format"] = f
	}
	countOf(made, "minLength", n.MinLength)
	countOf(made, "maxLength", n.MaxLength)
	bound(made, "minimum", n.Minimum)
	bound(made, "maximum", n.Maximum)
	bound(made, "exclusiveMinimum", n.ExclusiveMinimum)
	bound(made, "exclusiveMaximum", n.ExclusiveMaximum)
	bound(made, "multipleOf", n.MultipleOf)
}

func (x export) pattern(p schema.Pattern) (all []any) {
	if !p.Checked() {
		return nil
	}
	for e := range p.Match().All() {
		all = append(all, map[string]any{"pattern": e})
	}
	for e := range p.Exclude().All() {
		all = append(all, map[string]any{"not": map[string]any{"type": "string", "pattern": e}})
	}
	return all
}

func (x export) list(n schema.Node, made map[string]any) {
	countOf(made, "minItems", n.MinItems)
	countOf(made, "maxItems", n.MaxItems)
	if n.UniqueItems() {
		made["uniqueItems"] = true
	}
	x.sub(made, "items", n.Items())
	x.sub(made, "contains", n.Contains())
}

func (x export) object(n schema.Node, made map[string]any) {
	properties := map[string]any{}
	for name, below := range n.Properties().All() {
		properties[name] = x.node(below)
	}
	patterns := map[string]any{}
	for p, below := range n.PatternProperties() {
		for e := range p.Match().All() {
			patterns[e] = x.node(below)
		}
	}
	made["properties"], made["patternProperties"] = properties, patterns
	if n.Closed() {
		made["additionalProperties"] = false
	}
	x.sub(made, "propertyNames", n.PropertyNames())
	countOf(made, "minProperties", n.MinProperties)
	countOf(made, "maxProperties", n.MaxProperties)
	if list := n.Required().Slice(); len(list) > 0 {
		made["required"] = list
	}
	dependencies(n, made)
}

func dependencies(n schema.Node, made map[string]any) {
	all, _ := made["allOf"].([]any)
	for _, kind := range []struct {
		keyword string
		names   []string
	}{{"oneOf", n.RequiredXor().Slice()}, {"anyOf", n.RequiredOr().Slice()}} {
		if len(kind.names) > 0 {
			all = append(all, map[string]any{kind.keyword: each(kind.names)})
		}
	}
	for name, others := range n.DependentRequired().All() {
		all = append(all, map[string]any{"dependencies": map[string]any{name: others.Slice()}})
	}
	for name, others := range n.DependentExcluded().All() {
		all = append(all, map[string]any{"dependencies": map[string]any{name: map[string]any{"not": map[string]any{"anyOf": each(others.Slice())}}}})
	}
	if all != nil {
		made["allOf"] = all
	}
}

// each requires one name each; what is no object meets none of them.
func each(names []string) (list []any) {
	for _, name := range names {
		list = append(list, map[string]any{"type": "object", "required": []string{name}})
	}
	return list
}

func (x export) combined(n schema.Node, made map[string]any) {
	all, _ := made["allOf"].([]any)
	for part := range n.AllOf().All() {
		all = append(all, x.node(part))
	}
	if all != nil {
		made["allOf"] = all
	}
	for keyword, list := range map[string]schema.Nodes{"anyOf": n.AnyOf(), "oneOf": n.OneOf()} {
		var parts []any
		for part := range list.All() {
			parts = append(parts, x.node(part))
		}
		if parts != nil {
			made[keyword] = parts
		}
	}
	x.sub(made, "not", n.Not())
	x.sub(made, "if", n.If())
	x.sub(made, "then", n.Then())
	x.sub(made, "else", n.Else())
}

func (x export) sub(made map[string]any, keyword string, n schema.Node) {
	if !n.IsZero() {
		made[keyword] = x.node(n)
	}
}

func countOf(made map[string]any, keyword string, get func() (int, bool)) {
	if n, ok := get(); ok {
		made[keyword] = n
	}
}

func bound(made map[string]any, keyword string, get func() (float64, bool)) {
	if f, ok := get(); ok {
		made[keyword] = f
	}
}

// formChecker lets the library know the forms that have names.
type formChecker string

func (f formChecker) IsFormat(input any) bool {
	text, isText := input.(string)
	if !isText {
		return true
	}
	if p := formOf(string(f)).pattern; p != "" {
		return regexp.MustCompile(p).MatchString(text)
	}
	w := &walker{quiet: true}
	n := syntax.NewString(text, source.Span{})
	switch f {
	case "ipv4-network", "ipv6-network":
		return w.network(n, f == "ipv4-network")
	case "json":
		return w.json(n)
	}
	return w.address(n, f == "ipv4")
}

func useForms(types []schema.Type) {
	formats := map[string]bool{"ipv4": true, "ipv6": true, "ipv4-network": true, "ipv6-network": true}
	for _, typ := range types {
		for format := range formatsOf(typ) {
			formats[format] = true
		}
	}
	for format := range formats {
		gojsonschema.FormatCheckers.Add(format, formChecker(format))
	}
}

func formatsOf(typ schema.Type) map[string]bool {
	found := map[string]bool{}
	text, _ := json.Marshal(export{}.root(typ))
	for _, m := range regexp.MustCompile(`"format":"([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
		found[m[1]] = true
	}
	return found
}

// maker makes values that are more or less what a schema wants; a careful one, rather more.
type maker struct {
	*rand.Rand
	careful bool
}

func (m maker) one(in int) bool { return m.IntN(in) == 0 }

// flaw says whether something is made wrong this time.
func (m maker) flaw(in int) bool { return !m.careful && m.one(in) }

func (m maker) value(n schema.Node, depth int) any {
	n = n.Resolve()
	if list := n.Enum(); list.Len() > 0 && !m.flaw(10) {
		switch value := list.At(m.IntN(list.Len())); value.Type() {
		case schema.Number:
			return value.Number()
		case schema.Boolean:
			return value.Bool()
		default:
			return value.Text()
		}
	}
	types := n.Types()
	if m.flaw(40) {
		types = []schema.Types{schema.Object, schema.Array, schema.String}[m.IntN(3)]
	}
	switch {
	case types.Has(schema.Object), types == 0 && n.Properties().Len() > 0:
		return m.object(n, depth)
	case types.Has(schema.Array), types == 0 && !n.Items().IsZero():
		return m.list(n, depth)
	case types.Has(schema.String), types == 0:
		return m.text(n)
	case types.Has(schema.Boolean):
		return m.one(2)
	}
	return m.number(n)
}

func (m maker) number(n schema.Node) any {
	least, _ := n.Minimum()
	most, ok := n.Maximum()
	if !ok {
		most = least + 10
	}
	list := []any{least, most, float64(int(least+most) / 2), least - 1, most + 1, "soon"}
	if m.careful {
		list = list[:2]
	}
	return list[m.IntN(len(list))]
}

func (m maker) text(n schema.Node) any {
	list := []string{"a", "", "abc-1", "A b", strings.Repeat("x", 300), "sg-0123456789abcdef0", "10.0.0.0/16", "10.0.0.1/16", "alias/a",
		"arn:aws:iam::123456789012:role/x", "subnet-01234567", "PT5M", "2026-01-01T00:00:00Z", "é", "123456789012a", "our-bucket",
		"https://example.com/a", "s3://bucket/a", "a@example.com", "1.0", "/a/b", "abcdefabcdefabcdefabcdefabcdefabcdef"}
	if m.careful {
		list = slices.DeleteFunc(list, func(text string) bool { return !fits(n, text) })
	}
	if len(list) == 0 {
		return ""
	}
	return list[m.IntN(len(list))]
}

// fits looks at what most often rules a text out.
func fits(n schema.Node, text string) bool {
	least, _ := n.MinLength()
	most, limited := n.MaxLength()
	if len(text) < least || limited && len(text) > most || !formChecker(n.Format()).IsFormat(text) {
		return false
	}
	if n.Pattern().Checked() {
		for e := range n.Pattern().Match().All() {
			if !regexp.MustCompile(e).MatchString(text) {
				return false
			}
		}
	}
	return true
}

func (m maker) list(n schema.Node, depth int) any {
	made := []any{}
	least, _ := n.MinItems()
	for i := range 3 {
		if i < least || m.one(2) {
			made = append(made, m.value(n.Items(), depth+1))
		}
	}
	if len(made) > 0 && m.flaw(8) {
		made = append(made, made[0])
	}
	return made
}

func (m maker) object(n schema.Node, depth int) any {
	made := map[string]any{}
	for name, below := range n.Properties().All() {
		if n.Required().Has(name) && !m.flaw(30) || depth < 4 && m.one(5) {
			if depth < 6 {
				made[name] = m.value(below, depth+1)
			}
		}
	}
	for _, below := range n.PatternProperties() {
		if depth < 4 && m.one(2) {
			made["abc"] = m.value(below, depth+1)
		}
	}
	if m.flaw(20) {
		made["Xyzzy"] = "a"
	}
	return made
}
