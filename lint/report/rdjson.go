package report

import (
	"io"

	"github.com/cfnc/cfnc/compiler/diag"
	"github.com/cfnc/cfnc/compiler/source"
)

type rdjsonResult struct {
	Source      rdjsonSource       `json:"source"`
	Diagnostics []rdjsonDiagnostic `json:"diagnostics"`
}

type rdjsonSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdjsonDiagnostic struct {
	Message     string             `json:"message"`
	Location    rdjsonLocation     `json:"location"`
	Severity    string             `json:"severity"`
	Code        *rdjsonCode        `json:"code,omitempty"`
	Suggestions []rdjsonSuggestion `json:"suggestions,omitempty"`
}

type rdjsonLocation struct {
	Path  string      `json:"path"`
	Range rdjsonRange `json:"range"`
}

type rdjsonRange struct {
	Start rdjsonPosition `json:"start"`
	End   rdjsonPosition `json:"end"`
}

type rdjsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"` // UTF-8 bytes, counted from 1
}

type rdjsonCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdjsonSuggestion struct {
	Range rdjsonRange `json:"range"`
	Text  string      `json:"text"`
}

// RDJSON writes the diagnostic format of reviewdog. Its columns are bytes. A fix of several edits,
// or in another file, is no suggestion.
func RDJSON(w io.Writer, r Report) error {
	result := rdjsonResult{Source: rdjsonSource{"cfnc", homepage}, Diagnostics: []rdjsonDiagnostic{}}
	for _, d := range r.Findings {
		result.Diagnostics = append(result.Diagnostics, rdjsonDiagnostic{
			Message: d.Message, Location: rdjsonLocation{d.Span.Name(), bytesOf(d.Span)},
			Severity: [...]string{"INFO", "WARNING", "ERROR"}[d.Severity], Code: &rdjsonCode{d.Rule, d.URL}, Suggestions: suggestions(d),
		})
	}
	for _, f := range r.Failures {
		result.Diagnostics = append(result.Diagnostics, rdjsonDiagnostic{
			Message: f.Message, Location: rdjsonLocation{f.File, bytesOf(source.Span{})}, Severity: "ERROR",
		})
	}
	return writeDocument(w, result)
}

func suggestions(d diag.Diagnostic) (list []rdjsonSuggestion) {
	for _, f := range d.Fixes {
		if len(f.Edits) == 1 && f.Edits[0].Span.File == d.Span.File {
			list = append(list, rdjsonSuggestion{bytesOf(f.Edits[0].Span), f.Edits[0].Text})
		}
	}
	return list
}

// bytesOf counts columns in bytes.
func bytesOf(s source.Span) rdjsonRange {
	start, end := s.Positions()
	return rdjsonRange{byteColumn(s.File, start), byteColumn(s.File, end)}
}

func byteColumn(f *source.File, p source.Position) rdjsonPosition {
	if f == nil {
		return rdjsonPosition{1, 1}
	}
	_, start := f.Line(p.Line)
	return rdjsonPosition{max(p.Line, 1), p.Offset - start + 1}
}
