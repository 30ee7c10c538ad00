package main

import (
	"slices"

	"github.com/cfnc/cfnc/cmd/cfnc/internal/project"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// regions are those that templates are deployed to.
type regions struct {
	named      []string // by flags
	configured []string // by configuration files
}

// of returns the regions of one template: what it says itself goes between flags and
// configuration files.
func (r regions) of(root *syntax.Node) []string {
	own := knownRegions(lint.Regions(root))
	switch {
	case len(r.named) > 0:
		return r.named
	case len(own) > 0:
		return own
	}
	return r.configured
}

// knownRegions leaves out the regions of cfn-lint's configuration that the tables do not have.
func knownRegions(names []string) (known []string) {
	if slices.Contains(names, project.AllRegions) {
		return schema.Regions().Slice()
	}
	for _, name := range names {
		if checkRegion(name) == nil {
			known = append(known, name)
		}
	}
	return known
}

func checkRegion(name string) error {
	if schema.Regions().Has(name) {
		return nil
	}
	if near := diag.Nearest(name, schema.Regions().Slice(), 2); near != "" {
		return usage("there is no region `%s`; did you mean `%s`?", name, near)
	}
	return usage("there is no region `%s` in the resource schemas", name)
}
