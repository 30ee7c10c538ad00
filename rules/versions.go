package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// launchVersion is the version of a launch template that a group names, in a case.
type launchVersion struct {
	*template.Case
	group  *group.Group
	launch group.Launch
	value  *syntax.Node
}

// eachVersion asks of every place where a group names a version whether something is wrong with
// it, and reports where that is so.
func eachVersion(p *lint.Pass, wrong func(launchVersion) template.Answer, report func(launchVersion, template.Verdict)) {
	for _, g := range p.Unit.Groups() {
		for _, spec := range specifications(p.Template, g) {
			v := g.Judge(func(c *template.Case) template.Answer {
				version, ok := versionIn(c, g, spec)
				if !ok {
					return template.No
				}
				return wrong(version)
			})
			if v.Holds() {
				version, _ := versionIn(v.Case, g, spec)
				report(version, v)
			}
		}
	}
}

// specifications are the maps in which a group may say what it launches from.
func specifications(t *template.Template, g *group.Group) (list []*syntax.Node) {
	for _, path := range []string{
		"LaunchTemplate",
		"MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification",
		"MixedInstancesPolicy.LaunchTemplate.Overrides.*.LaunchTemplateSpecification",
	} {
		for at := range placesAt(t, g.Resource, path) {
			if !slices.Contains(list, at.value) {
				list = append(list, at.value)
			}
		}
	}
	return list
}

// versionIn returns the version of a specification, if the group launches from it in the case.
func versionIn(c *template.Case, g *group.Group, spec *syntax.Node) (launchVersion, bool) {
	for _, launch := range g.Launches(c) {
		if launch.Spec == spec {
			value := c.At(spec, "Version")
			return launchVersion{c, g, launch, value}, value != nil
		}
	}
	return launchVersion{}, false
}

// template returns the launch template of this template that the version is of, or nil.
func (v launchVersion) template() *template.Resource {
	if r := v.launch.Resource; r != nil && r.Type == group.LaunchTemplate {
		return r
	}
	return nil
}

// offerLatest adds the fix that follows the newest version of a launch template of this template.
func (v launchVersion) offerLatest(f *lint.Finding) *lint.Finding {
	r := v.template()
	if r == nil {
		return f
	}
	const attribute = "LatestVersionNumber"
	edit, ok := replaceScalar(v.value, flow{"!GetAtt " + r.ID + "." + attribute, `{"Fn::GetAtt": ["` + r.ID + `", "` + attribute + `"]}`})
	if ok {
		f.Fix("follow the newest version of `"+r.ID+"`", false, edit)
	}
	return f
}
