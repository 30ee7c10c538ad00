package interp_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/interp"
)

// show writes parts with their bytes: "text"0-4 Ref(Name)4-9.
func show(parts []interp.Part) string {
	var shown []string
	for _, p := range parts {
		shown = append(shown, showPart(p))
	}
	return strings.Join(shown, " ")
}

func showPart(p interp.Part) string {
	kind := [...]string{"", "Ref", "Attr", "Lookup", "Arg", "File", "Live"}[p.Kind]
	shown := ""
	switch p.Kind {
	case interp.Text:
		shown = fmt.Sprintf("%q", p.Text)
	case interp.File:
		shown = kind + "(" + p.Text + ")"
	case interp.Lookup:
		shown = kind + "(" + p.Name + "[" + showKeys(p.Keys) + "])"
	case interp.Attr:
		shown = kind + "(" + p.Name + "." + p.Attr + ")"
	case interp.Live:
		shown = kind + "(" + p.Name + "." + p.Attr + showOptions(p.Options) + ")"
	default:
		shown = kind + "(" + p.Name + ")"
	}
	shown += fmt.Sprintf("%d-%d", p.From, p.To)
	if p.Braced {
		shown += "{}"
	}
	return shown
}

func showKeys(keys []interp.Key) string {
	var shown []string
	for _, k := range keys {
		if k.Expr != nil {
			shown = append(shown, showPart(*k.Expr))
		} else {
			shown = append(shown, fmt.Sprintf("%s %d-%d", k.Text, k.From, k.To))
		}
	}
	return strings.Join(shown, ", ")
}

func showOptions(options []interp.Option) string {
	shown := ""
	for _, o := range options {
		format := ", %s %d-%d: %s"
		if o.List {
			format = ", %s %d-%d: [%s]"
		}
		shown += fmt.Sprintf(format, o.Name, o.From, o.To, showKeys(o.Values))
	}
	return shown
}

func at(p interp.Problem) string { return fmt.Sprintf("%d-%d", p.From, p.To) }

// names is a template with what each name is declared as. A mapping that has the name of
// something else is listed apart.
type names struct {
	symbols    map[string]interp.Symbol
	mappings   []string
	attributes map[string][]string // no entry: all are attributes
}

func (n names) Lookup(name string) interp.Symbol { return n.symbols[name] }

func (n names) IsMapping(name string) bool {
	return n.symbols[name] == interp.Mapping || slices.Contains(n.mappings, name)
}

func (n names) Attribute(resource string, segments []string) int {
	known, ok := n.attributes[resource]
	if !ok {
		return len(segments)
	}
	for i := len(segments); i > 0; i-- {
		if slices.Contains(known, strings.Join(segments[:i], ".")) {
			return i
		}
	}
	return 0
}

func (n names) Declared() []string { return slices.Sorted(maps.Keys(n.symbols)) }

func (n names) Attributes(resource string) []string { return n.attributes[resource] }

// sample is the template of the tests.
var sample interp.Names = names{
	symbols: map[string]interp.Symbol{
		"Param": interp.Parameter, "Env": interp.Parameter, "Host": interp.Parameter, "P": interp.Parameter,
		"Bucket": interp.Resource, "Nested": interp.Resource, "Custom": interp.Resource, "Asg": interp.Resource,
		"Map": interp.Mapping, "EnvMap": interp.Mapping, "BucketMap": interp.Mapping,
		"AWS::Region": interp.Pseudo, "AWS::AccountId": interp.Pseudo,
		"Loop": interp.LoopName,
	},
	mappings: []string{"Host"},
	attributes: map[string][]string{
		"Bucket": {"Arn", "DomainName", "WebsiteURL", "Endpoint.Address"},
		"Nested": {"Outputs.Url"},
		"Asg":    {"Arn", "DesiredCapacity"},
	},
}
