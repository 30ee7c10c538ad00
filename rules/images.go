package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// image returns the path of the public parameter that names the image of the instances which
// run what a resource says.
func image(p *lint.Pass, c *template.Case, r *template.Resource) (path string, ok bool) {
	path, ok = c.Stored(launchValue(p, c, r, "ImageId"))
	return strings.ToLower(path), ok
}

// imageIs says whether the path of the image has one of some parts. It is undecided where the
// image is not known by such a path.
func imageIs(p *lint.Pass, c *template.Case, r *template.Resource, parts ...string) template.Answer {
	path, ok := image(p, c, r)
	if !ok {
		return template.Undecided
	}
	for _, part := range parts {
		if strings.Contains(path, part) {
			return template.Yes
		}
	}
	return template.No
}
