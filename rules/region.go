package rules

import (
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// missingIn returns those of the regions of a run in which a resource's type surely cannot be
// used. Where a condition may keep the resource away from some of them, there are none.
func missingIn(p *lint.Pass, r *template.Resource) (regions []string) {
	kind, known := schema.Lookup(r.Type)
	if !known || r.When() != nil {
		return nil
	}
	for _, region := range p.Regions {
		if kind.In(region) == schema.Unavailable {
			regions = append(regions, region)
		}
	}
	return regions
}

// checkRegions reports a type that a region of the run does not have.
func checkRegions(p *lint.Pass, r *template.Resource) {
	if missing := missingIn(p, r); missing != nil {
		_, value := r.Attribute("Type")
		f := p.At(value, "the resource type `%s` cannot be used in %s", r.Type, several(missing)).
			Help("use another type, deploy elsewhere, or give the resource a condition on the region")
		beforeMacro(p, f)
	}
}
