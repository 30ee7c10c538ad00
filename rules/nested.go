package rules

import (
	"iter"
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// nesting returns the property with which a resource of a type names the template of another
// stack, or "".
func nesting(kind string) string {
	switch kind {
	case "AWS::CloudFormation::Stack":
		return "TemplateURL"
	case "AWS::Serverless::Application":
		return "Location"
	}
	return ""
}

// child is a template that a resource nests: a file of the project.
type child struct {
	*template.Interface
	url  *syntax.Node
	when *template.Scenario
}

// children goes through the templates that a resource may nest. One that is elsewhere, or not
// known before the deployment, has a nil Interface.
func children(p *lint.Pass, r *template.Resource) iter.Seq[child] {
	return func(yield func(child) bool) {
		for at := range placesAt(p.Template, r, nesting(r.Type)) {
			c := child{url: at.value, when: at.when}
			if text, ok := at.literal(); ok {
				c.Interface = p.Unit.Nested(at.value.Span().File, text)
			}
			if !yield(c) {
				return
			}
		}
	}
}

// output is an attribute Outputs.Name of a nested stack, as written.
type output struct {
	name string
	node *syntax.Node
	at   source.Span
}

// checkOutputs reports outputs of nested stacks that their templates do not have.
func checkOutputs(p *lint.Pass, by template.Function) {
	if p.Template.OfType("AWS::CloudFormation::Stack") == nil && p.Template.OfType("AWS::Serverless::Application") == nil {
		return
	}
	for call := range p.Template.Calls(by) {
		if answersFor(p, call.Owner) && call.Loop == nil {
			for r, out := range outputsOf(p.Template, call.Call) {
				checkOutput(p, r, out)
			}
		}
	}
}

// outputsOf goes through the outputs of nested stacks that a call refers to.
func outputsOf(t *template.Template, call template.Call) iter.Seq2[*template.Resource, output] {
	return func(yield func(*template.Resource, output) bool) {
		if get, ok := call.GetAtt(); ok && get.Attribute.Text != "" {
			if r, name := nestedOutput(t, get.Resource.Text, get.Attribute.Text); name != "" {
				yield(r, output{name, get.Attribute.Node, get.Attribute.Span()})
			}
			return
		}
		sub := call.Sub()
		parts, _ := sub.Parts()
		for _, part := range parts {
			r, name := nestedOutput(t, part.Name, part.Attr)
			if name != "" && sub.Variable(part) == nil && !yield(r, output{name, sub.Text, attributeSpan(sub, part)}) {
				return
			}
		}
	}
}

// attributeSpan is where the attribute of a part of a text was written.
func attributeSpan(s template.Sub, part interp.SubPart) source.Span {
	from := part.NameAt + len(part.Name) + len(".")
	return s.Text.TextSpan(from, from+len(part.Attr))
}

// nestedOutput returns the resource of an ID and the name of the output that an attribute of
// it is, "" for none.
func nestedOutput(t *template.Template, id, attribute string) (r *template.Resource, name string) {
	name, ok := strings.CutPrefix(attribute, "Outputs.")
	r = t.Resource(id)
	if !ok || r == nil || nesting(r.Type) == "" || strings.Contains(name, "{") {
		return nil, ""
	}
	return r, name
}

// checkOutput reports an output that none of the templates of a stack has.
func checkOutput(p *lint.Pass, r *template.Resource, out output) {
	var last child
	for c := range children(p, r) {
		if c.Interface == nil || c.Outputs.Open || c.Outputs.Has(out.name) {
			return
		}
		last = c
	}
	if last.url == nil || p.Template.Opaque() {
		return
	}
	f := p.AtSpan(out.node, out.at, "`%s` is no output of `%s`%s", out.name, last.url.Text(), didYouMean(out.name, last.Outputs.Names))
	noteDeclared(f, last.Outputs, out.name, "outputs").Help("correct the name, or add the output to the nested template")
}

// noteDeclared shows where the nested template declares what was probably meant, or all that
// there is.
func noteDeclared(f *lint.Finding, d template.Declarations, name, what string) *lint.Finding {
	if near := diag.Nearest(name, d.Names, 2); near != "" {
		return f.NoteSpan(d.Place(near), "`%s` is declared here", near)
	}
	if d.At.File == nil {
		return f
	}
	return f.NoteSpan(d.At, "the %s of the nested template are declared here", what)
}
