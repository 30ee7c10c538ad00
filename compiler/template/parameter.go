package template

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// Parameter is an entry of the section Parameters.
type Parameter Entry

// At follows keys from the parameter's own on, and is nil where one is missing.
func (p *Parameter) At(keys ...string) *syntax.Node {
	if p == nil {
		return nil
	}
	return p.Value.At(keys...)
}

// Type is the parameter's type, as "String" or "AWS::EC2::Image::Id".
func (p *Parameter) Type() string { return p.At("Type").Text() }

// Default is the value that the parameter has when none is given, or nil.
func (p *Parameter) Default() *syntax.Node { return p.At("Default") }

// AllowedValues is the list of the values that the parameter may have, or nil for any.
func (p *Parameter) AllowedValues() *syntax.Node { return p.At("AllowedValues") }

// MinLength is the smallest length, in characters, that CloudFormation lets the value of a
// parameter have: what MinLength or the shortest of the allowed values says, else 0.
func (p *Parameter) MinLength() int {
	least := max(0, IntOf(p.At("MinLength")).Or(0))
	if p.AllowedValues().Len() == 0 {
		return least
	}
	shortest := len(p.AllowedValues().Item(0).Text())
	for _, allowed := range p.AllowedValues().Items() {
		shortest = min(shortest, len(allowed.Text()))
	}
	return max(least, shortest)
}

// gives returns what Ref of the parameter gives. Types may be those of parameters of Systems
// Manager, as AWS::SSM::Parameter::Value<List<String>>.
func (p *Parameter) gives() Shape {
	switch kind := p.Type(); {
	case kind == "":
		return Anything
	case strings.HasSuffix(kind, "CommaDelimitedList"), strings.Contains(kind, "List<"), strings.Contains(kind, "CommaDelimitedList>"):
		return Items
	case kind == "Number":
		return String | Whole
	}
	return String
}

// settled returns the text that Ref of a parameter gives if there is only one: the value that
// it has in this run, or the only one that it may have. What a parameter of Systems Manager is
// given is the name of its value.
func (t *Template) settled(p *Parameter) (text string, ok bool) {
	if p == nil || strings.HasPrefix(p.Type(), "AWS::SSM::") {
		return "", false
	}
	if text, ok = t.given[p.Name]; ok {
		return text, true
	}
	if only := p.AllowedValues().Item(0); p.AllowedValues().Len() == 1 && only.IsScalar() {
		return only.Text(), true
	}
	return "", false
}
