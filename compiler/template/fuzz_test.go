package template_test

import (
	"testing"

	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// FuzzTemplate builds the model of anything that can be read, and asks it everything.
func FuzzTemplate(f *testing.F) {
	f.Add(loops)
	f.Add(large(2))
	f.Add(`{"Resources": {"A": {"Type": "T", "Properties": {"Fn::Transform": {"Name": "AWS::Include"}}}}}`)
	f.Add("Resources: {A: {DependsOn: [{Fn::Sub: 'x'}]}, Fn::ForEach::L: [A, {Ref: P}, [1]]}\n")
	f.Add("Rules: {R: {Assertions: [{Fn::ValueOfAll: [T, A]}]}}\nParameters: {P: {Type: T, AllowedValues: [a]}}\n")
	f.Add(stages)
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := syntax.Parse(source.NewFile("fuzz", "fuzz", text))
		model, _ := template.New(doc.Root)
		ask(model)
	})
}

// ask calls what rules call. Every name that is used must stand where it is said to stand.
func ask(model *template.Template) {
	for i := range model.Uses() {
		use := &model.Uses()[i]
		if model.Undeclared(use) != "" {
			model.Nearest(use.Name.Text)
		}
		use.Span().Text()
		for range model.UsesOf(use.Name.Text) {
			break
		}
	}
	for _, p := range model.Parameters {
		p.MinLength()
		model.Used(p.Name, template.ByRef, template.BySub)
	}
	for _, r := range model.Resources {
		model.Judge(r.When(), func(c *template.Case) template.Answer {
			c.Texts(r.Property("Names"))
			return c.Int(r.Property("Size")).Within(0, 9).And(c.Lacks(r.Body, "UpdatePolicy", "AutoScalingRollingUpdate"))
		})
		template.Same(r.Property(), r.At("UpdatePolicy"))
		model.Generated(r.ID)
	}
	for _, c := range model.Conditions {
		model.Constant(c.Name)
	}
	for _, f := range []template.Function{template.FnSub, template.FnGetAtt, template.FnIf, template.FnEquals} {
		for site := range model.Calls(f) {
			site.GetAtt()
			site.Sub().Parts()
			site.If()
			model.Compare(site)
			for when := range model.Branches(site.Node, site.When) {
				model.Possible(when)
			}
		}
	}
}
