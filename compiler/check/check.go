// Package check holds the properties of a template's resources against the schemas of their
// types. It knows what an intrinsic function gives, looks into the branches of Fn::If, takes
// texts for numbers as CloudFormation does, and says nothing of what only the deployment
// knows. It finds what is wrong, under cfn-lint's IDs; how much that matters is for the rules.
package check

import (
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/schema"
)

// A Violation is something that a value breaks.
type Violation struct {
	Rule      string       // cfn-lint's ID: of the keyword, of the function that gave the value, or of the check
	Node      *syntax.Node // the key or the value at fault, or the key that misses something
	Message   string
	Help      string // an imperative, or ""
	Mild      bool   // CloudFormation may accept it all the same
	Certainty diag.Certainty
	Source    *syntax.Node // where the value was written, if it is not at Node
	Fix       *diag.Fix
}

// Resources checks the properties of all resources of a template whose types are known. Where
// the template goes through a macro, it looks at what is there: what is missing, the macro may
// add, and what names it, the macro takes away.
func Resources(t *template.Template) []Violation {
	c := newChecker(t)
	for _, r := range t.Resources {
		c.resource(r)
	}
	return c.found
}

// checker checks one template.
type checker struct {
	template   *template.Template
	expression expressions
	branched   map[*template.Resource]bool   // has Fn::If somewhere
	stands     map[*syntax.Node]*syntax.Node // the expression that a known value stands for
	seen       map[said]bool
	found      []Violation
}

// said tells violations apart: several scenarios may lead to the same.
type said struct {
	rule, message string
	node          *syntax.Node
}

func newChecker(t *template.Template) *checker {
	c := quietChecker(t)
	for site := range t.Calls(template.FnIf) {
		c.branched[site.Owner.Resource] = true
	}
	return c
}

// quietChecker is for walkers that only ask whether something is wrong.
func quietChecker(t *template.Template) *checker {
	c := &checker{template: t, branched: map[*template.Resource]bool{}, stands: map[*syntax.Node]*syntax.Node{}, seen: map[said]bool{}}
	c.expression.parsed = map[string]*expression{}
	return c
}

// maxSteps bounds the work on one resource: schemas that name themselves among their
// alternatives could multiply it.
const maxSteps = 1 << 18

func (c *checker) resource(r *template.Resource) {
	properties, key := r.Property(), r.Body.Key("Properties")
	typ, known := TypeOf(r)
	if !known || !r.Body.Is(syntax.Map) || key != nil && properties == nil || template.CallOf(r.Body).Function != "" ||
		c.template.Possible(r.When()) == template.No {
		return
	}
	if key == nil {
		properties, key = syntax.NewMap(r.Key.Span()), r.Key
	}
	steps := maxSteps
	w := &walker{checker: c, resource: r, typ: typ, steps: &steps, base: r.When()}
	w.when = w.base
	w.open = w.inserted(r.Body) || w.fromGlobals()
	w.value(typ.Schema(), properties, key)
	w.readOnly(properties)
	if w.complete(properties) {
		w.checks(properties, key)
	}
}

// TypeOf finds the schema of a resource's type. A custom resource has that of
// AWS::CloudFormation::CustomResource.
func TypeOf(r *template.Resource) (schema.Type, bool) {
	if IsCustom(r.Type) {
		return schema.Lookup("AWS::CloudFormation::CustomResource")
	}
	return schema.Lookup(r.Type)
}
