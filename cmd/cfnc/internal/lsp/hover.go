package lsp

import (
	"context"
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/emit"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

type hover struct {
	Contents markup     `json:"contents"`
	Range    *textRange `json:"range,omitempty"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

// hover says what stands at the cursor: a name, a property, a type, an expression, and why there
// is a finding.
func (v *view) hover(ctx context.Context, p positionParams) (*hover, error) {
	c, err := v.cursor(p)
	if err != nil {
		return nil, err
	}
	var parts []string
	at := c.trail.last().node.Span()
	if m, ok := c.mention(); ok {
		at = m.at
		parts = append(parts, c.named(m))
	} else if text, span := c.structure(); text != "" {
		at = span
		parts = append(parts, text)
	}
	if text := c.compiled(); text != "" {
		parts = append(parts, text)
	}
	parts = append(parts, v.reasons(ctx, c)...)
	if len(parts) == 0 {
		return nil, nil
	}
	r := v.rangeOf(at)
	return &hover{markup{"markdown", strings.Join(parts, "\n\n---\n\n")}, &r}, nil
}

// named tells about a name, and about the attribute that is asked of it.
func (c cursor) named(m mention) string {
	t := c.unit.src.Unit.Template
	switch m.kind {
	case aParameter:
		return parameterText(t.Parameter(m.name), m.name)
	case aResource:
		if r := t.Resource(m.name); r != nil {
			return fmt.Sprintf("**%s**: resource\n\n%s", m.name, typeText(r.Type)) + attributeText(r.Type, m.attribute)
		}
	case aCondition:
		if d := t.Condition(m.name); d != nil {
			return fmt.Sprintf("**%s**: condition\n\n```yaml\n%s\n```", m.name, clipped(wholeSpan(d.Value).Text()))
		}
	case aMapping:
		if d := t.Mapping(m.name); d != nil {
			return fmt.Sprintf("**%s**: mapping with the keys %s", m.name, listed(keysOf(d.Value)))
		}
	}
	return fmt.Sprintf("`%s` is no %s of this template", m.name, m.kind)
}

func parameterText(p *template.Parameter, name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**: parameter of type `%s`", name, p.Type())
	if text := p.At("Description").Text(); text != "" {
		fmt.Fprintf(&b, "\n\n%s", text)
	}
	for _, key := range []string{"Default", "AllowedValues", "AllowedPattern", "MinValue", "MaxValue", "MinLength", "MaxLength"} {
		if value := p.At(key); value != nil {
			fmt.Fprintf(&b, "\n- %s: `%s`", key, clipped(string(emit.Minify(value))))
		}
	}
	return b.String()
}

// typeText tells about a resource type: what it needs, and where to read more.
func typeText(name string) string {
	typ, known := schema.Lookup(name)
	if !known {
		return fmt.Sprintf("`%s`: nothing is known of this type", name)
	}
	text := fmt.Sprintf("`%s` ([reference](%s))", name, reference(name))
	if required := typ.Schema().Required().Slice(); len(required) > 0 {
		text += "\n\nrequired: " + listed(required)
	}
	if replaced := typ.CreateOnly().Slice(); len(replaced) > 0 {
		text += "\n\na change of these replaces the resource: " + listed(replaced)
	}
	return text
}

// reference is the page of AWS about a resource type.
func reference(typeName string) string {
	_, rest, _ := strings.Cut(strings.ToLower(typeName), "::")
	return "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-" + strings.ReplaceAll(rest, "::", "-") + ".html"
}

func attributeText(typeName, attribute string) string {
	typ, _ := schema.Lookup(typeName)
	types, known := typ.AttributeTypes(attribute)
	if attribute == "" || !known {
		return ""
	}
	return fmt.Sprintf("\n\n`%s`: %s", attribute, strings.Join(types.Names(), " or "))
}

// structure tells about the key at the cursor, or the type.
func (c cursor) structure() (text string, at source.Span) {
	last := c.trail.last()
	if last.key == nil {
		return "", source.Span{}
	}
	p := placeOf(c.trail)
	if p.attribute == "Type" && !c.onKey {
		return typeText(last.node.Text()), last.node.Span()
	}
	if !c.onKey || p.attribute != "Properties" || len(p.path) == 0 || p.call != "" {
		return "", source.Span{}
	}
	return propertyText(p), last.key.Span()
}

// propertyText tells what the schema says of a property.
func propertyText(p place) string {
	list := p.schemas()
	if len(list) == 0 {
		return ""
	}
	name := p.path[len(p.path)-1]
	var b strings.Builder
	fmt.Fprintf(&b, "**%s**: %s", name, typesOf(list))
	for _, outer := range schemasAt(p.typeName(), p.path[:len(p.path)-1]) {
		if outer.Required().Has(name) {
			b.WriteString(", required")
			break
		}
	}
	for _, n := range list {
		b.WriteString(constraints(n))
	}
	typ, _ := schema.Lookup(p.typeName())
	switch path := strings.Join(p.path, "."); {
	case typ.CreateOnly().Has(path):
		b.WriteString("\n- a change replaces the resource")
	case typ.MayReplace().Has(path):
		b.WriteString("\n- a change may replace the resource")
	}
	fmt.Fprintf(&b, "\n\n`%s` ([reference](%s))", p.typeName(), reference(p.typeName()))
	return b.String()
}

func typesOf(list []schema.Node) string {
	var types schema.Types
	for _, n := range list {
		types |= n.Types()
	}
	if types == 0 {
		return "anything"
	}
	return strings.Join(types.Names(), " or ")
}

// constraints lists what a schema demands of a value.
func constraints(n schema.Node) string {
	var b strings.Builder
	if values := enumOf(n); len(values) > 0 {
		fmt.Fprintf(&b, "\n- one of %s", listed(values))
	}
	bounds := func(what string, low func() (int, bool), high func() (int, bool)) {
		least, bounded := low()
		most, limited := high()
		switch {
		case bounded && limited:
			fmt.Fprintf(&b, "\n- %s: %d to %d", what, least, most)
		case bounded:
			fmt.Fprintf(&b, "\n- %s: at least %d", what, least)
		case limited:
			fmt.Fprintf(&b, "\n- %s: at most %d", what, most)
		}
	}
	bounds("characters", n.MinLength, n.MaxLength)
	bounds("items", n.MinItems, n.MaxItems)
	if low, ok := n.Minimum(); ok {
		fmt.Fprintf(&b, "\n- at least %v", low)
	}
	if high, ok := n.Maximum(); ok {
		fmt.Fprintf(&b, "\n- at most %v", high)
	}
	if pattern := n.Pattern(); !pattern.IsZero() {
		fmt.Fprintf(&b, "\n- matches `%s`", clipped(pattern.Source()))
	}
	return b.String()
}

func enumOf(n schema.Node) (values []string) {
	for _, list := range []schema.Values{n.Enum(), n.EnumFold()} {
		for value := range list.All() {
			values = append(values, value.Text())
		}
	}
	return values
}

// compiled shows what the value at the cursor becomes, where that is not what is written: an
// expression, a short form, an include.
func (c cursor) compiled() string {
	n := c.trail.last().node
	if c.unit == nil || c.onKey || !n.IsScalar() {
		return ""
	}
	made := expanded(c.unit.src.Unit.Root, wholeSpan(n))
	if made == nil || made.IsScalar() {
		return ""
	}
	return fmt.Sprintf("compiles to\n\n```json\n%s\n```", clipped(strings.TrimSpace(string(emit.JSON(made)))))
}

// expanded finds the outermost node of the compiled template that was written at a place.
func expanded(n *syntax.Node, at source.Span) *syntax.Node {
	if own := n.Span(); n != nil && own.Name() == at.Name() && at.Start <= own.Start && own.End <= at.End {
		return n
	}
	for _, kid := range n.Kids() {
		if found := expanded(kid, at); found != nil {
			return found
		}
	}
	return nil
}

// reasons explains the rules of the findings at the cursor.
func (v *view) reasons(ctx context.Context, c cursor) (parts []string) {
	for _, one := range v.findingsIn(ctx, c.doc, c.offset, c.offset) {
		if rule := lint.Find(c.doc.project.Rules(), one.Rule); rule != nil {
			parts = append(parts, fmt.Sprintf("**%s** %s\n\n%s", rule.ID, rule.Name, strings.TrimSpace(rule.Why)))
		}
	}
	return parts
}

// findingsIn returns what is found in a range of a file.
func (v *view) findingsIn(ctx context.Context, d *document, start, end int) (list []diag.Diagnostic) {
	if d.project == nil {
		return nil
	}
	for _, one := range v.findings(ctx) {
		if one.Span.Name() == d.name() && one.Span.Start <= end && start <= one.Span.End {
			list = append(list, one)
		}
	}
	return list
}

func keysOf(n *syntax.Node) (names []string) {
	for key := range n.Pairs() {
		names = append(names, key.Text())
	}
	return names
}

// maxListed is how many names are listed in running text.
const maxListed = 24

func listed(names []string) string {
	more := ""
	if len(names) > maxListed {
		more = fmt.Sprintf(" and %d more", len(names)-maxListed)
		names = names[:maxListed]
	}
	return "`" + strings.Join(names, "`, `") + "`" + more
}

// maxClipped is how much of a text is shown, in bytes.
const maxClipped = 2000

func clipped(text string) string {
	if len(text) <= maxClipped {
		return text
	}
	return strings.ToValidUTF8(text[:maxClipped], "") + " …"
}
