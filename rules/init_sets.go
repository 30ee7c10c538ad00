package rules

import (
	"github.com/cfnc/cfnc/compiler/boot"
	"github.com/cfnc/cfnc/compiler/template"
)

// hasConfig says whether metadata for cfn-init has a config in a case.
func hasConfig(c *template.Case, in *boot.Init, name string) template.Answer {
	has := template.No
	for _, config := range in.Config(name) {
		has = has.Or(c.In(config.When))
	}
	return has
}

// hasSet says whether it has a set.
func hasSet(c *template.Case, in *boot.Init, name string) template.Answer {
	has := template.No
	for _, set := range in.Set(name) {
		has = has.Or(c.In(set.When))
	}
	return has
}

func configNames(in *boot.Init) (names []string) {
	for _, c := range in.Configs {
		names = append(names, c.Name)
	}
	return names
}

func setNames(in *boot.Init) (names []string) {
	for _, s := range in.Sets {
		names = append(names, s.Name)
	}
	return names
}
