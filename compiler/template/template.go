// Package template is the typed view of an expanded tree: parameters, mappings,
// conditions, resources, outputs, rules, intrinsic functions, and who refers to whom. It
// is built once, never changes, and answers for damaged templates too: what is missing or
// has the wrong shape is nil, empty or unknown. A nil value stands for a part that failed to
// compile and was reported: nothing more is said of it, nor of what it may have held.
//
// It says what a template holds. What is wrong with it is for the rules to say.
package template

import (
	"sync"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// Template is the model of one template. The lists are in the order of the source. It is
// safe for concurrent use.
type Template struct {
	Root       *syntax.Node
	Parameters []*Parameter
	Mappings   []*Mapping
	Conditions []*Condition
	Resources  []*Resource
	Outputs    []*Output
	Rules      []*Rule
	Transforms []Transform // of the whole template

	parameters index[Parameter]
	mappings   index[Mapping]
	conditions index[Condition]
	resources  index[Resource]
	byType     map[string][]*Resource
	given      map[string]string // values of parameters in this run

	graphed, listed, reasoned, spoken sync.Once
	links                             *graph
	names                             []string
	reason                            *logic
	phrases                           []Phrase
}

// New builds the model of an expanded tree. It reports only what makes a tree no template
// at all; a nil root gives an empty model without a word, for the reader has said why.
func New(root *syntax.Node) (*Template, []diag.Diagnostic) {
	t := &Template{Root: root, Transforms: transforms(root.Get("Transform"))}
	t.Parameters, t.parameters = section[Parameter](root.Get("Parameters"))
	t.Mappings, t.mappings = section[Mapping](root.Get("Mappings"))
	t.Conditions, t.conditions = section[Condition](root.Get("Conditions"))
	t.Outputs, _ = section[Output](root.Get("Outputs"))
	t.Rules, _ = section[Rule](root.Get("Rules"))
	t.Resources, t.resources = resources(root.Get("Resources"))
	t.byType = byType(t.Resources)
	return t, checkRoot(root)
}

// StructureID and StructureName are the rule of the one diagnostic that New gives.
const (
	StructureID   = "E1001"
	StructureName = "template-structure"
)

func checkRoot(root *syntax.Node) []diag.Diagnostic {
	if root == nil || root.Is(syntax.Map) {
		return nil
	}
	return []diag.Diagnostic{{
		Rule:     StructureID,
		Name:     StructureName,
		Severity: diag.Error,
		Message:  "a template is a map of sections, but this is " + root.Kind().String(),
		Span:     root.Span(),
		Help:     "begin with a section, as in `Resources:`",
	}}
}

// Parameter returns the parameter of a name, or nil.
func (t *Template) Parameter(name string) *Parameter { return t.parameters.byName[name] }

// Mapping returns the mapping of a name, or nil.
func (t *Template) Mapping(name string) *Mapping { return t.mappings.byName[name] }

// Condition returns the condition of a name, or nil; for one that Fn::ForEach declares,
// the entry in the loop.
func (t *Template) Condition(name string) *Condition { return t.conditions.byName[name] }

// Resource returns the resource of a logical ID, or nil; for one that Fn::ForEach declares,
// the entry in the loop.
func (t *Template) Resource(id string) *Resource { return t.resources.byName[id] }

// OfType returns the resources of a type in the order of the source.
func (t *Template) OfType(name string) []*Resource { return t.byType[name] }
