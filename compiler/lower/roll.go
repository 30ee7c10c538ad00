package lower

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// own is the key under which Metadata speaks to cfnc, and rollKey what asks for a roll there.
const (
	own     = "Cfnc"
	rollKey = "Roll"
)

// The metadata that instances read when they start.
const (
	initKey           = "AWS::CloudFormation::Init"
	authenticationKey = "AWS::CloudFormation::Authentication"
)

// WantsRolls reports whether a resource of a tree asks that a change of its metadata replaces
// instances.
func WantsRolls(root *syntax.Node) bool { return wantsRolls(root.Get("Resources")) }

func wantsRolls(resources *syntax.Node) bool {
	for key, value := range resources.Pairs() {
		if strings.HasPrefix(key.Text(), "Fn::ForEach::") && wantsRolls(value.Item(2)) {
			return true
		}
		if value.At("Metadata", own).Key(rollKey) != nil {
			return true
		}
	}
	return false
}

// Rolls returns the tree of a template in which a change of the metadata for cfn-init changes
// what groups launch, where a resource asks for that: by a key in its user data, or by its
// name. The spelling is that in which two values are equal if they mean the same.
func Rolls(t *template.Template, spelling func(*syntax.Node) []byte) (*syntax.Node, []diag.Diagnostic) {
	r := rolling{template: t, spelling: spelling, changed: map[*syntax.Node]*syntax.Node{}}
	for _, resource := range t.Resources {
		if request := resource.At("Metadata", own); request.Key(rollKey) != nil {
			r.resource(resource, request)
		}
	}
	if diag.HasErrors(r.found) {
		return t.Root, r.found
	}
	root := replace(t.Root, r.changed)
	return r.rename(root), r.found
}

// rolling is the state of one template.
type rolling struct {
	template *template.Template
	spelling func(*syntax.Node) []byte
	changed  map[*syntax.Node]*syntax.Node // bodies of resources, and what they become
	renamed  []renaming
	found    []diag.Diagnostic
}

func (r *rolling) resource(resource *template.Resource, request *syntax.Node) {
	roll := request.Get(rollKey)
	init := resource.At("Metadata").Get(initKey)
	if !r.applies(resource, request, init) || !r.replaceable(resource, roll) || !r.rolls(resource, roll) {
		return
	}
	key, ok := r.key(resource, request, init)
	if !ok {
		return
	}
	switch roll.Text() {
	case "Metadata":
		r.intoUserData(resource, key)
	case "LogicalId":
		r.byName(resource, key, roll)
	default:
		near := diag.Nearest(roll.Text(), []string{"Metadata", "LogicalId"}, 3)
		d := r.fail(roll, "`Roll` is `Metadata` or `LogicalId`")
		if near != "" {
			d.Help = "write `Roll: " + near + "`"
		}
	}
}

// applies reports whether a resource can have a key, and says why not.
func (r *rolling) applies(resource *template.Resource, request, init *syntax.Node) bool {
	at := request.Key(rollKey)
	switch {
	case resource.Type == "AWS::EC2::Instance":
		r.fail(at, "an instance that gets other user data is stopped and started, and cloud-init runs the user data of an instance once: the change would not be applied").Help =
			"let cfn-hup apply the change in place, or launch the instance from a group"
	case !isLaunched(resource.Type):
		r.fail(at, "`Roll` belongs to a launch template or a launch configuration, and `%s` is neither", resource.ID)
	case !init.Is(syntax.Map):
		r.fail(request.Get(rollKey), "`%s` has no `%s` whose change could replace instances", resource.ID, initKey)
	default:
		return true
	}
	return false
}

func isLaunched(resourceType string) bool {
	return resourceType == "AWS::EC2::LaunchTemplate" || resourceType == "AWS::AutoScaling::LaunchConfiguration"
}

// replaceable reports whether CloudFormation can make the resource that a change makes new: not
// while the old one has the same name. A launch template gets a new version, unless its
// logical ID changes.
func (r *rolling) replaceable(resource *template.Resource, roll *syntax.Node) bool {
	name := "LaunchConfigurationName"
	if resource.Type == "AWS::EC2::LaunchTemplate" {
		name = "LaunchTemplateName"
	}
	key := resource.Property().Key(name)
	if key == nil || name == "LaunchTemplateName" && roll.Text() != "LogicalId" {
		return true
	}
	r.fail(key, "each change of the metadata makes `%s` a new resource, which cannot have the name of the old one", resource.ID).Help = "remove `" + name + "`"
	return false
}

// rolls reports whether everything that is launched from a resource is replaced when that
// changes, and says what is not.
func (r *rolling) rolls(resource *template.Resource, roll *syntax.Node) bool {
	ok := true
	seen := map[*template.Resource]bool{}
	for use := range r.template.UsesOf(resource.ID) {
		user := use.Owner.Resource
		if user == nil || seen[user] {
			continue
		}
		seen[user] = true
		switch {
		case user.Type == "AWS::EC2::Instance" && use.Owner.Part == "Properties":
			r.fail(roll, "`Roll` is for the instances of groups, and `%s` belongs to none: each change of the metadata would replace it", user.ID).Help =
				"give the instance a launch template of its own"
			ok = false
		case user.Type == "AWS::AutoScaling::AutoScalingGroup" && !hasPolicy(user):
			r.fail(roll, "the group `%s` has no update policy, so the key would change nothing for instances that run", user.ID).Help =
				"give the group an `UpdatePolicy`"
			ok = false
		}
	}
	return ok
}

// hasPolicy reports whether an update of a group may replace its instances.
func hasPolicy(group *template.Resource) bool {
	policy := group.At("UpdatePolicy")
	if !policy.Is(syntax.Map) || template.CallOf(policy).Function != "" {
		return policy != nil
	}
	for _, name := range []string{"AutoScalingRollingUpdate", "AutoScalingReplacingUpdate", "AutoScalingInstanceRefresh"} {
		if policy.Get(name) != nil {
			return true
		}
	}
	return false
}

// fail reports an error at a node.
func (r *rolling) fail(at *syntax.Node, message string, args ...any) *diag.Diagnostic {
	return r.failAt(at, at.Span(), message, args...)
}
