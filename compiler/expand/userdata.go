package expand

import (
	"encoding/base64"
	"strings"

	"github.com/cfnc/cfnc/compiler/syntax"
)

// UserDataPath returns where a resource type has user data that must arrive in Base64, as
// the template reference says of each: "[]" stands for the items of a list. It is nil for
// other types. The user data of AWS::Lightsail::Instance is plain text, and EC2 fleets and
// managed groups take theirs from a launch template.
func UserDataPath(resourceType string) []string {
	switch resourceType {
	case "AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration":
		return []string{"UserData"}
	case "AWS::EC2::LaunchTemplate":
		return []string{"LaunchTemplateData", "UserData"}
	case "AWS::EC2::SpotFleet":
		return []string{"SpotFleetRequestConfigData", "LaunchSpecifications", "[]", "UserData"}
	case "AWS::ImageBuilder::ImageRecipe":
		return []string{"AdditionalInstanceConfiguration", "UserDataOverride"}
	}
	return nil
}

// wrapUserData is the third pass: text where user data is wanted goes into Fn::Base64.
func wrapUserData(root *syntax.Node) *syntax.Node {
	return changeKey(root, "Resources", wrapResources)
}

func wrapResources(resources *syntax.Node) *syntax.Node {
	if resources.Kind() != syntax.Map {
		return resources
	}
	return rebuild(resources, func(_ int, key, value *syntax.Node) *syntax.Node {
		if isLoop(key.Text()) {
			return wrapLoop(value)
		}
		return wrapResource(value)
	})
}

func wrapLoop(loop *syntax.Node) *syntax.Node {
	return rebuild(loop, func(i int, _, item *syntax.Node) *syntax.Node {
		if i == 2 {
			return wrapResources(item)
		}
		return item
	})
}

func wrapResource(resource *syntax.Node) *syntax.Node {
	path := UserDataPath(resource.Get("Type").Text())
	if path == nil {
		return resource
	}
	return changeKey(resource, "Properties", func(n *syntax.Node) *syntax.Node { return wrapAt(n, path) })
}

// wrapAt wraps what stands at the end of a path, in every branch of the conditions on it.
func wrapAt(n *syntax.Node, path []string) *syntax.Node {
	if key, branches := n.Only(); key.Text() == "Fn::If" {
		return withArgument(n, wrapBranches(branches, path))
	}
	switch {
	case len(path) == 0:
		return wrapText(n)
	case path[0] != "[]":
		return changeKey(n, path[0], func(value *syntax.Node) *syntax.Node { return wrapAt(value, path[1:]) })
	case n.Kind() == syntax.List:
		return rebuild(n, func(_ int, _, item *syntax.Node) *syntax.Node { return wrapAt(item, path[1:]) })
	}
	return n
}

func wrapBranches(branches *syntax.Node, path []string) *syntax.Node {
	if branches.Kind() != syntax.List {
		return branches
	}
	return rebuild(branches, func(i int, _, branch *syntax.Node) *syntax.Node {
		if i == 0 {
			return branch
		}
		return wrapAt(branch, path)
	})
}

// wrapText wraps a string, Fn::Join or Fn::Sub. A string that is Base64 already, and what is
// known only to CloudFormation, stay as they are.
func wrapText(n *syntax.Node) *syntax.Node {
	text, isString := n.Str()
	name, _ := n.Only()
	if isString && !isBase64(text) || name.Text() == "Fn::Join" || name.Text() == "Fn::Sub" {
		return n.Origin().Call("Fn::Base64", n.Span(), n, n.Span())
	}
	return n
}

// minBase64 is the length from which on a text that decodes as Base64 is taken as such.
const minBase64 = 24

func isBase64(text string) bool {
	if len(strings.TrimSpace(text)) < minBase64 {
		return false
	}
	_, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	return err == nil
}

// changeKey changes the value of one key of a map, if there is one.
func changeKey(n *syntax.Node, name string, change func(*syntax.Node) *syntax.Node) *syntax.Node {
	if n.Kind() != syntax.Map {
		return n
	}
	return rebuild(n, func(_ int, key, value *syntax.Node) *syntax.Node {
		if key.Text() == name {
			return change(value)
		}
		return value
	})
}
