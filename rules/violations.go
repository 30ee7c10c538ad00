package rules

import (
	"fmt"
	"strings"

	"github.com/cfnc/cfnc/compiler/check"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/lint"
)

// violations reports what the properties of resources break under the rule's ID.
func violations(p *lint.Pass) { violationsSaying(p, "") }

// violationsSaying is violations with a message of the rule's own, into which what is broken
// is put where that is a text.
func violationsSaying(p *lint.Pass, says string) {
	for _, v := range p.Unit.Violations(p.Rule.ID) {
		if saidBetter(p, v) {
			continue
		}
		if says != "" && v.Node.IsScalar() {
			v.Message = fmt.Sprintf(says, v.Node.Text())
		}
		f := beforeMacro(p, p.At(v.Node, "%s", v.Message).Certainty(v.Certainty))
		if v.Mild {
			f.Severity(min(p.Rule.Severity, diag.Warning))
		}
		if v.Source != nil {
			f.Note(v.Source, "the other place that this is about")
		}
		if v.Help != "" {
			f.Help("%s", v.Help)
		}
		if v.Fix != nil {
			f.Fix(v.Fix.Title, v.Fix.Safe && !p.Template.Opaque(), v.Fix.Edits...)
		}
	}
}

// saidBetter reports whether another rule knows more about what is broken.
func saidBetter(p *lint.Pass, v check.Violation) bool {
	switch p.Rule.ID {
	case "E3014":
		return aboutSources(p, v)
	case "E3012":
		return replacedByPackage(p.Template, v.Node)
	}
	return false
}

// A fact is a rule that the resource schemas state by themselves: what is to be said of it, and
// properties that break and that keep it.
type fact struct {
	words
	why, help string
	says      string // the message, with %s for the key or value at fault; "" for what the schema check says
	typ       string // resource type of the examples
	aliases   []string
	bad, good string // what follows their `Properties:`, or whole templates
}

// factRules makes the rules. The first letter of an ID says how much a rule matters.
func factRules(facts []fact) (list []*lint.Rule) {
	for _, f := range facts {
		list = append(list, &lint.Rule{
			ID: f.id, Aliases: f.aliases, Name: f.name, Title: f.title, Severity: severityOf(f.id), Why: f.why, Help: f.help,
			Made:  f.examples,
			Check: func(p *lint.Pass) { violationsSaying(p, f.says) },
		})
	}
	return list
}

func severityOf(id string) diag.Severity {
	switch id[0] {
	case 'E':
		return diag.Error
	case 'W':
		return diag.Warning
	}
	return diag.Info
}

func (f fact) examples() (bad, good []lint.Example) {
	return []lint.Example{{Name: "what is reported", Template: f.example(f.bad)}},
		[]lint.Example{{Name: "as it should be", Template: f.example(f.good)}}
}

// example writes a template with one resource: what follows its `Properties:`. A text that
// begins with a section is the whole template.
func (f fact) example(text string) string {
	for _, section := range []string{"Parameters:", "Mappings:", "Resources:", "Transform:"} {
		if strings.HasPrefix(text, section) {
			return text
		}
	}
	return "Resources:\n  Resource:\n    Type: " + f.typ + "\n    Properties:" + text
}
