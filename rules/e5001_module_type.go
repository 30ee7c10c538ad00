package rules

import (
	"strings"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

func moduleType() *lint.Rule {
	return &lint.Rule{
		ID:       "E5001",
		Name:     "module-type",
		Title:    "The type of a module has a wrong form",
		Severity: diag.Error,
		Why: `The registry takes modules whose names have three parts, of 2 to 64 letters and digits each, and MODULE at the end ` +
			`(API reference of RegisterType). CloudFormation finds no module by another name.`,
		Help: "write the name under which the module is registered, as `Our::Web::Site::MODULE`",
		Bad: []lint.Example{{Name: "a part is missing, or has a hyphen", Template: `Resources:
  Site:
    Type: Our::Site::MODULE # want
  Shop:
    Type: Our::Web::My-Shop::MODULE # want
`}},
		Good: []lint.Example{{Name: "three parts", Template: `Resources:
  Site:
    Type: Our::Web::Site::MODULE
    Properties: {Name: www}
`}},
		Check: func(p *lint.Pass) {
			for _, r := range p.Template.Resources {
				name, is := strings.CutSuffix(r.Type, "::MODULE")
				if is && !p.Template.Opaque() && r.Loop == nil && !isModuleName(name) {
					p.At(r.Body.Get("Type"), "`%s` cannot be a module, whose name has three parts and `MODULE`", r.Type)
				}
			}
		},
	}
}

func isModuleName(name string) bool {
	parts := strings.Split(name, "::")
	for _, part := range parts {
		if len(part) < 2 || len(part) > 64 || !isAlphanumeric(part, "") {
			return false
		}
	}
	return len(parts) == 3
}
