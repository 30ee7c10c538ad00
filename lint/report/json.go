package report

import (
	"encoding/json"
	"io"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
	"github.com/cfnc/cfnc/lint"
)

// Version is the version of the JSON format; schema/findings.schema.json describes it.
const Version = 1

type jsonReport struct {
	Version  int           `json:"version"`
	Findings []jsonFinding `json:"findings"`
	Errors   []jsonFailure `json:"errors"`
	Summary  jsonSummary   `json:"summary"`
}

type jsonFinding struct {
	Rule        string `json:"rule"`
	Name        string `json:"name"`
	Severity    string `json:"severity"`
	Certainty   string `json:"certainty"`
	Message     string `json:"message"`
	jsonPlace          // file, start, end
	Path        string `json:"path"`
	Notes       []note `json:"notes"`
	Help        string `json:"help"`
	URL         string `json:"url"`
	Fingerprint string `json:"fingerprint"`
	Fixes       []fix  `json:"fixes"`
}

type jsonPlace struct {
	File  string   `json:"file"`
	Start position `json:"start"`
	End   position `json:"end"`
}

type position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"offset"`
}

type note struct {
	Message string `json:"message"`
	*jsonPlace
}

type fix struct {
	Title string `json:"title"`
	Safe  bool   `json:"safe"`
	Edits []edit `json:"edits"`
}

type edit struct {
	jsonPlace
	Text string `json:"text"`
}

type jsonFailure struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

type jsonSummary struct {
	Files    int `json:"files"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
}

// JSON writes a report as one JSON document in the published, versioned format.
func JSON(w io.Writer, r Report) error {
	return writeDocument(w, r.forJSON())
}

// writeDocument writes a document with two blanks for each level.
func writeDocument[T jsonReport | sarifLog | []gitlabIssue | rdjsonResult](w io.Writer, document T) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(document)
}

// JSONLines writes every finding as JSON on a line of its own, as it stands in the document that
// JSON writes.
func JSONLines(w io.Writer, r Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, f := range r.forJSON().Findings {
		if err := enc.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

func (r Report) forJSON() jsonReport {
	out := jsonReport{Version: Version, Findings: []jsonFinding{}, Errors: []jsonFailure{}}
	names := lint.Fingerprints(r.Findings)
	for i, d := range r.Findings {
		out.Findings = append(out.Findings, findingForJSON(d, names[i]))
	}
	for _, f := range r.Failures {
		out.Errors = append(out.Errors, jsonFailure(f))
	}
	errors, warnings, infos := r.counts()
	out.Summary = jsonSummary{r.Files, errors, warnings, infos}
	return out
}

func findingForJSON(d diag.Diagnostic, fingerprint string) jsonFinding {
	return jsonFinding{
		Rule: d.Rule, Name: d.Name, Severity: d.Severity.String(), Certainty: d.Certainty.String(),
		Message: d.Message, jsonPlace: placeForJSON(d.Span), Path: d.Path, Notes: notesForJSON(d.Notes),
		Help: d.Help, URL: d.URL, Fingerprint: fingerprint, Fixes: fixesForJSON(d.Fixes),
	}
}

func placeForJSON(s source.Span) jsonPlace {
	start, end := s.Positions()
	return jsonPlace{File: s.Name(), Start: positionForJSON(start), End: positionForJSON(end)}
}

// positionForJSON gives what is nowhere the first place of a file.
func positionForJSON(p source.Position) position {
	return position{max(p.Line, 1), max(p.Column, 1), p.Offset}
}

func notesForJSON(notes []diag.Note) []note {
	out := []note{}
	for _, n := range notes {
		made := note{Message: n.Message}
		if n.Span.File != nil {
			place := placeForJSON(n.Span)
			made.jsonPlace = &place
		}
		out = append(out, made)
	}
	return out
}

func fixesForJSON(fixes []diag.Fix) []fix {
	out := []fix{}
	for _, f := range fixes {
		made := fix{Title: f.Title, Safe: f.Safe, Edits: []edit{}}
		for _, e := range f.Edits {
			made.Edits = append(made.Edits, edit{placeForJSON(e.Span), e.Text})
		}
		out = append(out, made)
	}
	return out
}
