package expand

import (
	"fmt"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/compiler/syntax"
)

// The rules that expansion reports.
const (
	ErrorID      = "E0001" // what cannot be expanded
	ErrorName    = "expansion-error"
	NearMissID   = "C001" // a bare name that is almost a declared one
	NearMissName = "expression-near-miss"
	LiteralID    = "C002" // text that looks like an expression and stayed text
	LiteralName  = "expression-left-literal"
	UnusedID     = "C003" // an argument that the included file does not use
	UnusedName   = "unused-include-argument"
	NumberID     = "C004" // a number that JSON cannot spell, kept as a string
	NumberName   = "number-not-json"
	TwoNamesID   = "E3007" // a name that is a parameter and a resource
	TwoNamesName = "parameter-and-resource-share-name"
)

// fail reports an error. The result may be completed until the next one is reported.
func (e *expander) fail(at source.Span, origin *syntax.Origin, message string, args ...any) *diag.Diagnostic {
	return e.report(ErrorID, ErrorName, diag.Error, at, origin, fmt.Sprintf(message, args...))
}

func (e *expander) warn(id, name string, at source.Span, origin *syntax.Origin, message string, args ...any) *diag.Diagnostic {
	return e.report(id, name, diag.Warning, at, origin, fmt.Sprintf(message, args...))
}

func (e *expander) report(id, name string, severity diag.Severity, at source.Span, origin *syntax.Origin, message string) *diag.Diagnostic {
	return e.add(diag.Diagnostic{Rule: id, Name: name, Severity: severity, Message: message, Span: at}, origin)
}

// add keeps a finding with the notes of its way, as long as there are not too many.
func (e *expander) add(d diag.Diagnostic, origin *syntax.Origin) *diag.Diagnostic {
	count := &e.spent.warnings
	if d.Severity == diag.Error {
		count = &e.spent.errors
	}
	if *count++; *count > MaxFindings {
		return &d
	}
	d.Notes = append(d.Notes[:len(d.Notes):len(d.Notes)], origin.Notes()...)
	e.found = append(e.found, d)
	return &e.found[len(e.found)-1]
}

// didYouMean ends a message with the name that was likely meant.
func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return ", did you mean `" + name + "`?"
}
