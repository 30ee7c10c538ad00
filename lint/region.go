package lint

import "github.com/cfnc/cfnc/compiler/syntax"

// Regions returns the regions that a template names for cfn-lint in its Metadata,
// {cfn-lint: {config: {regions: [eu-west-1]}}}.
func Regions(root *syntax.Node) (list []string) {
	for _, region := range texts(root.At("Metadata", "cfn-lint", "config", "regions")) {
		list = append(list, region.Text())
	}
	return list
}
