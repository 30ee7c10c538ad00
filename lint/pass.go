package lint

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler"
	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
	"github.com/cfnc/cfnc/compiler/template"
)

// MaxFindings is how many findings of one rule in one template are shown. The last of them
// says how many more there are.
const MaxFindings = 1000

// A Pass is one run of one rule over one template, or over one bundle, which Unit has then.
type Pass struct {
	Rule     *Rule
	Unit     *compiler.Unit
	Template *template.Template
	Beside   []*compiler.Unit // templates that a bundle may belong to
	Regions  []string         // where the template will be deployed; none: anywhere
	chosen   Selection
	found    []*Finding
	more     int // findings beyond MaxFindings
}

// At starts a finding at a node, with the rule's own severity and help, certainty "must", the
// node's path in the compiled template, and a note for every step of its origin.
func (p *Pass) At(n *syntax.Node, message string, args ...any) *Finding {
	return p.AtSpan(n, n.Span(), message, args...)
}

// AtSpan starts a finding at a part of what the node was written with.
func (p *Pass) AtSpan(n *syntax.Node, at source.Span, message string, args ...any) *Finding {
	f := &Finding{at: n, d: diag.Diagnostic{
		Rule:     p.Rule.ID,
		Name:     p.Rule.Name,
		Severity: p.Rule.Severity,
		Message:  fmt.Sprintf(message, args...),
		Span:     at,
		Notes:    n.NotesAt(at),
		Help:     p.Rule.Help,
	}}
	if len(p.found) < MaxFindings {
		p.found = append(p.found, f)
	} else {
		p.more++
	}
	return f
}

// findings returns what the rule found.
func (p *Pass) findings() []*Finding {
	if p.more > 0 {
		p.found[MaxFindings-1].NoteSpan(source.Span{}, "%d more findings of %s are not shown", p.more, p.Rule.ID)
	}
	return p.found
}

// Borrow lets another rule look at the same template. What it finds counts for this rule, with
// the severity and the help of the other.
func (p *Pass) Borrow(other *Rule) {
	own := p.Rule
	as := *own
	as.Severity, as.Help = other.Severity, other.Help
	p.Rule = &as
	other.Check(p)
	p.Rule = own
}

// A Finding is a diagnostic in the making. Its methods change it and return it, so that
// a rule can write one sentence: p.At(n, "…").Note(other, "…").
type Finding struct {
	d  diag.Diagnostic
	at *syntax.Node
}

// Note adds a second place.
func (f *Finding) Note(n *syntax.Node, message string, args ...any) *Finding {
	return f.NoteSpan(n.Span(), message, args...)
}

// NoteSpan adds a second place that is no whole node.
func (f *Finding) NoteSpan(at source.Span, message string, args ...any) *Finding {
	f.d.Notes = append(f.d.Notes, diag.Note{Message: fmt.Sprintf(message, args...), Span: at})
	return f
}

// Help replaces the rule's advice by one for this finding.
func (f *Finding) Help(text string, args ...any) *Finding {
	f.d.Help = fmt.Sprintf(text, args...)
	return f
}

// Severity replaces the rule's severity.
func (f *Finding) Severity(s diag.Severity) *Finding {
	f.d.Severity = s
	return f
}

// Certainty says on which values of parameters and conditions the finding rests.
func (f *Finding) Certainty(c diag.Certainty) *Finding {
	f.d.Certainty = c
	return f
}

// Under takes over what a verdict rests on: one that holds in some cases only is a step milder
// and names the first of them, one that holds with the defaults of parameters is information.
func (f *Finding) Under(v template.Verdict) *Finding {
	f.d.Certainty = v.Certainty
	switch v.Certainty {
	case diag.May:
		f.d.Severity = max(diag.Info, f.d.Severity-min(1, f.d.Severity))
	case diag.Default:
		f.d.Severity = diag.Info
	}
	if choices := v.Case.Choices(); choices != "" && v.Certainty != diag.Must {
		f.d.Message += ", where " + choices
	}
	if v.Certainty == diag.Default {
		f.d.Message += ", with the defaults of the parameters"
	}
	return f
}

// Fix adds a change that ends the finding. A safe one keeps the meaning of the template in
// every other respect.
func (f *Finding) Fix(title string, safe bool, edits ...diag.Edit) *Finding {
	f.d.Fixes = append(f.d.Fixes, diag.Fix{Title: title, Safe: safe, Edits: edits})
	return f
}
