package expand

import (
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/live"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// names is what a template declares, as interpolation wants to know it.
type names struct {
	symbols    map[string]symbol
	mappings   map[string]bool
	order      []string
	attributes Attributes
	loops      []string // identifiers of the loops around, the innermost last
	runs       int      // of loops that were looked at
	asked      int      // names that were compared with misspelt ones
}

// symbol is what a name stands for, and the type if that is a resource.
type symbol struct {
	kind         interp.Symbol
	resourceType string
}

// pseudoParameters are the names that every template has (CloudFormation's template
// reference, "Pseudo parameters").
func pseudoParameters() []string {
	return []string{
		"AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue", "AWS::Partition", "AWS::Region",
		"AWS::StackId", "AWS::StackName", "AWS::URLSuffix",
	}
}

// declare collects what a template declares. A resource that has the name of a parameter
// is an error, and then counts as the parameter.
func (e *expander) declare(root *syntax.Node) *names {
	parameters, resources := root.Get("Parameters"), root.Get("Resources")
	e.reportShared(parameters, resources)
	if !e.marked || e.dialect == CloudFormation {
		return nil
	}
	n := &names{
		symbols:    make(map[string]symbol, parameters.Len()+resources.Len()+10),
		mappings:   map[string]bool{},
		attributes: e.opts.Attributes,
	}
	for key := range parameters.Pairs() {
		n.declare(key.Text(), symbol{kind: interp.Parameter})
	}
	n.declareResources(resources)
	n.declareMappings(root.Get("Mappings"))
	for _, name := range pseudoParameters() {
		n.declare(name, symbol{kind: interp.Pseudo})
	}
	return n
}

func (n *names) declareMappings(mappings *syntax.Node) {
	for key := range mappings.Pairs() {
		n.mappings[key.Text()] = true
		n.declare(key.Text(), symbol{kind: interp.Mapping})
	}
}

func (e *expander) reportShared(parameters, resources *syntax.Node) {
	if parameters.Len() == 0 {
		return
	}
	keys := make(map[string]*syntax.Node, parameters.Len())
	for key := range parameters.Pairs() {
		keys[key.Text()] = key
	}
	for key := range resources.Pairs() {
		if other := keys[key.Text()]; other != nil {
			d := e.report(TwoNamesID, TwoNamesName, diag.Error, key.Span(), key.Origin(), "`"+key.Text()+"` is a parameter and a resource")
			d.Notes = append([]diag.Note{{Message: "the parameter", Span: other.Span()}}, d.Notes...)
			d.Help = "give one of them another name"
		}
	}
}

func (n *names) declare(name string, s symbol) {
	if _, declared := n.symbols[name]; !declared {
		n.symbols[name] = s
		n.order = append(n.order, name)
	}
}

func (n *names) declareResources(resources *syntax.Node) {
	for key, resource := range resources.Pairs() {
		if isLoop(key.Text()) {
			n.declareLoop(resource, nil)
			continue
		}
		n.declareResource(key.Text(), resource)
	}
}

func (n *names) declareResource(name string, resource *syntax.Node) {
	n.declare(name, symbol{interp.Resource, resource.Get("Type").Text()})
}

// maxLoopRuns bounds the runs of the loops that are looked at for names.
const maxLoopRuns = 1000

// declareLoop declares the resources that Fn::ForEach makes, where its collection is a list
// of literals. The replacements are those of the loops around it, in pairs.
func (n *names) declareLoop(loop *syntax.Node, outer []string) {
	identifier, collection, body := loop.Item(0).Text(), loop.Item(1), loop.Item(2)
	for _, item := range collection.Items() {
		if n.runs++; !item.IsScalar() || n.runs > maxLoopRuns {
			return
		}
		values := slices.Concat(outer, []string{"${" + identifier + "}", item.Text(), "&{" + identifier + "}", alphanumeric(item.Text())})
		for key, resource := range body.Pairs() {
			if isLoop(key.Text()) {
				n.declareLoop(resource, values)
				continue
			}
			n.declareResource(strings.NewReplacer(values...).Replace(key.Text()), resource)
		}
	}
}

// alphanumeric is what &{Identifier} makes of a value.
func alphanumeric(text string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// Lookup says what a name is.
func (n *names) Lookup(name string) interp.Symbol {
	if slices.Contains(n.loops, name) {
		return interp.LoopName
	}
	return n.symbols[name].kind
}

// IsMapping reports whether there is a mapping of a name.
func (n *names) IsMapping(name string) bool { return n.mappings[name] }

// typeOf returns the type of a resource as written, or "".
func (n *names) typeOf(resource string) string { return n.symbols[resource].resourceType }

// Attribute says how many segments after the name of a resource are an attribute.
func (n *names) Attribute(resource string, segments []string) int {
	if a, found := live.Find(n.typeOf(resource), segments[0]); found && !a.Explicit {
		return 1
	}
	return n.attributes.Attribute(n.typeOf(resource), segments)
}

// Attributes lists the attributes of a resource.
func (n *names) Attributes(resource string) []string {
	return append(live.Names(n.typeOf(resource)), n.attributes.Names(n.typeOf(resource))...)
}

// maxComparisons bounds what looking for near misses costs, which are a courtesy.
const maxComparisons = 5_000_000

// Declared lists the names in the order of the template.
func (n *names) Declared() []string {
	if n.asked += len(n.order); n.asked > maxComparisons {
		return nil
	}
	if len(n.loops) == 0 {
		return n.order
	}
	return slices.Concat(n.loops, n.order)
}

// noNames declares nothing: with it, arguments are all that expands.
type noNames struct{}

func (noNames) Lookup(string) interp.Symbol    { return interp.Undeclared }
func (noNames) IsMapping(string) bool          { return false }
func (noNames) Attribute(string, []string) int { return 0 }
func (noNames) Attributes(string) []string     { return nil }
func (noNames) Declared() []string             { return nil }
