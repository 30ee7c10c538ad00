package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// keeping is an attribute that says what happens to a resource in place of its deletion.
type keeping struct {
	attribute string
	values    []string
}

func (k keeping) check(p *lint.Pass) {
	for _, r := range p.Template.Resources {
		_, value := r.Attribute(k.attribute)
		if template.CallOf(value).Function != "" && !takesFunctions(p.Template) {
			p.At(value, "`%s` is %s, expected a text: functions need the transform `%s` here", k.attribute, kindOf(value), template.LanguageExtensions).
				Help("write the value out, or add the transform `%s`", template.LanguageExtensions)
			continue
		}
		for _, branch := range p.Template.Branches(value, r.When()) {
			k.checkValue(p, r, branch)
		}
	}
}

func (k keeping) checkValue(p *lint.Pass, r *template.Resource, value *syntax.Node) {
	text, ok := value.Str()
	switch {
	case value.Is(syntax.None, syntax.Null), template.CallOf(value).Function != "":
	case !ok:
		p.At(value, "`%s` is %s, expected %s", k.attribute, kindOf(value), oneOf(k.values))
	case !slices.Contains(k.values, text):
		p.At(value, "`%s` is no value of `%s`, expected %s%s", text, k.attribute, oneOf(k.values), didYouMean(text, k.values))
	case text == "Snapshot" && !takesSnapshots(r.Type):
		p.At(value, "`%s` takes no snapshots", r.Type).Help("use `Retain` to keep the resource itself")
	}
}

// takesFunctions reports whether these attributes may be functions.
func takesFunctions(t *template.Template) bool {
	return t.Opaque() || t.HasTransform(template.LanguageExtensions)
}

// takesSnapshots reports whether CloudFormation may take a snapshot of a resource: it can of
// few types, and what a type of others or a module does is not known.
func takesSnapshots(name string) bool {
	if _, known := schema.Lookup(name); !known {
		return true
	}
	_, can := schema.Table("snapshot capable resource types").Get(name)
	return can
}
