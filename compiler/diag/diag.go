// Package diag says what a diagnostic is: something that cfnc found, where it was
// written, and how it may be mended. Its one place for order and duplicates is Sort.
// It does no I/O and knows no colours; lint/report shows diagnostics to people.
package diag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cfnc/cfnc/compiler/source"
)

// Severity says how much a diagnostic matters. Greater is worse.
type Severity uint8

// The severities, from the mildest.
const (
	Info Severity = iota
	Warning
	Error
)

// String returns "info", "warning" or "error".
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// ParseSeverity reads the name of a severity.
func ParseSeverity(name string) (s Severity, ok bool) {
	for s := Info; s <= Error; s++ {
		if s.String() == name {
			return s, true
		}
	}
	return Error, false
}

// Certainty says on which values of parameters and conditions a finding rests.
type Certainty uint8

// A finding is true for all reachable values, for some, or with the defaults only.
const (
	Must Certainty = iota
	May
	Default
)

// String returns "must", "may" or "default".
func (c Certainty) String() string { return [...]string{"must", "may", "default"}[c] }

// A Note adds a second place to a diagnostic: why, or by which way.
type Note struct {
	Message string
	Span    source.Span
}

// An Edit replaces the text of a span.
type Edit struct {
	Span source.Span
	Text string
}

// A Fix is a change that ends the finding. A safe fix keeps the meaning of the
// template in every other respect.
type Fix struct {
	Title string
	Safe  bool
	Edits []Edit
}

// A Diagnostic is one finding. Message is one clause in lower case that quotes the
// user's text; Help is an imperative; Path is a JSON pointer into the compiled template.
type Diagnostic struct {
	Rule      string // ID, as E1020
	Name      string // kebab-case name
	Severity  Severity
	Certainty Certainty
	Message   string
	Span      source.Span
	Path      string
	Notes     []Note
	Help      string
	URL       string
	Fixes     []Fix
}

// Sort puts diagnostics into their one total order (file, start, end, rule, path,
// message), makes one of those that say the same of the same text, and returns the
// slice. A finding in a fragment that several templates include so comes out once, with
// the path of the first and the notes of each.
func Sort(list []Diagnostic) []Diagnostic {
	slices.SortStableFunc(list, compare)
	kept := list[:0]
	for _, d := range list {
		if same := find(kept, d); same != nil {
			same.join(d)
			continue
		}
		kept = append(kept, d)
	}
	clear(list[len(kept):])
	return kept
}

// find looks for a diagnostic that says the same as d among those of the same place and
// rule, which stand last.
func find(kept []Diagnostic, d Diagnostic) *Diagnostic {
	for i := len(kept) - 1; i >= 0 && comparePlace(kept[i], d) == 0; i-- {
		if kept[i].Message == d.Message {
			return &kept[i]
		}
	}
	return nil
}

// join adds the notes of a diagnostic that says the same.
func (d *Diagnostic) join(other Diagnostic) {
	d.Severity = max(d.Severity, other.Severity)
	d.Certainty = min(d.Certainty, other.Certainty)
	d.Notes = slices.Clip(d.Notes)
	for _, note := range other.Notes {
		if !slices.ContainsFunc(d.Notes, note.same) {
			d.Notes = append(d.Notes, note)
		}
	}
}

func (n Note) same(other Note) bool {
	return n.Message == other.Message && n.Span.Name() == other.Span.Name() &&
		n.Span.Start == other.Span.Start && n.Span.End == other.Span.End
}

func comparePlace(a, b Diagnostic) int {
	return cmp.Or(
		strings.Compare(a.Span.Name(), b.Span.Name()),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		strings.Compare(a.Rule, b.Rule),
	)
}

func compare(a, b Diagnostic) int {
	return cmp.Or(comparePlace(a, b), strings.Compare(a.Path, b.Path), strings.Compare(a.Message, b.Message))
}

// Worst returns the highest severity in the list; ok is false when it is empty.
func Worst(list []Diagnostic) (worst Severity, ok bool) {
	for _, d := range list {
		worst = max(worst, d.Severity)
	}
	return worst, len(list) > 0
}

// HasErrors reports whether the list has an error-level diagnostic.
func HasErrors(list []Diagnostic) bool {
	worst, _ := Worst(list)
	return worst == Error
}
