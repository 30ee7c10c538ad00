package rules

import (
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
	"github.com/cfnc/cfnc/schema"
)

// inStage calls report for the type of every resource whose service is in a stage of its
// life. From is the day on which that began or begins, "" where it is not known.
func inStage(p *lint.Pass, stage schema.Lifecycle, report func(r *template.Resource, from string)) {
	for _, r := range p.Template.Resources {
		known, _ := schema.Lookup(r.Type)
		if at, from := known.Lifecycle(); at == stage {
			report(r, from)
		}
	}
}

// onDay ends a message with a day, if there is one.
func onDay(words, day string) string {
	if day == "" {
		return ""
	}
	return words + day
}
