package rules

import (
	"github.com/cfnc/cfnc/compiler/interp"
	"github.com/cfnc/cfnc/compiler/template"
	"github.com/cfnc/cfnc/lint"
)

// dynamic is a dynamic reference, and where it stands.
type dynamic struct {
	interp.Dynamic
	phrase *template.Phrase
}

// eachDynamic calls check for every dynamic reference of a template, unless a macro may take
// them away.
func eachDynamic(p *lint.Pass, check func(*lint.Pass, dynamic)) {
	if p.Template.Opaque() {
		return
	}
	phrases := p.Template.Phrases()
	for i := range phrases {
		for _, d := range phrases[i].Dynamic() {
			check(p, dynamic{d, &phrases[i]})
		}
	}
}

// at reports the bytes of a part of the text.
func (d dynamic) at(p *lint.Pass, from, to int, message string, args ...any) *lint.Finding {
	n := d.phrase.Node
	return p.AtSpan(n, n.TextSpan(from, to), message, args...)
}

// inProperties reports whether it stands in the properties of a resource.
func (d dynamic) inProperties() bool {
	return d.phrase.Owner.Resource != nil && len(d.phrase.Path) > 0 && d.phrase.Path[0] == "Properties"
}

// early reports whether CloudFormation reads the place before it looks up references: it does
// that for each resource after all functions.
func (d dynamic) early() bool {
	switch d.phrase.Owner.Section {
	case "Conditions", "Rules":
		return true
	case "Resources":
		return !d.inProperties() && len(d.phrase.Path) == 1
	}
	return false
}
