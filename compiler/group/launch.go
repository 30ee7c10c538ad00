package group

import (
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// The types of resources that say what a group launches.
const (
	LaunchTemplate      = "AWS::EC2::LaunchTemplate"
	LaunchConfiguration = "AWS::AutoScaling::LaunchConfiguration"
)

// Launch is one of the sources that a group's instances are made of.
type Launch struct {
	Property string             // of the group: LaunchTemplate, MixedInstancesPolicy, LaunchConfigurationName or InstanceId
	Key      *syntax.Node       // of the property
	Spec     *syntax.Node       // the LaunchTemplateSpecification, or the value of the property
	Resource *template.Resource // launch template or configuration of this template, or nil
}

// Launches returns the sources in the case; more than one for a mixed group that has overrides
// with launch templates of their own, or by mistake.
func (g *Group) Launches(c *template.Case) []Launch {
	var list []Launch
	add := func(property string, spec, name *syntax.Node) {
		if spec != nil {
			list = append(list, Launch{property, g.Property().Key(property), spec, g.launchResource(c, name)})
		}
	}
	properties := g.Property()
	if spec := c.At(properties, "LaunchTemplate"); spec != nil {
		add("LaunchTemplate", spec, templateName(c, spec))
	}
	for _, spec := range mixed(c, properties) {
		add("MixedInstancesPolicy", spec, templateName(c, spec))
	}
	for _, property := range []string{"LaunchConfigurationName", "InstanceId"} {
		value := c.At(properties, property)
		add(property, value, value)
	}
	return list
}

// mixed returns the launch template specifications of a mixed instances policy.
func mixed(c *template.Case, properties *syntax.Node) (specs []*syntax.Node) {
	source := c.At(properties, "MixedInstancesPolicy", "LaunchTemplate")
	if spec := c.At(source, "LaunchTemplateSpecification"); spec != nil {
		specs = append(specs, spec)
	}
	overrides, _ := c.Items(c.At(source, "Overrides"))
	for _, override := range overrides {
		if spec := c.At(override, "LaunchTemplateSpecification"); spec != nil {
			specs = append(specs, spec)
		}
	}
	return specs
}

func templateName(c *template.Case, spec *syntax.Node) *syntax.Node {
	if id := c.At(spec, "LaunchTemplateId"); id != nil {
		return id
	}
	return c.At(spec, "LaunchTemplateName")
}

// launchResource returns what a value names, by Ref or by the name that it is given, if that can
// be launched from.
func (g *Group) launchResource(c *template.Case, name *syntax.Node) *template.Resource {
	if r := c.Target(name); r != nil && (r.Type == LaunchTemplate || r.Type == LaunchConfiguration) {
		return r
	}
	if r := g.called(c, name, LaunchTemplate, "LaunchTemplateName"); r != nil {
		return r
	}
	return g.called(c, name, LaunchConfiguration, "LaunchConfigurationName")
}

// called returns the resource of a type whose name is a value, or nil.
func (g *Group) called(c *template.Case, name *syntax.Node, kind, property string) *template.Resource {
	for _, r := range g.Template.OfType(kind) {
		if r.Loop == nil && c.Exists(r) && c.Same(name, r.Property(property)) {
			return r
		}
	}
	return nil
}

// Data follows keys through what the instances are launched with: the properties of a launch
// configuration, or LaunchTemplateData of a launch template.
func (l Launch) Data(c *template.Case, keys ...string) *syntax.Node {
	return LaunchData(c, l.Resource, keys...)
}

// LaunchData is Data of a launch template, a launch configuration or an instance.
func LaunchData(c *template.Case, r *template.Resource, keys ...string) *syntax.Node {
	if r == nil {
		return nil
	}
	data := c.At(r.Property())
	if r.Type == LaunchTemplate {
		data = c.At(data, "LaunchTemplateData")
	}
	return c.At(data, keys...)
}
