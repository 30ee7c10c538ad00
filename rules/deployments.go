package rules

import (
	"slices"

	"github.com/cfnc/cfnc/compiler/group"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

const deploymentGroup = "AWS::CodeDeploy::DeploymentGroup"

// deployedGroups returns the values with which a deployment group names Auto Scaling groups.
func deployedGroups(c *template.Case, r *template.Resource) []*syntax.Node {
	items, _ := c.Items(r.Property("AutoScalingGroups"))
	return items
}

// deploysTo returns the value with which a deployment group names a group of the template in the
// case, or nil.
func deploysTo(c *template.Case, r *template.Resource, g *group.Group) *syntax.Node {
	if !c.Exists(r) || !c.Exists(g.Resource) {
		return nil
	}
	for _, item := range deployedGroups(c, r) {
		if c.Target(item) == g.Resource || c.Same(item, g.Property("AutoScalingGroupName")) {
			return item
		}
	}
	return nil
}

// fromTemplate reports whether a group launches its instances from launch templates.
func fromTemplate(g *group.Group, c *template.Case) bool {
	return slices.ContainsFunc(g.Launches(c), func(l group.Launch) bool {
		return l.Property == "LaunchTemplate" || l.Property == "MixedInstancesPolicy"
	})
}
